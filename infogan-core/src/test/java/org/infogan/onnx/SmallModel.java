package org.infogan.onnx;

import java.util.SplittableRandom;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageShape;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;

/** A model of 4×4 images with a code of each kind. */
final class SmallModel {

  private SmallModel() {}

  static InfoGanConfig.Builder builder() {
    return InfoGanConfig.builder()
        .image(1, 4, 4)
        .latent(
            Noise.uniform(3),
            LatentCode.categorical("c1", 4),
            LatentCode.uniform("c2", -1, 2),
            LatentCode.gaussian("c3", 0.5, 2).withLearnedSigma(),
            LatentCode.bernoulli("c4", 0.25))
        .generator(
            new Dense(3 * 2 * 2),
            new BatchNorm(),
            new Relu(),
            Reshape.to(3, 2, 2),
            new ConvTranspose2d(1, 3, 2, Padding.SAME),
            new Sigmoid())
        .trunk(new Conv2d(2, 2, 2, Padding.of(0)), new LeakyRelu(0.1), Reshape.to(8))
        .head(new Dense(1))
        .q(new Dense(8))
        .batch(4)
        .steps(1);
  }

  static InfoGan trained(InfoGanConfig config) {
    SplittableRandom random = new SplittableRandom(1);
    byte[][] images = new byte[8][16];
    for (byte[] image : images) {
      random.nextBytes(image);
    }
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      return trainer.fit(ByteImages.of(new ImageShape(1, 4, 4), images));
    }
  }
}
