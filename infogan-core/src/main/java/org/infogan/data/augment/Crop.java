package org.infogan.data.augment;

import java.util.random.RandomGenerator;

/**
 * A part of an image that is enlarged to the whole.
 *
 * @param side the part's sides as a share of the image's, above 0 and at most 1
 * @param down how far the part's centre lies below the image's, as a share of its height
 * @param right how far it lies to the right, as a share of its width
 */
record Crop(double side, double down, double right) {

  /** The whole image. */
  static final Crop NONE = new Crop(1, 0, 0);

  /**
   * Draws a part within the image.
   *
   * @param most the largest share of the area that is cut off, below 1; 0 draws nothing
   * @param random the source of the draws
   * @return a part of a share of 1 − most to 1 of the area
   */
  static Crop draw(double most, RandomGenerator random) {
    if (most == 0) {
      return NONE;
    }
    double side = Math.sqrt(1 - most * random.nextDouble());
    double down = (1 - side) * (random.nextDouble() - 0.5);
    double right = (1 - side) * (random.nextDouble() - 0.5);
    return new Crop(side, down, right);
  }
}
