package org.infogan.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.display.CurvesChart;
import org.infogan.config.InfoGanConfig;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {

  @TempDir private Path folder;

  @Test
  void writesEveryIntervalButNotAtTheEndWhichHasTheCalibratedModel() {
    InfoGanConfig config = InfoGanConfig.mnist().toBuilder().batch(2).steps(6).build();
    CurvesChart curves = new CurvesChart(config);
    RunRecorder recorder = new RunRecorder(new RunFolder(folder), config, curves, 3, null);
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      for (int step = 1; step <= 6; step++) {
        StepMetrics stats =
            new StepMetrics(step, 1, 1, 1, List.of(1.0, 0.0, 0.0), 0.5, 0.5, Map.of(), 0, 1, 1);
        curves.onStep(trainer, stats);
        recorder.onStep(trainer, stats);
        assertThat(folder.toFile().list()).hasSize(step == 3 ? 6 : 0);
        for (String name : folder.toFile().list()) {
          assertThat(folder.resolve(name).toFile().delete()).isTrue();
        }
      }
    }
  }
}
