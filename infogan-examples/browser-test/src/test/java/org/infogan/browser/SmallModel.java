package org.infogan.browser;

import java.util.Map;
import java.util.TreeMap;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;

/** A model of random weights with a code of each kind, whose images depend on all of them. */
final class SmallModel {

  private SmallModel() {}

  static InfoGanConfig config(int steps) {
    return InfoGanConfig.builder()
        .image(1, 8, 8)
        .latent(
            Noise.gaussian(3),
            LatentCode.categorical("kind", 4),
            LatentCode.uniform("slant", -1, 1),
            LatentCode.gaussian("width", 0, 1).withLearnedSigma(),
            LatentCode.bernoulli("bold", 0.5))
        .generator(new Dense(64), Reshape.to(1, 8, 8), new Sigmoid())
        .trunk(Reshape.to(64), new Dense(16), new LeakyRelu(0.1))
        .head(new Dense(1))
        .q(new Dense(8))
        .initialStandardDeviation(1)
        .batch(8)
        .steps(steps)
        .build();
  }

  static InfoGan model() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config(1))) {
      return trainer.snapshot();
    }
  }

  static CategoryNames names() {
    return new CategoryNames("kind", 4, new TreeMap<>(Map.of(0, "plain", 2, "dotted")));
  }
}
