package org.infogan.nn.winograd;

import java.util.stream.IntStream;

/**
 * A linear combination of arrays, y ← Σ c_k·x_k, over the factors c_k that are not zero. Up to four
 * arrays are read for each value of y that is written.
 */
final class Combination {

  /** The numbers k. */
  private final int[] terms;

  /** The c_k. */
  private final float[] factors;

  private Combination(int[] terms, float[] factors) {
    this.terms = terms;
    this.factors = factors;
  }

  static Combination of(double[] row) {
    int[] terms = IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
    float[] factors = new float[terms.length];
    for (int i = 0; i < terms.length; i++) {
      factors[i] = (float) row[terms[i]];
    }
    return new Combination(terms, factors);
  }

  /**
   * y ← the combination of x[first], x[first + step], …: the first four terms, then three at a
   * time, with y, which holds the sum so far, as a fourth.
   *
   * @param x the arrays. Not modified.
   * @param first where x_0 stands
   * @param step how far apart the x_k stand
   * @param y the sum. Modified.
   * @param n the length of the arrays
   */
  void apply(float[][] x, int first, int step, float[] y, int n) {
    for (int t = 0; t < terms.length; t += t == 0 ? 4 : 3) {
      int read = Math.min(t == 0 ? 4 : 3, terms.length - t);
      float[] x0 = x[first + step * terms[t]];
      float[] x1 = read > 1 ? x[first + step * terms[t + 1]] : y;
      float[] x2 = read > 2 ? x[first + step * terms[t + 2]] : y;
      float[] x3 = read > 3 ? x[first + step * terms[t + 3]] : y;
      float c0 = factors[t];
      float c1 = read > 1 ? factors[t + 1] : 1;
      float c2 = read > 2 ? factors[t + 2] : 1;
      float c3 = read > 3 ? factors[t + 3] : 1;
      switch (t == 0 ? read : read + 1) {
        case 1 -> combine(y, n, c0, x0);
        case 2 -> combine(y, n, c0, x0, c1, x1);
        case 3 -> combine(y, n, c0, x0, c1, x1, c2, x2);
        default -> combine(y, n, c0, x0, c1, x1, c2, x2, c3, x3);
      }
    }
  }

  private static void combine(float[] y, int n, float c0, float[] x0) {
    for (int i = 0; i < n; i++) {
      y[i] = c0 * x0[i];
    }
  }

  private static void combine(float[] y, int n, float c0, float[] x0, float c1, float[] x1) {
    for (int i = 0; i < n; i++) {
      y[i] = c0 * x0[i] + c1 * x1[i];
    }
  }

  private static void combine(
      float[] y, int n, float c0, float[] x0, float c1, float[] x1, float c2, float[] x2) {
    for (int i = 0; i < n; i++) {
      y[i] = c0 * x0[i] + c1 * x1[i] + c2 * x2[i];
    }
  }

  private static void combine(
      float[] y,
      int n,
      float c0,
      float[] x0,
      float c1,
      float[] x1,
      float c2,
      float[] x2,
      float c3,
      float[] x3) {
    for (int i = 0; i < n; i++) {
      y[i] = c0 * x0[i] + c1 * x1[i] + c2 * x2[i] + c3 * x3[i];
    }
  }
}
