package org.infogan.eval;

/** Checks of what a classifier says of a number of images. */
final class Features {

  private Features() {}

  /**
   * Holds an array to its shape.
   *
   * @param what its name, for the message
   * @param rows [N, D]. Not modified.
   * @param least of N
   * @return D, at least 1
   * @throws IllegalArgumentException if N is below {@code least}, rows differ in length, or a value
   *     is not finite
   */
  static int requireMatrix(String what, float[][] rows, int least) {
    if (rows.length < least) {
      throw new IllegalArgumentException(
          what + ": expected at least " + least + " images, found " + rows.length);
    }
    int width = rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width || width == 0) {
        throw new IllegalArgumentException(
            what
                + ": image "
                + i
                + ": expected as many values as image 0 has, at least 1, found "
                + rows[i].length
                + " and "
                + width);
      }
      requireFinite(what, i, rows[i]);
    }
    return width;
  }

  private static void requireFinite(String what, int image, float[] row) {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            what + ": image " + image + ": expected finite values, found " + value);
      }
    }
  }

  /**
   * Checks two sets that are to be compared.
   *
   * @param real [N, D]. Not modified.
   * @param generated [M, D]. Not modified.
   * @return D
   * @throws IllegalArgumentException if N or M is below 2, a value is not finite, or the widths
   *     differ
   */
  static int requirePair(float[][] real, float[][] generated) {
    int width = requireMatrix("real features", real, 2);
    int found = requireMatrix("generated features", generated, 2);
    if (found != width) {
      throw new IllegalArgumentException(
          "generated features: expected " + width + " values per image, found " + found);
    }
    return width;
  }
}
