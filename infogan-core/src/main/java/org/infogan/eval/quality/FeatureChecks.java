package org.infogan.eval.quality;

/** Checks of the features or probabilities that a classifier gives for a number of images. */
final class FeatureChecks {

  private FeatureChecks() {}

  /**
   * Holds an array to its shape.
   *
   * @param what the name of the array, for the message
   * @param rows [N, D]. Not modified.
   * @param least the smallest N
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
   * @param least the smallest N and M
   * @return D
   * @throws IllegalArgumentException if N or M is below {@code least}, a value is not finite, or
   *     the widths differ
   */
  static int requirePair(float[][] real, float[][] generated, int least) {
    int width = requireMatrix("real features", real, least);
    int found = requireMatrix("generated features", generated, least);
    if (found != width) {
      throw new IllegalArgumentException(
          "generated features: expected " + width + " values per image, found " + found);
    }
    return width;
  }
}
