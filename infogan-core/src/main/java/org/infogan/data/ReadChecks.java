package org.infogan.data;

/** What data sets check of their arguments, and what is checked of the values that they give. */
public final class ReadChecks {

  private ReadChecks() {}

  /**
   * Checks the index of an image.
   *
   * @param index the index
   * @param size the number of images
   * @throws IndexOutOfBoundsException if the index is not from 0 to {@code size} − 1
   */
  public static void requireIndex(int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "image index: expected 0 to " + (size - 1) + ", found " + index);
    }
  }

  /**
   * Checks the array that an image is read into.
   *
   * @param pixels the array. Not modified.
   * @param shape the shape of the image
   * @throws IllegalArgumentException if the array has another length than C·H·W
   */
  public static void requireLength(float[] pixels, ImageShape shape) {
    if (pixels.length != shape.pixels()) {
      throw new IllegalArgumentException(
          ("pixels: expected an array of length " + shape.pixels() + " for an image of shape ")
              + (shape + ", found length " + pixels.length));
    }
  }

  /**
   * Checks the values of an image.
   *
   * @param index the index of the image, for the message
   * @param pixels the values. Not modified.
   * @throws IllegalArgumentException if a value is not a number in [0, 1]
   */
  public static void requireUnit(int index, float[] pixels) {
    int outside = firstOutsideUnit(pixels);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "image " + index + ": expected values in [0, 1], found " + pixels[outside]);
    }
  }

  /**
   * Looks for a value that no pixel may have.
   *
   * @param pixels the values. Not modified.
   * @return the position of the first value that is not a number in [0, 1], or −1 if there is none
   */
  public static int firstOutsideUnit(float[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      // Written so that NaN fails too.
      if (!(pixels[i] >= 0 && pixels[i] <= 1)) {
        return i;
      }
    }
    return -1;
  }
}
