package org.infogan.config;

import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.optim.Adam;

/**
 * Recipes for images like those of the paper's presets other than MNIST's, and for shapes: {@link
 * InfoGanConfig#forImages} and the changes that are named here.
 */
final class StandInRecipes {

  private StandInRecipes() {}

  /**
   * Digits in colour. Their ground may be dark or bright, so that strokes have no thickness that a
   * jitter could change; light and hue leave the digit the same. c2 follows the light.
   */
  static InfoGanConfig houseNumbers() {
    Jitter jitter = new Jitter(0.12, 0.12, 0.15, 1.2).withLight(0.3, 0.2).withHue(0.5);
    return InfoGanConfig.forImages(new ImageShape(3, 32, 32), 10, 2, ImageKind.DIGITS).toBuilder()
        .consistency(2, jitter)
        .equivariances(new Stabilizers.Equivariance("c2", Distortion.Factor.BRIGHTNESS, 0.5, 1))
        .build();
  }

  /** Faces, as {@link ImageKind#FACES} has them: c2 follows the brightness, c3 and c4 are free. */
  static InfoGanConfig drawnFaces() {
    return InfoGanConfig.forImages(new ImageShape(3, 32, 32), 5, 3, ImageKind.FACES);
  }

  /**
   * One kind of thing, which turns and is lit from different sides: no category. No jitter shows
   * these changes, so the codes are free, and {@link InfoGanConfig#forImages} keeps them apart.
   */
  static InfoGanConfig heads() {
    return InfoGanConfig.forImages(new ImageShape(1, 32, 32), 0, 4, ImageKind.NONE);
  }

  /**
   * Things that turn, on white. A turned or cropped chair is shown by no other chair of the data,
   * so nothing is named and there is no category, as in {@link #heads}, and the codes are kept
   * apart for half of the run. D's rate is half the usual one; it wins by nearly as much with
   * either.
   */
  static InfoGanConfig chairs() {
    return InfoGanConfig.forImages(new ImageShape(1, 64, 64), 0, 5, ImageKind.NONE).toBuilder()
        .discriminatorAdam(Adam.withLearningRate(2e-4))
        .contrastiveWeight(new Schedule(0, 2, 1000, 1000))
        .build();
  }

  /**
   * A shape of any size at any place, on black: no category. c1 and c2 follow the place, c3 the
   * size; c4 and c5 are free for what is left, form and rotation.
   */
  static InfoGanConfig shapes() {
    return freeShapes(2000, 1000, 0.1).toBuilder()
        .latent(
            Noise.uniform(62),
            LatentCode.uniform("c1", -1, 1).withLambda(2),
            LatentCode.uniform("c2", -1, 1).withLambda(2),
            LatentCode.uniform("c3", -1, 1).withLambda(2),
            LatentCode.uniform("c4", -1, 1),
            LatentCode.uniform("c5", -1, 1))
        .consistency(0, new Jitter(0.6, 0.2, 0, 2))
        .equivariances(
            new Stabilizers.Equivariance("c1", Distortion.Factor.RIGHT, 10.24, 8),
            new Stabilizers.Equivariance("c2", Distortion.Factor.DOWN, 10.24, 8),
            new Stabilizers.Equivariance("c3", Distortion.Factor.SIZE, 0.35, 8))
        .build();
  }

  /** The same with no factor named: the contrastive regulariser alone keeps five codes apart. */
  static InfoGanConfig freeShapes() {
    return freeShapes(6000, 1500, 0.05);
  }

  /** Edges are sharp and the ground is even, so that the noise may fall lower than elsewhere. */
  private static InfoGanConfig freeShapes(int steps, int apart, double noise) {
    return InfoGanConfig.forImages(new ImageShape(1, 32, 32), 0, 5, ImageKind.NONE).toBuilder()
        .steps(steps)
        .instanceNoise(Schedule.linear(0.15, noise, steps))
        .contrastiveWeight(new Schedule(0, 2, apart, apart))
        .build();
  }
}
