package org.infogan.data;

/** What every data set checks before it reads. */
final class ReadChecks {

  private ReadChecks() {}

  static void requireIndex(int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "image index: expected 0 to " + (size - 1) + ", found " + index);
    }
  }

  static void requireLength(float[] pixels, ImageShape shape) {
    if (pixels.length != shape.pixels()) {
      throw new IllegalArgumentException(
          ("pixels: expected an array of length " + shape.pixels() + " for an image of shape ")
              + (shape + ", found length " + pixels.length));
    }
  }
}
