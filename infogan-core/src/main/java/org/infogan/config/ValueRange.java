package org.infogan.config;

/** The range of pixel values inside the networks; outside of them it is always [0, 1]. */
public enum ValueRange {
  /** [0, 1], for a generator that ends in a sigmoid. */
  UNIT,
  /** [−1, 1], for a generator that ends in tanh. */
  SYMMETRIC;

  /**
   * Maps values from [0, 1] to this range.
   *
   * @param pixels the values. Modified.
   */
  public void fromUnit(float[] pixels) {
    if (this == SYMMETRIC) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = 2 * pixels[i] - 1;
      }
    }
  }

  /**
   * Maps values from this range to [0, 1].
   *
   * @param pixels the values. Modified.
   */
  public void toUnit(float[] pixels) {
    if (this == SYMMETRIC) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (pixels[i] + 1) / 2;
      }
    }
  }

  /**
   * Whether some values lie in this range. A tolerance of 1e-4 allows for rounding.
   *
   * @param min the smallest of the values
   * @param max the largest of the values
   * @return false when one lies outside
   */
  public boolean holds(double min, double max) {
    double lowest = this == UNIT ? 0 : -1;
    return min >= lowest - 1e-4 && max <= 1 + 1e-4;
  }
}
