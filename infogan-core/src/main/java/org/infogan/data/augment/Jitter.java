package org.infogan.data.augment;

import java.util.random.RandomGenerator;

/**
 * A small random {@link Distortion} of an image:
 *
 * <pre>
 * θ ~ N(0, rotation²), ln s ~ N(0, scale²), h ~ N(0, shear²), shift ~ N(0, shift²·I),
 * t ~ N(0, thickness²) within ±½, mirrored with probability flip,
 * a crop of a share of the area ~ U[1 − crop, 1], displacements ~ N(0, elastic²) of a grid,
 * ln b ~ N(0, brightness²), ln k ~ N(0, contrast²), hue's angle ~ N(0, hue²),
 * a square of the ground with probability cutout
 * </pre>
 *
 * <p>Which of these leave an image the same kind of thing is for the user to say. What is 0 draws
 * no random number.
 *
 * @param rotation the standard deviation of the angle, in radians
 * @param scale the standard deviation of the logarithm of the scale
 * @param shear the standard deviation of the shear, in pixels per pixel
 * @param shift the standard deviation of the shift along each axis, in pixels
 * @param thickness the standard deviation of the thickening; thin strokes vanish at −1, so that its
 *     draws are kept within ±½
 * @param flip the probability that left and right change places
 * @param crop the largest share of the area that is cut off before the rest is enlarged
 * @param elastic the standard deviation of a smooth displacement along each axis, in pixels
 * @param brightness the standard deviation of the logarithm of the brightness
 * @param contrast the standard deviation of the logarithm of the contrast
 * @param hue the standard deviation of the turn of the hues, in radians; grey images have none
 * @param cutout the probability that a square, a quarter to a third of the shorter side wide, is
 *     filled with the image's ground
 */
public record Jitter(
    double rotation,
    double scale,
    double shear,
    double shift,
    double thickness,
    double flip,
    double crop,
    double elastic,
    double brightness,
    double contrast,
    double hue,
    double cutout) {

  /** Leaves images as they are. */
  public static final Jitter NONE = new Jitter(0, 0, 0, 0);

  private static final double MAXIMUM_THICKNESS = 0.5;

  /**
   * Checks the values.
   *
   * @param rotation the standard deviation of the angle, in radians
   * @param scale the standard deviation of the logarithm of the scale
   * @param shear the standard deviation of the shear, in pixels per pixel
   * @param shift the standard deviation of the shift along each axis, in pixels
   * @param thickness the standard deviation of the thickening
   * @param flip the probability that left and right change places
   * @param crop the largest share of the area that is cut off
   * @param elastic the standard deviation of a smooth displacement along each axis, in pixels
   * @param brightness the standard deviation of the logarithm of the brightness
   * @param contrast the standard deviation of the logarithm of the contrast
   * @param hue the standard deviation of the turn of the hues, in radians
   * @param cutout the probability of a square of the ground
   * @throws IllegalArgumentException when one is out of its range
   */
  public Jitter {
    require("rotation", rotation, Math.PI);
    require("scale", scale, 1);
    require("shear", shear, 2);
    require("shift", shift, 1000);
    require("thickness", thickness, 1);
    require("flip", flip, 1);
    require("crop", crop, 0.9);
    require("elastic", elastic, 1000);
    require("brightness", brightness, 2);
    require("contrast", contrast, 2);
    require("hue", hue, Math.PI);
    require("cutout", cutout, 1);
  }

  /**
   * A jitter of place, size and slant alone; strokes become thicker by the scale alone.
   *
   * @param rotation the standard deviation of the angle, in radians
   * @param scale the standard deviation of the logarithm of the scale
   * @param shear the standard deviation of the shear, in pixels per pixel
   * @param shift the standard deviation of the shift along each axis, in pixels
   */
  public Jitter(double rotation, double scale, double shear, double shift) {
    this(rotation, scale, shear, shift, 0);
  }

  /**
   * A jitter of place, size, slant and thickness.
   *
   * @param rotation the standard deviation of the angle, in radians
   * @param scale the standard deviation of the logarithm of the scale
   * @param shear the standard deviation of the shear, in pixels per pixel
   * @param shift the standard deviation of the shift along each axis, in pixels
   * @param thickness the standard deviation of the thickening
   */
  public Jitter(double rotation, double scale, double shear, double shift, double thickness) {
    this(rotation, scale, shear, shift, thickness, 0, 0, 0, 0, 0, 0, 0);
  }

  private static void require(String field, double value, double maximum) {
    if (!(value >= 0 && value <= maximum)) {
      throw new IllegalArgumentException(
          "jitter: " + field + ": expected a number from 0 to " + maximum + ", found " + value);
    }
  }

  /**
   * This jitter with mirror images.
   *
   * @param probability the probability that left and right change places
   * @return a new jitter
   */
  public Jitter withFlip(double probability) {
    return with(probability, crop, elastic, brightness, contrast, hue, cutout);
  }

  /**
   * This jitter with crops.
   *
   * @param most the largest share of the area that is cut off
   * @return a new jitter
   */
  public Jitter withCrop(double most) {
    return with(flip, most, elastic, brightness, contrast, hue, cutout);
  }

  /**
   * This jitter with smooth displacements.
   *
   * @param deviation the standard deviation of the displacement along each axis, in pixels
   * @return a new jitter
   */
  public Jitter withElastic(double deviation) {
    return with(flip, crop, deviation, brightness, contrast, hue, cutout);
  }

  /**
   * This jitter with changes of brightness and contrast.
   *
   * @param ofBrightness the standard deviation of the brightness's logarithm
   * @param ofContrast the standard deviation of the contrast's logarithm
   * @return a new jitter
   */
  public Jitter withLight(double ofBrightness, double ofContrast) {
    return with(flip, crop, elastic, ofBrightness, ofContrast, hue, cutout);
  }

  /**
   * This jitter with turned hues.
   *
   * @param deviation the standard deviation of the turn, in radians
   * @return a new jitter
   */
  public Jitter withHue(double deviation) {
    return with(flip, crop, elastic, brightness, contrast, deviation, cutout);
  }

  /**
   * This jitter with squares of an image's ground.
   *
   * @param probability the probability of a square
   * @return a new jitter
   */
  public Jitter withCutout(double probability) {
    return with(flip, crop, elastic, brightness, contrast, hue, probability);
  }

  private Jitter with(
      double newFlip,
      double newCrop,
      double newElastic,
      double newBrightness,
      double newContrast,
      double newHue,
      double newCutout) {
    return new Jitter(
        rotation,
        scale,
        shear,
        shift,
        thickness,
        newFlip,
        newCrop,
        newElastic,
        newBrightness,
        newContrast,
        newHue,
        newCutout);
  }

  /**
   * Whether the draws of this jitter change a factor of images.
   *
   * @param factor the factor
   * @return false where every draw leaves the factor as it is
   */
  public boolean changes(Distortion.Factor factor) {
    return switch (factor) {
      case SLANT -> shear > 0 || rotation > 0;
      case ROTATION -> rotation > 0;
      case SIZE -> scale > 0 || crop > 0;
      case THICKNESS -> thickness > 0;
      case RIGHT, DOWN -> shift > 0 || crop > 0;
      case BRIGHTNESS -> brightness > 0;
      case HUE -> hue > 0;
    };
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
        Math.max(-MAXIMUM_THICKNESS, Math.min(MAXIMUM_THICKNESS, thicker)),
        flip > 0 && random.nextDouble() < flip,
        Crop.draw(crop, random),
        Elastic.draw(elastic, random),
        Tone.draw(brightness, contrast, hue, random),
        Cutout.draw(cutout, random));
  }
}
