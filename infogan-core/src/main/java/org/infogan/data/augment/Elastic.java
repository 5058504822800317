package org.infogan.data.augment;

import java.util.random.RandomGenerator;

/**
 * A smooth random displacement of every pixel: the displacements of a grid of {@value #POINTS} ×
 * {@value #POINTS} points that covers the image, bilinearly interpolated between them (a coarse
 * form of <a href="https://doi.org/10.1109/ICDAR.2003.1227801">Simard et al. 2003</a>).
 */
final class Elastic {

  static final int POINTS = 5;

  /** Leaves every pixel where it is. */
  static final Elastic NONE = new Elastic(new float[0], new float[0]);

  /** In pixels, row by row; empty for none. */
  private final float[] right;

  private final float[] down;

  private Elastic(float[] right, float[] down) {
    this.right = right;
    this.down = down;
  }

  /**
   * Draws the displacements of the grid's points.
   *
   * @param deviation the standard deviation of each along each axis, in pixels; 0 draws nothing
   * @param random the source of the draws
   * @return a displacement field
   */
  static Elastic draw(double deviation, RandomGenerator random) {
    if (deviation == 0) {
      return NONE;
    }
    float[] right = new float[POINTS * POINTS];
    float[] down = new float[POINTS * POINTS];
    for (int i = 0; i < right.length; i++) {
      right[i] = (float) (deviation * random.nextGaussian());
      down[i] = (float) (deviation * random.nextGaussian());
    }
    return new Elastic(right, down);
  }

  boolean isNone() {
    return right.length == 0;
  }

  /**
   * The displacement to the right.
   *
   * @param y the place in the image's height, from 0 at its top to 1 at its bottom
   * @param x the place in its width, from 0 to 1
   * @return pixels
   */
  double right(double y, double x) {
    return at(right, y, x);
  }

  /**
   * The displacement downwards.
   *
   * @param y the place in the image's height, from 0 at its top to 1 at its bottom
   * @param x the place in its width, from 0 to 1
   * @return pixels
   */
  double down(double y, double x) {
    return at(down, y, x);
  }

  private static double at(float[] grid, double y, double x) {
    double v = y * (POINTS - 1);
    double u = x * (POINTS - 1);
    int row = Math.min((int) v, POINTS - 2);
    int column = Math.min((int) u, POINTS - 2);
    int corner = row * POINTS + column;
    double above = mix(grid[corner], grid[corner + 1], u - column);
    double below = mix(grid[corner + POINTS], grid[corner + POINTS + 1], u - column);
    return mix(above, below, v - row);
  }

  private static double mix(double a, double b, double fraction) {
    return a + fraction * (b - a);
  }
}
