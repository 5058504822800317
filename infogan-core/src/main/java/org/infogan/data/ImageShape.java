package org.infogan.data;

import org.infogan.nn.Shape;

/**
 * The size of one image.
 *
 * @param channels C, 1 for grey or 3 for colour in the usual data sets
 * @param height H, in pixels
 * @param width W, in pixels
 */
public record ImageShape(int channels, int height, int width) {

  /** Checks that every extent is at least 1. */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image shape: expected channels, height and width of at least 1, found "
              + text(channels, height, width));
    }
  }

  /**
   * The number of values in one image, C·H·W.
   *
   * @return the product of the three extents
   */
  public int pixels() {
    return Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  /**
   * The images that a network takes or gives.
   *
   * @param shape the shape of one example, [C, H, W]
   * @return the same extents as an image's
   * @throws IllegalArgumentException if the shape has more or fewer axes
   */
  public static ImageShape of(Shape shape) {
    if (shape.rank() != 3) {
      throw new IllegalArgumentException("image shape: expected [C, H, W], found " + shape);
    }
    return new ImageShape(shape.get(0), shape.get(1), shape.get(2));
  }

  /**
   * The shape of one example for a network.
   *
   * @return [C, H, W]
   */
  public Shape toShape() {
    return Shape.of(channels, height, width);
  }

  @Override
  public String toString() {
    return text(channels, height, width);
  }

  private static String text(int channels, int height, int width) {
    return "[" + channels + ", " + height + ", " + width + "]";
  }
}
