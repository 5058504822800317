package org.infogan.selfsupervised;

import java.util.Arrays;

/**
 * The normalised temperature-scaled cross-entropy of SimCLR (<a
 * href="https://arxiv.org/abs/2002.05709">Chen et al. 2020</a>, section 2.1): of all other rows,
 * each is to be nearest to its partner,
 *
 * <pre>L = −1/(2B)·Σᵢ ln(exp(uᵢ·u_p(i)/τ) / Σ_{j≠i} exp(uᵢ·uⱼ/τ)),    uᵢ = zᵢ/‖zᵢ‖</pre>
 *
 * <p>where row i and row p(i) = i ± B come from the same image. With s the softmax over j ≠ i,
 *
 * <pre>
 * gᵢⱼ = (sᵢⱼ − [j = p(i)])/(2B·τ),    dL/duᵢ = Σⱼ (gᵢⱼ + gⱼᵢ)·uⱼ,
 * dL/dzᵢ = (dL/duᵢ − uᵢ·(uᵢ·dL/duᵢ))/‖zᵢ‖
 * </pre>
 */
final class NtXentLoss {

  private static final double LEAST_NORM = 1e-6;

  private final int rows;
  private final int width;
  private final double temperature;
  private final float[][] unit;
  private final double[] norms;
  private final float[][] g;

  /**
   * Allocates.
   *
   * @param rows 2B
   * @param width the number of values of each row
   * @param temperature τ
   */
  NtXentLoss(int rows, int width, double temperature) {
    this.rows = rows;
    this.width = width;
    this.temperature = temperature;
    unit = new float[rows][width];
    norms = new double[rows];
    g = new float[rows][rows];
  }

  /**
   * The loss and its gradient.
   *
   * @param z [D, 2B], the rows of the text as columns. Not modified.
   * @param dz [D, 2B]. Modified.
   * @return L in nats
   */
  double valueAndGradient(float[] z, float[] dz) {
    normalize(z);
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      loss += softmaxOfOthers(i);
    }
    float[] du = new float[width];
    for (int i = 0; i < rows; i++) {
      Arrays.fill(du, 0);
      for (int j = 0; j < rows; j++) {
        float weight = g[i][j] + g[j][i];
        for (int k = 0; k < width; k++) {
          du[k] += weight * unit[j][k];
        }
      }
      double along = product(du, unit[i]);
      for (int k = 0; k < width; k++) {
        dz[k * rows + i] = (float) ((du[k] - unit[i][k] * along) / norms[i]);
      }
    }
    return loss / rows;
  }

  private void normalize(float[] z) {
    for (int i = 0; i < rows; i++) {
      double squares = 0;
      for (int k = 0; k < width; k++) {
        unit[i][k] = z[k * rows + i];
        squares += unit[i][k] * (double) unit[i][k];
      }
      norms[i] = Math.max(LEAST_NORM, Math.sqrt(squares));
      for (int k = 0; k < width; k++) {
        unit[i][k] /= (float) norms[i];
      }
    }
  }

  /** Sets row i of g and returns −ln of the partner's share. */
  private double softmaxOfOthers(int i) {
    int partner = (i + rows / 2) % rows;
    double sum = 0;
    for (int j = 0; j < rows; j++) {
      // No cosine exceeds 1, so that no exponential exceeds 1 either.
      double e = j == i ? 0 : Math.exp((product(unit[i], unit[j]) - 1) / temperature);
      g[i][j] = (float) e;
      sum += e;
    }
    double share = g[i][partner] / sum;
    for (int j = 0; j < rows; j++) {
      double error = g[i][j] / sum - (j == partner ? 1 : 0);
      g[i][j] = (float) (error / (temperature * rows));
    }
    return -Math.log(Math.max(1e-30, share));
  }

  private static double product(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
