package org.infogan.config;

import org.infogan.data.ImageShape;
import org.infogan.data.augment.Jitter;

/**
 * What images show, which says what may be done to one of them without making it another kind of
 * thing. Only the user knows that.
 */
public enum ImageKind {
  /** Digits and letters, bright on dark: moved, turned, slanted, thicker or thinner a little. */
  DIGITS {
    @Override
    Jitter jitter(double side) {
      return new Jitter(0.225, 0.15, 0.225, 0.05 * side, 0.3);
    }
  },
  /** Things in general: moved, turned a little, mirrored, cropped, lighter, partly hidden. */
  OBJECTS {
    @Override
    Jitter jitter(double side) {
      return new Jitter(0.12, 0.12, 0, 0.05 * side)
          .withFlip(0.5)
          .withCrop(0.4)
          .withLight(0.3, 0.2)
          .withHue(0.3)
          .withCutout(0.3);
    }
  },
  /** Faces, upright and of about one size: mirrored, moved a little, in another light. */
  FACES {
    @Override
    Jitter jitter(double side) {
      return new Jitter(0.08, 0.08, 0, 0.04 * side)
          .withFlip(0.5)
          .withCrop(0.2)
          .withLight(0.2, 0.15)
          .withHue(0.05);
    }
  },
  /** Images in which every such change would make another thing: none is made. */
  NONE {
    @Override
    Jitter jitter(double side) {
      return Jitter.NONE;
    }
  };

  abstract Jitter jitter(double side);

  /**
   * The changes that leave such images the same kind of thing.
   *
   * @param image the images' shape, by whose shorter side shifts are measured
   * @return a jitter
   */
  public Jitter jitter(ImageShape image) {
    return jitter((double) Math.min(image.height(), image.width()));
  }
}
