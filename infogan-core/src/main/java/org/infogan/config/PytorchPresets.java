package org.infogan.config;

import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.layers.Upsample;
import org.infogan.nn.optim.Adam;

/**
 * The set-ups of two public InfoGANs in PyTorch. Networks, losses, optimisers and batch sizes are
 * the originals'; what is known to be a fault of theirs is not copied, and named. Steps are the
 * builder's default.
 */
final class PytorchPresets {

  private PytorchPresets() {}

  /**
   * That of PyTorch-GAN: MNIST at 32×32, least squares, a third optimiser for the bound.
   *
   * <p>Its G loss lacks the ½ of {@link AdversarialLoss#LEAST_SQUARES}; Adam does not see a factor.
   * Its squared error, the mean over both continuous codes, is their two halves: λ 0.1 as there.
   * Batch norm's scale starts at 1 instead of being drawn from N(1, 0.02²).
   *
   * <p>Three faults of the original are not copied:
   *
   * <ul>
   *   <li>Its category head ends in a softmax, and its cross-entropy applies softmax again. Here Q
   *       gives logits.
   *   <li>It passes 0.8 as batch norm's ε. Here ε is 1e-5.
   *   <li>For its information loss it draws continuous codes from N(−1, 1). Here as always they are
   *       from U(−1, 1).
   * </ul>
   *
   * @see <a href="https://github.com/eriklindernoren/PyTorch-GAN">PyTorch-GAN, infogan.py</a>
   */
  static InfoGanConfig pytorchGan() {
    return InfoGanConfig.builder()
        .image(1, 32, 32)
        .valueRange(ValueRange.SYMMETRIC)
        .latent(
            Noise.gaussian(62),
            LatentCode.categorical("c1", 10),
            LatentCode.uniform("c2", -1, 1).withLambda(0.1),
            LatentCode.uniform("c3", -1, 1).withLambda(0.1))
        .generator(
            new Dense(128 * 8 * 8),
            Reshape.to(128, 8, 8),
            new BatchNorm(),
            new Upsample(2),
            new Conv2d(128, 3, 1, Padding.of(1)),
            new BatchNorm(),
            new LeakyRelu(0.2),
            new Upsample(2),
            new Conv2d(64, 3, 1, Padding.of(1)),
            new BatchNorm(),
            new LeakyRelu(0.2),
            new Conv2d(1, 3, 1, Padding.of(1)),
            new Tanh())
        .trunk(
            new Conv2d(16, 3, 2, Padding.of(1)),
            new LeakyRelu(0.2),
            Dropout.channels(0.25),
            new Conv2d(32, 3, 2, Padding.of(1)),
            new LeakyRelu(0.2),
            Dropout.channels(0.25),
            new BatchNorm(),
            new Conv2d(64, 3, 2, Padding.of(1)),
            new LeakyRelu(0.2),
            Dropout.channels(0.25),
            new BatchNorm(),
            new Conv2d(128, 3, 2, Padding.of(1)),
            new LeakyRelu(0.2),
            Dropout.channels(0.25),
            new BatchNorm(),
            Reshape.to(128 * 2 * 2))
        .head(new Dense(1))
        .q(new Dense(12))
        .adversarialLoss(AdversarialLoss.LEAST_SQUARES)
        .updatePartition(UpdatePartition.SEPARATE)
        .discriminatorAdam(Adam.withLearningRate(2e-4))
        .generatorAdam(Adam.withLearningRate(2e-4))
        .informationAdam(Adam.withLearningRate(2e-4))
        .batch(64)
        .build();
  }

  /**
   * A course lab's, after pianomania/infoGAN-pytorch: MNIST at 64×64, one code, Q learns with G.
   *
   * <p>Its author saw D's loss go to 0 and G's to 50 and more. Here the losses are taken from
   * logits, so that G's gradient outlives a D that is certain. Of the learning rates tried for D,
   * 2e-5 to 2e-4, this is the largest; a D that wins asks for a smaller one.
   */
  static InfoGanConfig lab6() {
    return InfoGanConfig.builder()
        .image(1, 64, 64)
        .valueRange(ValueRange.SYMMETRIC)
        .latent(Noise.uniform(54), LatentCode.categorical("c1", 10))
        .generator(
            Reshape.to(64, 1, 1),
            new ConvTranspose2d(512, 4, 1, Padding.of(0)),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(256, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(128, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(64, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(1, 4, 2, Padding.of(1)),
            new Tanh())
        .trunk(
            new Conv2d(64, 4, 2, Padding.of(1)),
            new LeakyRelu(0.2),
            new Conv2d(128, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new LeakyRelu(0.2),
            new Conv2d(256, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new LeakyRelu(0.2),
            new Conv2d(512, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new LeakyRelu(0.2))
        .head(new Conv2d(1, 4, 1, Padding.of(0)), Reshape.to(1))
        .q(Reshape.to(512 * 4 * 4), new Dense(100), new Relu(), new Dense(10))
        .updatePartition(UpdatePartition.WITH_GENERATOR)
        .discriminatorAdam(new Adam(2e-4, 0.5, 0.99, 1e-8))
        .generatorAdam(new Adam(1e-3, 0.5, 0.99, 1e-8))
        .batch(100)
        .build();
  }
}
