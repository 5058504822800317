package org.infogan.nn.winograd;

import org.infogan.internal.Checks;

/**
 * Winograd's minimal filtering F(m, r): m neighbouring outputs of a correlation with r taps from n
 * = m + r − 1 inputs by n multiplications instead of m·r,
 *
 * <pre>y = Aᵀ·[(G·g) ⊙ (Bᵀ·d)]      d [n] inputs, g [r] taps, y [m] outputs</pre>
 *
 * <p>The matrices are Toom and Cook's. Let p_k be n − 1 different numbers, M(x) = Π (x − p_k) and
 * N_k = Π (p_k − p_l) over all l ≠ k. Then, for k below n − 1,
 *
 * <pre>
 * A[k, i] = p_k^i        G[k, j] = p_k^j / N_k        Bᵀ[k, l] = coefficient of x^l in M(x)/(x − p_k)
 * </pre>
 *
 * <p>and the last row, that of the point ∞, has A = (0, …, 0, 1), G = (0, …, 0, 1) and in Bᵀ the
 * coefficients of M. By Lagrange's interpolation of x^(i+j), Σ_k A[k, i]·G[k, j]·Bᵀ[k, l] is 1 for
 * l = i + j and 0 for all other l, which is the definition of a correlation.
 *
 * <p>The points are 0, 1, −1, 2, −½, as many as are needed: small numbers of mixed size and sign
 * keep the rounding errors small. With more of them the errors of single precision would exceed
 * 5·10⁻⁶ of the result (measured: 6 to 7·10⁻⁶ for F(7, 2), 2·10⁻⁶ for F(4, 2) and F(5, 2)).
 *
 * @see <a href="https://arxiv.org/abs/1509.09308">Lavin and Gray 2015: Fast algorithms for
 *     convolutional neural networks</a>
 * @see <a href="https://arxiv.org/abs/1803.10986">Barabasz et al. 2018, on the choice of points</a>
 */
final class MinimalFilter {

  private static final double[] POINTS = {0, 1, -1, 2, -0.5};

  /** The most multiplications n for which there are points. */
  static final int MOST_POINTS = POINTS.length + 1;

  private final double[][] at;
  private final double[][] bt;
  private final double[][] g;

  private MinimalFilter(double[][] at, double[][] bt, double[][] g) {
    this.at = at;
    this.bt = bt;
    this.g = g;
  }

  /**
   * The matrices of F(m, r).
   *
   * @param m how many outputs, at least 1
   * @param r how many taps, at least 1
   * @return the filter
   * @throws IllegalArgumentException when m + r − 1 is above {@link #MOST_POINTS}
   */
  static MinimalFilter of(int m, int r) {
    Checks.atLeast("minimal filter: outputs", 1, m);
    Checks.atLeast("minimal filter: taps", 1, r);
    int n = m + r - 1;
    if (n > MOST_POINTS) {
      throw new IllegalArgumentException(
          "minimal filter: expected at most " + MOST_POINTS + " inputs of a tile, found " + n);
    }
    double[][] at = new double[m][n];
    double[][] bt = new double[n][];
    double[][] g = new double[n][r];
    for (int k = 0; k < n - 1; k++) {
      double scale = 1;
      for (int l = 0; l < n - 1; l++) {
        scale *= l == k ? 1 : POINTS[k] - POINTS[l];
      }
      for (int i = 0; i < m; i++) {
        at[i][k] = Math.pow(POINTS[k], i);
      }
      for (int j = 0; j < r; j++) {
        g[k][j] = Math.pow(POINTS[k], j) / scale;
      }
      bt[k] = productOfFactors(n, k);
    }
    at[m - 1][n - 1] = 1;
    g[n - 1][r - 1] = 1;
    bt[n - 1] = productOfFactors(n, n - 1);
    return new MinimalFilter(at, bt, g);
  }

  /** The n coefficients of Π (x − p_l) over the first n − 1 points but the one left out. */
  private static double[] productOfFactors(int n, int leftOut) {
    double[] product = new double[n];
    product[0] = 1;
    for (int l = 0; l < n - 1; l++) {
      for (int power = n - 1; l != leftOut && power >= 0; power--) {
        product[power] = (power == 0 ? 0 : product[power - 1]) - POINTS[l] * product[power];
      }
    }
    return product;
  }

  /** m. */
  int outputs() {
    return at.length;
  }

  /** r. */
  int taps() {
    return g[0].length;
  }

  /** n, the inputs of a tile and its multiplications. */
  int points() {
    return g.length;
  }

  /** Aᵀ [m, n]. */
  double[][] at() {
    return at;
  }

  /** Bᵀ [n, n]. */
  double[][] bt() {
    return bt;
  }

  /** G [n, r]. */
  double[][] g() {
    return g;
  }

  static double[][] transpose(double[][] matrix) {
    double[][] transpose = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transpose[j][i] = matrix[i][j];
      }
    }
    return transpose;
  }
}
