package org.infogan;

import java.util.SplittableRandom;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageDataset;
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
import org.infogan.nn.optim.Adam;

/** An InfoGAN of the paper's build on 8×8 images, with a code of each kind, and data for it. */
public final class Tiny {

  /** Noise 3, then 4 + 1 + 1 + 1 rows of codes. */
  static final int LATENT_WIDTH = 10;

  /** 4 logits, a mean, a mean with its ln σ, a logit. */
  static final int POSTERIOR_WIDTH = 8;

  private Tiny() {}

  public static InfoGanConfig.Builder builder() {
    return InfoGanConfig.builder()
        .image(1, 8, 8)
        .latent(
            Noise.uniform(3),
            LatentCode.categorical("c1", 4),
            LatentCode.uniform("c2", -1, 1),
            LatentCode.gaussian("c3", 0, 1).withLearnedSigma(),
            LatentCode.bernoulli("c4", 0.5))
        .generator(
            new Dense(16),
            new BatchNorm(),
            new Relu(),
            new Dense(6 * 4 * 4),
            new BatchNorm(),
            new Relu(),
            Reshape.to(6, 4, 4),
            new ConvTranspose2d(1, 4, 2, Padding.of(1)),
            new Sigmoid())
        .trunk(
            new Conv2d(4, 4, 2, Padding.of(1)),
            new LeakyRelu(0.1),
            new Conv2d(8, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new LeakyRelu(0.1),
            Reshape.to(8 * 2 * 2),
            new Dense(16),
            new BatchNorm(),
            new LeakyRelu(0.1))
        .head(new Dense(1))
        .q(new Dense(8), new BatchNorm(), new LeakyRelu(0.1), new Dense(POSTERIOR_WIDTH))
        .initialStandardDeviation(0.1)
        .discriminatorAdam(Adam.withLearningRate(1e-3))
        .generatorAdam(Adam.withLearningRate(2e-3))
        .batch(8)
        .steps(3);
  }

  public static InfoGanConfig config() {
    return builder().build();
  }

  /**
   * Images of one bright quadrant on a dim ground, the quadrant being the class; the same for the
   * same seed.
   */
  public static ByteImages quadrants(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[][] images = new byte[count][64];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(4);
      for (int pixel = 0; pixel < 64; pixel++) {
        int quadrant = pixel / 32 * 2 + pixel % 8 / 4;
        int ground = quadrant == labels[i] ? 200 : 0;
        images[i][pixel] = (byte) (ground + random.nextInt(50));
      }
    }
    return ByteImages.of(new ImageShape(1, 8, 8), images).withLabels(labels);
  }

  /** The same images, of which one cannot be read. */
  public static ImageDataset failing(ImageDataset images, int broken) {
    return new ImageDataset() {
      @Override
      public int size() {
        return images.size();
      }

      @Override
      public ImageShape shape() {
        return images.shape();
      }

      @Override
      public void read(int index, float[] pixels) {
        if (index == broken) {
          throw new IllegalStateException("image " + broken + " is gone");
        }
        images.read(index, pixels);
      }
    };
  }
}
