package org.infogan.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.infogan.selfsupervised.PretrainingProgress;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;

class StepClockTest {

  private static final StepMetrics STEP =
      new StepMetrics(1, 1, 1.4, 0.7, List.of(), 0, 0, Map.of(), 0, 1, 100);

  @Test
  void theTimeCountsPretrainingAndTheSpeedDoesNot() throws InterruptedException {
    StepClock clock = new StepClock();
    Thread.sleep(500);
    clock.onPretraining(null, new PretrainingProgress("learning categories", 2, 2, 0.3));
    clock.onStep(null, STEP);
    clock.onStep(null, STEP);
    assertThat(clock.seconds()).isGreaterThan(0.5);
    assertThat(clock.steps()).isEqualTo(2);
    assertThat(clock.stepsPerSecond()).isGreaterThan(2 / clock.seconds());
  }

  @Test
  void withoutAStepThereIsNoSpeed() {
    assertThat(new StepClock().stepsPerSecond()).isZero();
  }
}
