package org.infogan.cli.explore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.data.DataSource;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageShape;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;

/** A model of random weights with a code of each kind, and an explorer of it. */
final class SmallModel {

  /** One state of {@link #config}'s codes, in JSON. */
  static final String STATE =
      "{\"seed\":7,\"codes\":{\"kind\":2,\"slant\":-0.5,\"width\":1.25,\"bold\":1}}";

  private SmallModel() {}

  static InfoGanConfig config() {
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
        .steps(6)
        .build();
  }

  static InfoGan model() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config())) {
      return trainer.snapshot();
    }
  }

  /** Explores a model that a file "model.zip" is said to hold. */
  static Explorer explorer(ModelSource source, String file) {
    float[][] pixels = new float[3][64];
    pixels[1][9] = 1;
    DataSource data =
        new DataSource(
            "three images",
            FloatImages.wrap(new ImageShape(1, 8, 8), pixels).withLabels(new int[] {0, 1, 1}),
            Optional.empty(),
            Optional.empty(),
            List.of("plain", "dotted"));
    CategoryNames names =
        new CategoryNames("kind", 4, new TreeMap<>(Map.of(0, "plain", 2, "dotted")));
    return new Explorer(source, "infogan", file, Optional.of(names), Optional.of(data));
  }
}
