package org.infogan.data.augment;

import java.util.random.RandomGenerator;

/**
 * A small random {@link Distortion} of an image:
 *
 * <pre>
 * θ ~ N(0, rotation²), ln s ~ N(0, scale²), h ~ N(0, shear²), shift ~ N(0, shift²·I),
 * t ~ N(0, thickness²) within ±½
 * </pre>
 *
 * @param rotation the standard deviation of the angle, in radians
 * @param scale the standard deviation of the logarithm of the scale
 * @param shear the standard deviation of the shear, in pixels per pixel
 * @param shift the standard deviation of the shift along each axis, in pixels
 * @param thickness the standard deviation of the thickening; thin strokes vanish at −1, so that its
 *     draws are kept within ±½
 */
public record Jitter(double rotation, double scale, double shear, double shift, double thickness) {

  /** Leaves images as they are. */
  public static final Jitter NONE = new Jitter(0, 0, 0, 0);

  private static final double MAXIMUM_THICKNESS = 0.5;

  /** Checks the values. */
  public Jitter {
    require("rotation", rotation, Math.PI);
    require("scale", scale, 1);
    require("shear", shear, 2);
    require("shift", shift, 1000);
    require("thickness", thickness, 1);
  }

  /**
   * A jitter that changes the thickness of strokes by the scale alone.
   *
   * @param rotation the standard deviation of the angle, in radians
   * @param scale the standard deviation of the logarithm of the scale
   * @param shear the standard deviation of the shear, in pixels per pixel
   * @param shift the standard deviation of the shift along each axis, in pixels
   */
  public Jitter(double rotation, double scale, double shear, double shift) {
    this(rotation, scale, shear, shift, 0);
  }

  private static void require(String field, double value, double maximum) {
    if (!(value >= 0 && value <= maximum)) {
      throw new IllegalArgumentException(
          "jitter: " + field + ": expected a number from 0 to " + maximum + ", found " + value);
    }
  }

  /**
   * Whether the draws of this jitter change a factor of images.
   *
   * @param factor the factor
   * @return false where every draw leaves the factor as it is
   */
  public boolean changes(Distortion.Factor factor) {
    // Turned against the shear, since the slant is their difference.
    Distortion one = new Distortion(-rotation, Math.exp(-scale), shear, 0, 0, thickness);
    return one.amount(factor) != 0;
  }

  /**
   * Draws a distortion.
   *
   * @param random the source of the draws
   * @return a distortion of its own for one image
   */
  public Distortion draw(RandomGenerator random) {
    double angle = rotation * random.nextGaussian();
    double size = Math.exp(scale * random.nextGaussian());
    double slope = shear * random.nextGaussian();
    double down = shift * random.nextGaussian();
    double right = shift * random.nextGaussian();
    double thicker = thickness == 0 ? 0 : thickness * random.nextGaussian();
    return new Distortion(
        angle,
        size,
        slope,
        down,
        right,
        Math.max(-MAXIMUM_THICKNESS, Math.min(MAXIMUM_THICKNESS, thicker)));
  }
}
