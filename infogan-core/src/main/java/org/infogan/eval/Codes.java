package org.infogan.eval;

/** Checks of what a representation says of a number of images. */
final class Codes {

  private Codes() {}

  /**
   * Holds codes to their shape.
   *
   * @param codes [N][D]. Not modified.
   * @param width D
   * @throws IllegalArgumentException if D is 0, a row has another length, or a value is not finite
   */
  static void requireMatrix(double[][] codes, int width) {
    if (width == 0) {
      throw new IllegalArgumentException("representation: expected at least 1 code, found none");
    }
    for (int i = 0; i < codes.length; i++) {
      if (codes[i].length != width) {
        throw new IllegalArgumentException(
            "representation: image "
                + i
                + ": expected "
                + width
                + " codes, found "
                + codes[i].length);
      }
      for (double code : codes[i]) {
        if (!Double.isFinite(code)) {
          throw new IllegalArgumentException(
              "representation: image " + i + ": expected finite codes, found " + code);
        }
      }
    }
  }
}
