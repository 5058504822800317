package org.infogan.config;

import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.DepthToSpace;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.PartialTanh;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.SpaceToDepth;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.optim.Adam;

/**
 * The set-ups of two tutorials that many people learned from. Networks, losses, optimisers and
 * batch sizes are the originals'; what is known to be a fault of theirs is not copied, and named.
 * Steps are the originals' where they are stated, otherwise the builder's default.
 */
final class TutorialPresets {

  private TutorialPresets() {}

  /**
   * The Keras tutorial's: no batch norm but dropout in D, and Q learns with G.
   *
   * <p>The continuous code is drawn from N(0, (1/3)²), its standard deviation being 1/3, and learnt
   * by KL(target ‖ Q) with a Gaussian as wide for the target, as there ({@link
   * org.infogan.latent.ContinuousPosterior#GAUSSIAN_KL}; {@link
   * org.infogan.latent.GaussianCode#withLearnedSigma} gives the likelihood of L_I instead).
   *
   * <p>Three faults of the original are not copied:
   *
   * <ul>
   *   <li>Its divergence of two Gaussians ends in + ½ instead of − ½; the gradients agree.
   *   <li>The mean of its target is 0, the same for all images, so that the code stays without
   *       meaning. Here it is the code that was drawn.
   *   <li>Its grid of samples leaves one cell wrong; the traversals here fill every cell.
   * </ul>
   *
   * <p>Two more differences: the original updates D twice per step, on a batch of real and then on
   * one of generated images, where D has one update on the sum of both losses here; and it
   * generates the images for D in inference mode, with G's running statistics, where G is in
   * training mode here.
   */
  static InfoGanConfig kerasMnist() {
    return InfoGanConfig.builder()
        .image(1, 28, 28)
        .valueRange(ValueRange.SYMMETRIC)
        .latent(
            Noise.gaussian(62),
            LatentCode.categorical("c1", 10),
            LatentCode.gaussian("c2", 0, 1.0 / 3).withGaussianKl())
        .generator(
            new Dense(1024),
            kerasBatchNorm(),
            new Relu(),
            new Dense(7 * 7 * 256),
            kerasBatchNorm(),
            new Relu(),
            Reshape.to(256, 7, 7),
            new ConvTranspose2d(256, 3, 2, Padding.SAME),
            kerasBatchNorm(),
            new Relu(),
            new ConvTranspose2d(128, 3, 2, Padding.SAME),
            kerasBatchNorm(),
            new Relu(),
            new ConvTranspose2d(64, 3, 1, Padding.SAME),
            kerasBatchNorm(),
            new Relu(),
            new ConvTranspose2d(1, 3, 1, Padding.SAME),
            new Tanh())
        .trunk(
            new Conv2d(64, 3, 2, Padding.SAME),
            new LeakyRelu(0.2),
            Dropout.of(0.4),
            new Conv2d(128, 3, 2, Padding.SAME),
            new LeakyRelu(0.2),
            Dropout.of(0.4),
            new Conv2d(256, 3, 2, Padding.SAME),
            new LeakyRelu(0.2),
            Dropout.of(0.4),
            Reshape.to(256 * 4 * 4))
        .head(new Dense(1))
        .q(new Dense(12))
        .initialWeights(InitialWeights.GLOROT)
        .updatePartition(UpdatePartition.WITH_GENERATOR)
        .discriminatorAdam(new Adam(2e-4, 0.9, 0.999, 1e-7))
        .generatorAdam(new Adam(1e-3, 0.9, 0.999, 1e-7))
        .batch(64)
        .steps(20_000)
        .build();
  }

  /** The tutorial's momentum, and the ε of Keras. */
  private static BatchNorm kerasBatchNorm() {
    return new BatchNorm(0.8, 1e-3);
  }

  /**
   * That of A. Juliani's TensorFlow tutorial: MNIST padded to 32×32, blocks of pixels moved into
   * the depth and back instead of strides, a last convolution as large as the image, and Q's
   * optimiser over all variables.
   *
   * <p>A latent vector is (z, c) here and (c₁, z, c₂) there, which makes no difference to a dense
   * layer. Batch norm also has a scale, and the first and last convolutions a bias.
   */
  static InfoGanConfig tfTutorial() {
    return InfoGanConfig.builder()
        .image(1, 32, 32)
        .valueRange(ValueRange.SYMMETRIC)
        .latent(
            Noise.uniform(64),
            LatentCode.categorical("c1", 10),
            LatentCode.uniform("c2", -1, 1),
            LatentCode.uniform("c3", -1, 1))
        .generator(
            new Dense(4 * 4 * 256),
            new BatchNorm(),
            new Relu(),
            Reshape.to(256, 4, 4),
            new Conv2d(128, 3, 1, Padding.SAME),
            new BatchNorm(),
            new Relu(),
            new DepthToSpace(2),
            new Conv2d(64, 3, 1, Padding.SAME),
            new BatchNorm(),
            new Relu(),
            new DepthToSpace(2),
            new Conv2d(32, 3, 1, Padding.SAME),
            new BatchNorm(),
            new Relu(),
            new DepthToSpace(2),
            new Conv2d(1, 32, 1, Padding.SAME),
            new Tanh())
        .trunk(
            new Conv2d(32, 3, 1, Padding.SAME),
            new LeakyRelu(0.2),
            new SpaceToDepth(2),
            new Conv2d(64, 3, 1, Padding.SAME),
            new BatchNorm(),
            new LeakyRelu(0.2),
            new SpaceToDepth(2),
            new Conv2d(128, 3, 1, Padding.SAME),
            new BatchNorm(),
            new LeakyRelu(0.2),
            new SpaceToDepth(2),
            Reshape.to(512 * 4 * 4),
            new Dense(1024),
            new LeakyRelu(0.2))
        .head(new Dense(1))
        .q(
            new Dense(128),
            new BatchNorm(),
            new Relu(),
            new Dense(12),
            // Means of the continuous codes lie in their range; the ten logits do not.
            new PartialTanh(10, 2))
        .adversarialLoss(AdversarialLoss.KL_GENERATOR)
        .updatePartition(UpdatePartition.SEPARATE)
        .discriminatorAdam(Adam.withLearningRate(2e-4))
        .generatorAdam(Adam.withLearningRate(2e-3))
        .informationAdam(Adam.withLearningRate(2e-4))
        .batch(64)
        .build();
  }
}
