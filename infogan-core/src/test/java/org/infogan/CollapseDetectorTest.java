package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.infogan.backend.NativeRuntime;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.optim.Adam;
import org.infogan.train.StepMetrics;
import org.infogan.train.batches.PixelDiversity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs that are still finite but learn no longer, and the measures by which they are known. */
class CollapseDetectorTest {

  private static StepMetrics stats(int step, double advantage, double diversity) {
    return new StepMetrics(step, 1, 1, 1, List.of(), 0.5, 0.5, Map.of(), advantage, diversity, 100);
  }

  private static List<String> watch(
      CollapseDetector watch, int from, int to, double advantage, double diversity) {
    List<String> warnings = new ArrayList<>();
    for (int step = from; step <= to; step++) {
      warnings.addAll(watch.observe(stats(step, advantage, diversity)));
    }
    return warnings;
  }

  @Test
  void aFreshRunIsGivenTime() {
    CollapseDetector watch = new CollapseDetector(50);
    assertThat(watch(watch, 1, 49, 1, 0)).isEmpty();
    assertThat(watch(watch, 50, 50, 1, 0)).hasSize(2);
  }

  @Test
  void anEvenGameIsLeftAlone() {
    assertThat(watch(new CollapseDetector(50), 1, 1000, 0.8, 0.5)).isEmpty();
  }

  @Test
  void collapseIsToldOnceAndAgainAfterItHasPassed() {
    CollapseDetector watch = new CollapseDetector(50);
    assertThat(watch(watch, 1, 100, 0.5, 1)).isEmpty();
    List<String> first = watch(watch, 101, 1000, 0.999, 1);
    assertThat(first).hasSize(1);
    assertThat(first.get(0))
        .startsWith("step ")
        .contains("D tells real from generated images", "(advantage 0.98", "learning rate of D");
    assertThat(watch(watch, 1001, 1200, 0.5, 1)).isEmpty();
    assertThat(watch(watch, 1201, 2000, 0.999, 1)).hasSize(1);
    List<String> modes = watch(watch, 2001, 3000, 0.5, 0.05);
    assertThat(modes).hasSize(1);
    assertThat(modes.get(0)).contains("(diversity 0.1", "mode collapse", "learning rate of G");
  }

  @Test
  void anAverageThatWaversAboutItsLimitIsToldOnce() {
    CollapseDetector watch = new CollapseDetector(50);
    List<String> warnings = new ArrayList<>();
    for (int step = 1; step <= 4000; step++) {
      boolean worse = step / 200 % 2 == 0; // twice the averages' memory
      warnings.addAll(watch.observe(stats(step, worse ? 0.99 : 0.96, worse ? 0.18 : 0.24)));
    }
    assertThat(warnings).hasSize(2);
  }

  @Test
  void oneStrayStepIsNotACollapse() {
    CollapseDetector watch = new CollapseDetector(50);
    assertThat(watch(watch, 1, 100, 0.5, 1)).isEmpty();
    assertThat(watch(watch, 101, 103, 1, 0)).isEmpty();
  }

  /** Pixels 1, 3 and 5, 5 have variances 1 and 0. */
  @Test
  void theSpreadIsTheRootMeanSquareOfThePixelsDeviations() {
    NativeRuntime.prepare();
    try (INDArray images = Nd4j.create(new float[] {1, 3, 5, 5}, new long[] {1, 1, 2, 2}, 'c')) {
      assertThat(new PixelDiversity(2).of(images)).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }
  }

  /** A generator that is barely moved paints its first grey; a D that learns fast sees that. */
  @Test
  void aLameGeneratorShowsInBothMeasuresAndIsTold() {
    ImageDataset images = Tiny.quadrants(64, 1);
    InfoGanConfig config =
        Tiny.builder()
            .initialStandardDeviation(1e-2)
            .trunk(Reshape.to(64), new Dense(16), new LeakyRelu(0.1))
            .discriminatorAdam(Adam.withLearningRate(2e-2))
            .generatorAdam(Adam.withLearningRate(1e-9))
            .batch(16)
            .steps(600)
            .build();
    List<String> warnings = new ArrayList<>();
    List<StepMetrics> all = new ArrayList<>();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              all.add(stats);
            }

            @Override
            public void onWarning(RunView run, String warning) {
              warnings.add(warning);
            }
          });
      trainer.fit(images).close();
    }
    StepMetrics last = all.get(all.size() - 1);
    assertThat(warnings)
        .as(last.toString())
        .anyMatch(warning -> warning.contains("almost without error"))
        .anyMatch(warning -> warning.contains("mode collapse"));
    assertThat(last.diversity()).isLessThan(0.1);
    assertThat(last.advantage())
        .isEqualTo(last.meanOnReal() - last.meanOnFake())
        .isGreaterThan(0.98);
  }
}
