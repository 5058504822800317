package org.infogan.data.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.infogan.data.ImageShape;

/**
 * A square of an image that is made black (<a href="https://arxiv.org/abs/1708.04552">DeVries and
 * Taylor 2017</a>).
 *
 * @param side the square's side as a share of the image's shorter one; 0 for none
 * @param down the height of its centre, from 0 at the image's top to 1
 * @param right the place of its centre in the image's width, from 0 to 1
 */
record Cutout(double side, double down, double right) {

  /** No square. */
  static final Cutout NONE = new Cutout(0, 0, 0);

  private static final double LEAST = 0.25;
  private static final double MOST = 0.33;

  /**
   * Draws a square whose centre lies anywhere in the image.
   *
   * @param probability the probability of a square at all; 0 draws nothing
   * @param random the source of the draws
   * @return a square of a quarter to a third of the image's shorter side, or {@link #NONE}
   */
  static Cutout draw(double probability, RandomGenerator random) {
    if (probability == 0 || random.nextDouble() >= probability) {
      return NONE;
    }
    double side = LEAST + (MOST - LEAST) * random.nextDouble();
    return new Cutout(side, random.nextDouble(), random.nextDouble());
  }

  /**
   * Makes the square black in all channels.
   *
   * @param image C·H·W values. Modified.
   * @param shape the image's shape
   * @param black the value of black
   */
  void apply(float[] image, ImageShape shape, float black) {
    int height = shape.height();
    int width = shape.width();
    int size = (int) Math.round(side * Math.min(height, width));
    int top = (int) (down * height) - size / 2;
    int left = (int) (this.right * width) - size / 2;
    int end = Math.min(width, left + size);
    for (int row = 0; row < shape.channels() * height; row++) {
      int y = row % height;
      if (y >= top && y < top + size && end > Math.max(0, left)) {
        Arrays.fill(image, row * width + Math.max(0, left), row * width + end, black);
      }
    }
  }
}
