package org.infogan.config;

import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;

/**
 * Recipes for images like those of the paper's presets other than MNIST's: {@link
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
   * these changes, so the codes are free, and the contrastive regulariser keeps them apart in the
   * last quarter.
   */
  static InfoGanConfig heads() {
    InfoGanConfig free = InfoGanConfig.forImages(new ImageShape(1, 32, 32), 0, 4, ImageKind.NONE);
    int late = free.steps() * 3 / 4;
    return free.toBuilder().contrastiveWeight(new Schedule(0, 2, late, late)).build();
  }

  /**
   * Things that turn, on white. A turned or cropped chair is shown by no other chair of the data,
   * so the jitter mirrors, shifts and hides only; the codes are free.
   */
  static InfoGanConfig chairs() {
    Jitter jitter = new Jitter(0.05, 0.1, 0, 2).withFlip(0.5).withLight(0.2, 0.15).withCutout(0.3);
    return InfoGanConfig.forImages(new ImageShape(1, 64, 64), 10, 2, ImageKind.OBJECTS).toBuilder()
        .consistency(2, jitter)
        .pretraining(Pretraining.of(500, jitter))
        .equivariances()
        .build();
  }
}
