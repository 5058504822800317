package org.infogan.config;

import java.util.ArrayList;
import java.util.List;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
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
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.optim.Adam;

/**
 * The set-ups of the paper's appendix C beyond MNIST. Networks, codes, learning rates and λ are
 * those of its tables; where text and tables disagree the tables hold, since their widths add up.
 * What the paper leaves open (batch size, steps, noise, initial weights, Adam's betas) are the
 * builder's defaults, those of openai/InfoGAN.
 *
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, InfoGAN</a>
 */
final class PaperPresets {

  private static final Padding ONE = Padding.of(1);

  private PaperPresets() {}

  /** 124 noise values, four Cat(10), four U(−1, 1). */
  static InfoGanConfig svhn() {
    return colour32(124, new Codes().categorical(4, 10, 1).uniform(4, 1));
  }

  /** 128 noise values, ten Cat(10); the networks of SVHN. */
  static InfoGanConfig celebA() {
    return colour32(128, new Codes().categorical(10, 10, 1));
  }

  private static InfoGanConfig colour32(int noise, Codes codes) {
    LatentSpec latent = codes.with(noise);
    return InfoGanConfig.builder()
        .image(3, 32, 32)
        .valueRange(ValueRange.SYMMETRIC)
        .latent(latent)
        .generator(
            new Dense(2 * 2 * 448),
            new BatchNorm(),
            new Relu(),
            Reshape.to(448, 2, 2),
            new ConvTranspose2d(256, 4, 2, ONE),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(128, 4, 2, ONE),
            new Relu(),
            new ConvTranspose2d(64, 4, 2, ONE),
            new Relu(),
            new ConvTranspose2d(3, 4, 2, ONE),
            new Tanh())
        .trunk(
            new Conv2d(64, 4, 2, ONE),
            new LeakyRelu(0.1),
            new Conv2d(128, 4, 2, ONE),
            new BatchNorm(),
            new LeakyRelu(0.1),
            new Conv2d(256, 4, 2, ONE),
            new BatchNorm(),
            new LeakyRelu(0.1),
            Reshape.to(256 * 4 * 4))
        .head(new Dense(1))
        .q(new Dense(128), new BatchNorm(), new LeakyRelu(0.1), new Dense(latent.posteriorWidth()))
        .build();
  }

  /**
   * 128 noise values, five U(−1, 1). The paper trains once for each factor that it shows, with a
   * setting of its own; the networks are the same.
   *
   * @param rateOfD the learning rate of D and Q
   * @param rateOfG the learning rate of G
   * @param lambda of every code
   */
  static InfoGanConfig faces(double rateOfD, double rateOfG, double lambda) {
    return wholeTrunk(32, new Codes().uniform(5, lambda).with(128))
        .generator(
            new Dense(1024),
            new BatchNorm(),
            new Relu(),
            new Dense(8 * 8 * 128),
            new BatchNorm(),
            new Relu(),
            Reshape.to(128, 8, 8),
            new ConvTranspose2d(64, 4, 2, ONE),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(1, 4, 2, ONE),
            new Sigmoid())
        .trunk(
            new Conv2d(64, 4, 2, ONE),
            new LeakyRelu(0.1),
            new Conv2d(128, 4, 2, ONE),
            new BatchNorm(),
            new LeakyRelu(0.1),
            Reshape.to(128 * 8 * 8),
            new Dense(1024),
            new BatchNorm(),
            new LeakyRelu(0.1))
        .discriminatorAdam(Adam.withLearningRate(rateOfD))
        .generatorAdam(Adam.withLearningRate(rateOfG))
        .build();
  }

  /**
   * 128 noise values, three Cat(20), one U(−1, 1).
   *
   * @param continuous λ of the uniform code
   * @param discrete λ of the categorical codes
   */
  static InfoGanConfig chairs(double continuous, double discrete) {
    return wholeTrunk(64, new Codes().categorical(3, 20, discrete).uniform(1, continuous).with(128))
        .generator(
            new Dense(1024),
            new BatchNorm(),
            new Relu(),
            new Dense(8 * 8 * 256),
            new BatchNorm(),
            new Relu(),
            Reshape.to(256, 8, 8),
            new ConvTranspose2d(256, 4, 1, Padding.SAME),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(256, 4, 1, Padding.SAME),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(128, 4, 2, ONE),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(64, 4, 2, ONE),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(1, 4, 2, ONE),
            new Sigmoid())
        .trunk(
            new Conv2d(64, 4, 2, ONE),
            new LeakyRelu(0.1),
            new Conv2d(128, 4, 2, ONE),
            new BatchNorm(),
            new LeakyRelu(0.1),
            new Conv2d(256, 4, 2, ONE),
            new BatchNorm(),
            new LeakyRelu(0.1),
            new Conv2d(256, 4, 1, Padding.SAME),
            new BatchNorm(),
            new LeakyRelu(0.1),
            new Conv2d(256, 4, 1, Padding.SAME),
            new BatchNorm(),
            new LeakyRelu(0.1),
            Reshape.to(256 * 8 * 8),
            new Dense(1024),
            new BatchNorm(),
            new LeakyRelu(0.1))
        .build();
  }

  /** Grey images, where D and Q share all layers but the last. */
  private static InfoGanConfig.Builder wholeTrunk(int size, LatentSpec latent) {
    return InfoGanConfig.builder()
        .image(1, size, size)
        .latent(latent)
        .head(new Dense(1))
        .q(new Dense(latent.posteriorWidth()));
  }

  /** Codes c1, c2, … in their order. */
  private static final class Codes {
    private final List<LatentCode> codes = new ArrayList<>();

    Codes categorical(int count, int categories, double lambda) {
      for (int i = 0; i < count; i++) {
        codes.add(LatentCode.categorical(nextName(), categories).withLambda(lambda));
      }
      return this;
    }

    Codes uniform(int count, double lambda) {
      for (int i = 0; i < count; i++) {
        codes.add(LatentCode.uniform(nextName(), -1, 1).withLambda(lambda));
      }
      return this;
    }

    LatentSpec with(int noise) {
      return new LatentSpec(Noise.uniform(noise), codes);
    }

    private String nextName() {
      return "c" + (codes.size() + 1);
    }
  }
}
