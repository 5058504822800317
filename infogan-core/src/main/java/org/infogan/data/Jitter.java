package org.infogan.data;

import java.util.random.RandomGenerator;

/**
 * A small random distortion of an image about its centre: rotation, scaling, horizontal shear and
 * shift, each drawn from a normal distribution. The image is sampled bilinearly; beyond its border
 * the border's values continue.
 *
 * <pre>
 * source = centre + s·R(θ)·[1 h; 0 1]·(target − centre) + shift
 * θ ~ N(0, rotation²), ln s ~ N(0, scale²), h ~ N(0, shear²), shift ~ N(0, shift²·I)
 * </pre>
 *
 * @param rotation standard deviation of the angle, in radians
 * @param scale standard deviation of the logarithm of the scale
 * @param shear standard deviation of the shear, in pixels per pixel
 * @param shift standard deviation of the shift along each axis, in pixels
 */
public record Jitter(double rotation, double scale, double shear, double shift) {

  /** Leaves images as they are. */
  public static final Jitter NONE = new Jitter(0, 0, 0, 0);

  /** Checks the values. */
  public Jitter {
    require("rotation", rotation, Math.PI);
    require("scale", scale, 1);
    require("shear", shear, 2);
    require("shift", shift, 1000);
  }

  private static void require(String field, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "jitter: " + field + ": expected a number from 0 to " + most + ", found " + value);
    }
  }

  /**
   * Distorts one image.
   *
   * @param image C·H·W values. Not modified.
   * @param shape C, H and W
   * @param random the source of the four draws
   * @param distorted C·H·W values, another array than {@code image}. Modified.
   */
  public void apply(float[] image, ImageShape shape, RandomGenerator random, float[] distorted) {
    double angle = rotation * random.nextGaussian();
    double size = Math.exp(scale * random.nextGaussian());
    double slope = shear * random.nextGaussian();
    double down = shift * random.nextGaussian();
    double right = shift * random.nextGaussian();
    double xx = size * Math.cos(angle);
    double yx = size * Math.sin(angle);
    double xy = xx * slope - yx;
    double yy = yx * slope + xx;
    int height = shape.height();
    int width = shape.width();
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        double x = middleX + right + xx * (j - middleX) + xy * (i - middleY);
        double y = middleY + down + yx * (j - middleX) + yy * (i - middleY);
        sample(image, shape, clamp(y, height - 1), clamp(x, width - 1), i * width + j, distorted);
      }
    }
  }

  private static void sample(
      float[] image, ImageShape shape, double y, double x, int target, float[] distorted) {
    int top = (int) y;
    int left = (int) x;
    int below = Math.min(top + 1, shape.height() - 1);
    int rightOf = Math.min(left + 1, shape.width() - 1);
    float down = (float) (y - top);
    float across = (float) (x - left);
    int plane = shape.height() * shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      int rowAbove = c * plane + top * shape.width();
      int rowBelow = c * plane + below * shape.width();
      float above = mix(image[rowAbove + left], image[rowAbove + rightOf], across);
      float under = mix(image[rowBelow + left], image[rowBelow + rightOf], across);
      distorted[c * plane + target] = mix(above, under, down);
    }
  }

  private static float mix(float a, float b, float share) {
    return a + share * (b - a);
  }

  private static double clamp(double value, int most) {
    return Math.max(0, Math.min(most, value));
  }
}
