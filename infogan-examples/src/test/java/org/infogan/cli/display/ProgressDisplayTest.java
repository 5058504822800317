package org.infogan.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.infogan.config.InfoGanConfig;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

  @Test
  void clocks() {
    assertThat(ProgressDisplay.clock(Duration.ofMillis(59_600))).isEqualTo("1:00");
    assertThat(ProgressDisplay.clock(Duration.ofSeconds(3_599))).isEqualTo("59:59");
    assertThat(ProgressDisplay.clock(Duration.ofSeconds(3_605))).isEqualTo("1:00:05");
  }

  @Test
  void remainingTimeIsInProportion() {
    assertThat(ProgressDisplay.remaining(Duration.ofSeconds(10), 4, 10))
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void theLastStepIsAlwaysShown() {
    InfoGanConfig config = InfoGanConfig.mnist().toBuilder().steps(2).build();
    StringWriter text = new StringWriter();
    try (ProgressLines lines = new ProgressLines(config, 0, new PrintWriter(text))) {
      for (int step = 1; step <= 2; step++) {
        lines.onStep(
            null,
            new StepMetrics(
                step, 1, 1.234, 0.5, List.of(2.0, -0.3, -0.25), 0.5, 0.5, Map.of(), 0, 1, 100));
      }
    }
    assertThat(text.toString().strip())
        .isEqualTo("step 2/2  D 1.23 G 0.50 L_I c1 2.00 c2 -0.30 c3 -0.25  ETA 0:00");
  }
}
