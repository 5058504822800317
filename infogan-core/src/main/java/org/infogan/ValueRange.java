package org.infogan;

/** The range of pixel values inside the networks; outside of them it is always [0, 1]. */
public enum ValueRange {
  /** [0, 1], for a generator that ends in a sigmoid. */
  UNIT,
  /** [−1, 1], for a generator that ends in tanh. */
  SYMMETRIC;

  /**
   * From [0, 1] to this range.
   *
   * @param pixels Modified.
   */
  void fromUnit(float[] pixels) {
    if (this == SYMMETRIC) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = 2 * pixels[i] - 1;
      }
    }
  }

  /**
   * From this range to [0, 1].
   *
   * @param pixels Modified.
   */
  void toUnit(float[] pixels) {
    if (this == SYMMETRIC) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (pixels[i] + 1) / 2;
      }
    }
  }
}
