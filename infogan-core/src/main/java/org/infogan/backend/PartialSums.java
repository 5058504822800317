package org.infogan.backend;

import java.util.Arrays;

/**
 * Sums over long rows, as {@value #LANES} partial sums that HotSpot adds up several at a time; it
 * may not reorder the additions of one sum. Each partial sum covers a small part of the row, so
 * that rounding errors stay small; the partial sums are added in double precision.
 */
public final class PartialSums {

  private static final int LANES = 256;

  /** The number of the scratch array that holds the partial sums. */
  private static final int SCRATCH = 3;

  private PartialSums() {}

  /**
   * Σ x.
   *
   * @param x the values. Not modified.
   * @param start the index of the first value
   * @param n how many values
   * @param scratch holds the partial sums. Modified.
   * @return the sum
   */
  public static double sum(float[] x, int start, int n, ScratchArrays scratch) {
    float[] lanes = lanes(scratch);
    for (int i = 0; i < n; i += LANES) {
      addTo(lanes, x, start + i, Math.min(LANES, n - i));
    }
    return total(lanes);
  }

  private static void addTo(float[] lanes, float[] x, int start, int n) {
    for (int i = 0; i < n; i++) {
      lanes[i] += x[start + i];
    }
  }

  /**
   * Σ (x − mean)².
   *
   * @param x the values. Not modified.
   * @param start the index of the first value
   * @param n how many values
   * @param mean what is subtracted from each value
   * @param scratch holds the partial sums. Modified.
   * @return the sum
   */
  public static double centredSquares(
      float[] x, int start, int n, float mean, ScratchArrays scratch) {
    float[] lanes = lanes(scratch);
    for (int i = 0; i < n; i += LANES) {
      addCentredSquares(lanes, x, start + i, Math.min(LANES, n - i), mean);
    }
    return total(lanes);
  }

  private static void addCentredSquares(float[] lanes, float[] x, int start, int n, float mean) {
    for (int i = 0; i < n; i++) {
      float centred = x[start + i] - mean;
      lanes[i] += centred * centred;
    }
  }

  /**
   * Σ y·(x − mean).
   *
   * @param y the factors. Not modified.
   * @param x the values. Not modified.
   * @param start the index of the first value and the first factor
   * @param n how many values
   * @param mean what is subtracted from each value
   * @param scratch holds the partial sums. Modified.
   * @return the sum
   */
  public static double centredDot(
      float[] y, float[] x, int start, int n, float mean, ScratchArrays scratch) {
    float[] lanes = lanes(scratch);
    for (int i = 0; i < n; i += LANES) {
      addCentredProducts(lanes, y, x, start + i, Math.min(LANES, n - i), mean);
    }
    return total(lanes);
  }

  private static void addCentredProducts(
      float[] lanes, float[] y, float[] x, int start, int n, float mean) {
    for (int i = 0; i < n; i++) {
      lanes[i] += y[start + i] * (x[start + i] - mean);
    }
  }

  private static float[] lanes(ScratchArrays scratch) {
    float[] lanes = scratch.array(SCRATCH, LANES);
    Arrays.fill(lanes, 0, LANES, 0);
    return lanes;
  }

  /** Four sums at a time, since one sum would wait for its own last addition. */
  private static double total(float[] lanes) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int i = 0; i < LANES; i += 4) {
      s0 += lanes[i];
      s1 += lanes[i + 1];
      s2 += lanes[i + 2];
      s3 += lanes[i + 3];
    }
    return s0 + s1 + s2 + s3;
  }
}
