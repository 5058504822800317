package org.infogan.graph;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations: each makes one
 * pair of entries off the diagonal zero, until all are.
 *
 * @param values the eigenvalues, the largest first. Not modified.
 * @param vectors [m][m], whose column j belongs to value j, of unit length. Not modified.
 */
@SuppressWarnings("ArrayRecordComponent") // a result to read, never compared or used as a key
record SymmetricEigen(double[] values, double[][] vectors) {

  private static final int SWEEPS = 50;

  /**
   * Decomposes a matrix.
   *
   * @param matrix [m][m], symmetric. Not modified.
   * @return matrix = vectors·diag(values)·vectorsᵀ
   */
  static SymmetricEigen of(double[][] matrix) {
    int m = matrix.length;
    double[][] a = new double[m][];
    double[][] u = new double[m][m];
    for (int i = 0; i < m; i++) {
      a[i] = matrix[i].clone();
      u[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && offDiagonal(a) > 0; sweep++) {
      for (int p = 0; p < m; p++) {
        for (int q = p + 1; q < m; q++) {
          rotate(a, u, p, q);
        }
      }
    }
    int[] order =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -a[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[m];
    double[][] vectors = new double[m][m];
    for (int j = 0; j < m; j++) {
      values[j] = a[order[j]][order[j]];
      for (int i = 0; i < m; i++) {
        vectors[i][j] = u[i][order[j]];
      }
    }
    return new SymmetricEigen(values, vectors);
  }

  /** The largest entry off the diagonal, 0 where it is below rounding. */
  private static double offDiagonal(double[][] a) {
    double most = 0;
    double scale = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        scale = Math.max(scale, Math.abs(a[i][j]));
        most = i == j ? most : Math.max(most, Math.abs(a[i][j]));
      }
    }
    return most > 1e-14 * scale ? most : 0;
  }

  /** A ← JᵀAJ and U ← UJ with the rotation J of axes p and q that makes a[p][q] zero. */
  private static void rotate(double[][] a, double[][] u, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    turnColumns(a, p, q, c, s);
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = c * x - s * y;
      a[q][k] = s * x + c * y;
    }
    turnColumns(u, p, q, c, s);
  }

  private static void turnColumns(double[][] a, int p, int q, double c, double s) {
    for (double[] row : a) {
      double x = row[p];
      double y = row[q];
      row[p] = c * x - s * y;
      row[q] = s * x + c * y;
    }
  }
}
