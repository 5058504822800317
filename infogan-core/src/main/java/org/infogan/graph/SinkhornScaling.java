package org.infogan.graph;

import java.util.Arrays;

/**
 * Scales the columns of a positive matrix so that, its rows being scaled to a sum of 1, each column
 * has a given share of all (<a
 * href="https://papers.nips.cc/paper/2013/hash/af21d0c97db2e27e13572cbf59eb343d-Abstract.html">Cuturi
 * 2013</a>): the answers t become
 *
 * <pre>t′ᵢₖ = tᵢₖ·vₖ / Σⱼ tᵢⱼ·vⱼ,    1/n·Σᵢ t′ᵢₖ = mₖ</pre>
 *
 * <p>by repeating vₖ ← mₖ·n / Σᵢ (tᵢₖ / Σⱼ tᵢⱼ·vⱼ).
 */
public final class SinkhornScaling {

  /** Added to every value, so that no column is empty. */
  private static final double FLOOR = 1e-6;

  private final double[] shares;
  private final double[] scales;

  /**
   * Begins with scales of 1.
   *
   * @param shares m, whose sum is 1. Not modified.
   */
  public SinkhornScaling(double[] shares) {
    this.shares = shares.clone();
    scales = new double[shares.length];
    Arrays.fill(scales, 1);
  }

  /**
   * Equal shares.
   *
   * @param categories K
   * @return a scaling to shares of 1/K
   */
  public static SinkhornScaling toEqualShares(int categories) {
    double[] shares = new double[categories];
    Arrays.fill(shares, 1.0 / categories);
    return new SinkhornScaling(shares);
  }

  /**
   * Scales a matrix. The column scales begin where the previous call left them.
   *
   * @param values t, [n][K] of at least 0. Modified.
   * @param iterations how often the columns are scaled
   */
  public void apply(double[][] values, int iterations) {
    for (double[] row : values) {
      for (int k = 0; k < row.length; k++) {
        row[k] += FLOOR;
      }
    }
    for (int iteration = 0; iteration < iterations; iteration++) {
      double[] columns = new double[scales.length];
      for (double[] row : values) {
        double inverse = 1 / scaledSum(row);
        for (int k = 0; k < row.length; k++) {
          columns[k] += row[k] * inverse;
        }
      }
      for (int k = 0; k < scales.length; k++) {
        scales[k] = shares[k] * values.length / columns[k];
      }
    }
    for (double[] row : values) {
      double inverse = 1 / scaledSum(row);
      for (int k = 0; k < row.length; k++) {
        row[k] *= scales[k] * inverse;
      }
    }
  }

  private double scaledSum(double[] row) {
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      sum += row[k] * scales[k];
    }
    return sum;
  }
}
