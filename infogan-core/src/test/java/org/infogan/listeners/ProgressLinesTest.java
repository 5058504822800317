package org.infogan.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infogan.RunView;
import org.infogan.config.InfoGanConfig;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  @Test
  void clocks() {
    assertThat(ProgressLines.clock(Duration.ofMillis(59_600))).isEqualTo("1:00");
    assertThat(ProgressLines.clock(Duration.ofSeconds(3_599))).isEqualTo("59:59");
    assertThat(ProgressLines.clock(Duration.ofSeconds(3_605))).isEqualTo("1:00:05");
  }

  @Test
  void remainingTimeIsInProportion() {
    assertThat(ProgressLines.remaining(Duration.ofSeconds(10), 4, 10))
        .isEqualTo(Duration.ofSeconds(15));
  }

  private static StepMetrics metrics(int step) {
    return new StepMetrics(
        step, 1, 1.234, 0.5, List.of(2.0, -0.3, -0.25), 0.5, 0.5, Map.of(), 0, 1, 100);
  }

  private static RunView run(int stepsDone) {
    InfoGanConfig config = InfoGanConfig.mnist().toBuilder().steps(2).build();
    Optional<StepMetrics> last = Optional.of(metrics(stepsDone));
    return new TestRun(config, stepsDone, List.of(), stepsDone == 0 ? Optional.empty() : last);
  }

  @Test
  void theLastStepIsAlwaysShown() {
    StringBuilder text = new StringBuilder();
    ProgressLines lines = new ProgressLines(text);
    lines.onStart(run(0));
    lines.onStep(run(1), metrics(1));
    lines.onStep(run(2), metrics(2));
    assertThat(text).isEmpty();
    lines.onEnd(run(2));
    assertThat(text.toString().strip())
        .isEqualTo("step 2/2  D 1.23 G 0.50 L_I c1 2.00 c2 -0.30 c3 -0.25  ETA 0:00");
    lines.onStart(run(2));
    lines.onEnd(run(2));
    assertThat(text.toString().lines()).as("a run without a step").hasSize(1);
  }

  @Test
  void aRunThatIsFittedAgainMakesAsManyStepsOnceMore() {
    StringBuilder text = new StringBuilder();
    ProgressLines lines = new ProgressLines(text);
    lines.onStart(run(2));
    lines.onStep(run(3), metrics(3));
    lines.onStep(run(4), metrics(4));
    lines.onEnd(run(4));
    assertThat(text.toString()).startsWith("step 4/4 ");
  }

  @Test
  void warningsAreShownAtOnceAndReachTheReader() {
    StringWriter text = new StringWriter();
    ProgressLines lines = new ProgressLines(new PrintWriter(new BufferedWriter(text)));
    lines.onWarning(run(1), "D separates all images");
    assertThat(text.toString().strip()).isEqualTo("Warning: D separates all images");
  }
}
