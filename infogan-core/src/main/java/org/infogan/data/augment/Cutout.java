package org.infogan.data.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.infogan.data.ImageShape;

/**
 * A square of an image that is filled with its ground (<a
 * href="https://arxiv.org/abs/1708.04552">DeVries and Taylor 2017</a>). In each channel that is the
 * median of the image's border: a black square on a white ground would be a thing of its own.
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
   * Fills the square in all channels.
   *
   * @param image C·H·W values. Modified.
   * @param shape the image's shape
   */
  void apply(float[] image, ImageShape shape) {
    int height = shape.height();
    int width = shape.width();
    int size = (int) Math.round(side * Math.min(height, width));
    int top = (int) (down * height) - size / 2;
    int left = (int) (this.right * width) - size / 2;
    int begin = Math.max(0, left);
    int end = Math.min(width, left + size);
    for (int channel = 0; channel < shape.channels() && end > begin; channel++) {
      int first = channel * height;
      float ground = ground(image, first, height, width);
      for (int y = Math.max(0, top); y < Math.min(height, top + size); y++) {
        Arrays.fill(image, (first + y) * width + begin, (first + y) * width + end, ground);
      }
    }
  }

  /** The median of the border of one channel, whose rows begin with the given one. */
  private static float ground(float[] image, int first, int height, int width) {
    float[] border = new float[2 * (height + width)];
    for (int x = 0; x < width; x++) {
      border[2 * x] = image[first * width + x];
      border[2 * x + 1] = image[(first + height - 1) * width + x];
    }
    for (int y = 0; y < height; y++) {
      border[2 * (width + y)] = image[(first + y) * width];
      border[2 * (width + y) + 1] = image[(first + y) * width + width - 1];
    }
    Arrays.sort(border);
    return border[border.length / 2];
  }
}
