package org.infogan;

import java.util.ArrayList;
import java.util.List;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.BatchNorm;
import org.infogan.nn.Conv2d;
import org.infogan.nn.ConvTranspose2d;
import org.infogan.nn.Dense;
import org.infogan.nn.LeakyRelu;
import org.infogan.nn.Padding;
import org.infogan.nn.Relu;
import org.infogan.nn.Reshape;
import org.infogan.nn.Tanh;

/**
 * The set-ups of the paper's appendix C beyond MNIST. Networks, codes and learning rates are those
 * of its tables; where text and tables disagree the tables hold, since their widths add up. What
 * the paper leaves open, batch size, steps, initial weights and Adam's betas, are the builder's
 * defaults.
 *
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, InfoGAN</a>
 */
final class PaperPresets {

  private PaperPresets() {}

  /** Table 2: 124 noise values, four Cat(10), four U(−1, 1). */
  static InfoGanConfig svhn() {
    List<LatentCode> codes = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      codes.add(LatentCode.categorical("c" + i, 10));
    }
    for (int i = 5; i <= 8; i++) {
      codes.add(LatentCode.uniform("c" + i, -1, 1));
    }
    return colour32(124, codes).build();
  }

  /** The networks that SVHN and CelebA have in common: 32×32 images in colour. */
  private static InfoGanConfigBuilder colour32(int noise, List<LatentCode> codes) {
    InfoGanConfigBuilder builder =
        InfoGanConfig.builder()
            .image(3, 32, 32)
            .valueRange(ValueRange.SYMMETRIC)
            .latent(Noise.uniform(noise), codes.toArray(LatentCode[]::new))
            .generator(
                new Dense(2 * 2 * 448),
                new BatchNorm(),
                new Relu(),
                Reshape.to(448, 2, 2),
                new ConvTranspose2d(256, 4, 2, Padding.of(1)),
                new BatchNorm(),
                new Relu(),
                new ConvTranspose2d(128, 4, 2, Padding.of(1)),
                new Relu(),
                new ConvTranspose2d(64, 4, 2, Padding.of(1)),
                new Relu(),
                new ConvTranspose2d(3, 4, 2, Padding.of(1)),
                new Tanh())
            .trunk(
                new Conv2d(64, 4, 2, Padding.of(1)),
                new LeakyRelu(0.1),
                new Conv2d(128, 4, 2, Padding.of(1)),
                new BatchNorm(),
                new LeakyRelu(0.1),
                new Conv2d(256, 4, 2, Padding.of(1)),
                new BatchNorm(),
                new LeakyRelu(0.1),
                Reshape.to(256 * 4 * 4))
            .head(new Dense(1));
    int posterior = codes.stream().mapToInt(code -> code.likelihood().parameterRows()).sum();
    return builder.q(new Dense(128), new BatchNorm(), new LeakyRelu(0.1), new Dense(posterior));
  }
}
