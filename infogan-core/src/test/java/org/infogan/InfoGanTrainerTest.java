package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentSampler;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.optim.Adam;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run long enough to learn. */
class InfoGanTrainerTest {

  /** Chance level of L_I is 0 and its ceiling ln 4 = 1.386. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aCategoricalCodeIsLearned(long seed) {
    InfoGanConfig config =
        Tiny.builder()
            .discriminatorAdam(Adam.withLearningRate(2e-3))
            .generatorAdam(Adam.withLearningRate(5e-3))
            .batch(32)
            .steps(250)
            .seed(seed)
            .build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanTrainer trainer =
        new InfoGanTrainer(config, networks, LatentSampler.prior(config.latent()))) {
      List<StepMetrics> stats = new ArrayList<>();
      trainer.addListener(Recorded.in(stats));
      trainer.fit(Tiny.quadrants(512, 3)).close();
      assertThat(meanInformation(stats.subList(0, 5))).isLessThan(0.3);
      assertThat(meanInformation(stats.subList(230, 250))).isGreaterThan(1);
      // With the statistics of training, in which generated images, as here, have their share.
      try (InfoGan model = new InfoGan(config, networks.copy(), Optional.empty())) {
        int found = 0;
        for (int k = 0; k < 4; k++) {
          int category = k;
          int[] classes = model.classify(model.generate(model.latents(100, 1).set("c1", k)));
          found += (int) Arrays.stream(classes).filter(c -> c == category).count();
        }
        assertThat(found).as("of 400, 100 by chance").isGreaterThan(300);
      }
    }
  }

  private static double meanInformation(List<StepMetrics> stats) {
    return stats.stream().mapToDouble(s -> s.mutualInformation().get(0)).average().orElseThrow();
  }
}
