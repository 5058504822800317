package org.infogan.nn.winograd;

import java.util.stream.IntStream;

/**
 * A linear combination of arrays, y ← Σ c_k·x_k, over the factors c_k that are not zero. Four terms
 * at a time are read for each value of y that is written.
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

  /** y ← the combination of x[first], x[first + step], …, four terms at a time. */
  void apply(float[][] x, int first, int step, float[] y, int n) {
    for (int t = 0; t < terms.length; t += 4) {
      int left = Math.min(4, terms.length - t);
      float[] x0 = x[first + step * terms[t]];
      float[] x1 = left > 1 ? x[first + step * terms[t + 1]] : x0;
      float[] x2 = left > 2 ? x[first + step * terms[t + 2]] : x0;
      float[] x3 = left > 3 ? x[first + step * terms[t + 3]] : x0;
      float c0 = factors[t];
      float c1 = left > 1 ? factors[t + 1] : 0;
      float c2 = left > 2 ? factors[t + 2] : 0;
      float c3 = left > 3 ? factors[t + 3] : 0;
      boolean add = t > 0;
      switch (left) {
        case 1 -> combine(add, y, n, c0, x0);
        case 2 -> combine(add, y, n, c0, x0, c1, x1);
        case 3 -> combine(add, y, n, c0, x0, c1, x1, c2, x2);
        default -> combine(add, y, n, c0, x0, c1, x1, c2, x2, c3, x3);
      }
    }
  }

  private static void combine(boolean add, float[] y, int n, float c0, float[] x0) {
    if (add) {
      for (int i = 0; i < n; i++) {
        y[i] += c0 * x0[i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        y[i] = c0 * x0[i];
      }
    }
  }

  private static void combine(
      boolean add, float[] y, int n, float c0, float[] x0, float c1, float[] x1) {
    if (add) {
      for (int i = 0; i < n; i++) {
        y[i] += c0 * x0[i] + c1 * x1[i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        y[i] = c0 * x0[i] + c1 * x1[i];
      }
    }
  }

  private static void combine(
      boolean add,
      float[] y,
      int n,
      float c0,
      float[] x0,
      float c1,
      float[] x1,
      float c2,
      float[] x2) {
    if (add) {
      for (int i = 0; i < n; i++) {
        y[i] += c0 * x0[i] + c1 * x1[i] + c2 * x2[i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        y[i] = c0 * x0[i] + c1 * x1[i] + c2 * x2[i];
      }
    }
  }

  private static void combine(
      boolean add,
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
    if (add) {
      for (int i = 0; i < n; i++) {
        y[i] += c0 * x0[i] + c1 * x1[i] + c2 * x2[i] + c3 * x3[i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        y[i] = c0 * x0[i] + c1 * x1[i] + c2 * x2[i] + c3 * x3[i];
      }
    }
  }
}
