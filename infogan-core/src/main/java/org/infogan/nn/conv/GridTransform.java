package org.infogan.nn.conv;

import java.util.stream.IntStream;

/**
 * The transform L·X·Rᵀ of many small matrices X at once. A grid of arrays holds element (i, j) of
 * all of them in its array i·columns + j, so that each row of L or R is a linear combination of
 * whole arrays, in loops with one index that HotSpot vectorises.
 */
final class GridTransform {

  /** Σ factor·array over the factors that are not zero. */
  private record Combination(int[] terms, float[] factors) {

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
  }

  private final Combination[] left;
  private final Combination[] right;
  private final int rows;
  private final int columns;

  /**
   * Prepares the transform.
   *
   * @param left L [rows of the result, rows of X]. Not modified.
   * @param right R [columns of the result, columns of X]. Not modified.
   */
  GridTransform(double[][] left, double[][] right) {
    rows = left[0].length;
    columns = right[0].length;
    this.left = combinations(left);
    this.right = combinations(right);
  }

  private static Combination[] combinations(double[][] matrix) {
    Combination[] combinations = new Combination[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      combinations[i] = Combination.of(matrix[i]);
    }
    return combinations;
  }

  /** How many arrays the grid of X or of the result has, whichever has more. */
  int elements() {
    return Math.max(rows * columns, left.length * right.length);
  }

  /** How many arrays L·X has. */
  int halfway() {
    return left.length * columns;
  }

  /**
   * Takes the transform.
   *
   * @param grid X, then the result: at least {@link #elements} arrays. Modified.
   * @param scratch at least {@link #halfway} arrays, which hold anything. Modified.
   * @param n how many values of each array
   */
  void apply(float[][] grid, float[][] scratch, int n) {
    for (int k = 0; k < left.length; k++) {
      for (int j = 0; j < columns; j++) {
        left[k].apply(grid, j, columns, scratch[k * columns + j], n);
      }
    }
    for (int k = 0; k < left.length; k++) {
      for (int l = 0; l < right.length; l++) {
        right[l].apply(scratch, k * columns, 1, grid[k * right.length + l], n);
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
