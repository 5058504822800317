package org.infogan.eval.disentanglement;

/** Checks of the codes that a representation gives for a number of images. */
final class RepresentationChecks {

  private RepresentationChecks() {}

  /**
   * Checks that there are codes to compare.
   *
   * @param count the number of codes
   * @param purpose the reason, for the message
   * @throws IllegalArgumentException if it is below 2
   */
  static void requireTwoCodes(int count, String purpose) {
    if (count < 2) {
      throw new IllegalArgumentException(
          "representation: expected at least 2 codes " + purpose + ", found " + count);
    }
  }

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
