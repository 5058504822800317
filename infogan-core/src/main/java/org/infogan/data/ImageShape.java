package org.infogan.data;

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

  @Override
  public String toString() {
    return text(channels, height, width);
  }

  private static String text(int channels, int height, int width) {
    return "[" + channels + ", " + height + ", " + width + "]";
  }
}
