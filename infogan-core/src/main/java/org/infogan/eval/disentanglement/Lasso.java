package org.infogan.eval.disentanglement;

import java.util.Arrays;

/**
 * A linear regression with an L1 penalty, of a standardised target y on standardised features x
 * [D]:
 *
 * <pre>
 * min over w of   1/(2N)·Σₙ (yₙ − w·xₙ)² + α·Σ_d |w_d|,   α = 0.02
 * </pre>
 *
 * <p>Standardised means with the mean 0 and the variance 1 (divisor N) of the examples that are
 * fitted, so that there is no intercept. Solved by coordinate descent: each weight in turn takes
 * its best value S(ρ, α), ρ the correlation of its feature with what the others leave of the
 * target, and S(ρ, α) = sign(ρ)·max(0, |ρ| − α). A feature that does not vary keeps the weight 0.
 *
 * @see <a href="https://doi.org/10.18637/jss.v033.i01">J. Friedman, T. Hastie and R. Tibshirani,
 *     Regularization paths for generalized linear models via coordinate descent, Journal of
 *     Statistical Software 33, 2010</a>
 */
public final class Lasso {

  private static final double ALPHA = 0.02;

  /** Features that nearly agree need many; each costs O(D²). */
  private static final int MAX_SWEEPS = 1_000_000;

  /** The largest change of a weight in a sweep at which the fit ends. */
  private static final double TOLERANCE = 1e-15;

  private final Scale[] scales;
  private final Scale targetScale;
  private final double[] weights;

  private Lasso(Scale[] scales, Scale targetScale) {
    this.scales = scales;
    this.targetScale = targetScale;
    weights = new double[scales.length];
  }

  /**
   * Fits a regression.
   *
   * @param columns the features by column, [D][N]. Not modified.
   * @param target [N], with at least 2 different values. Not modified.
   * @return the regression
   */
  public static Lasso fit(double[][] columns, int[] target) {
    double[] y = Arrays.stream(target).asDoubleStream().toArray();
    Scale[] scales = Arrays.stream(columns).map(Scale::of).toArray(Scale[]::new);
    Lasso lasso = new Lasso(scales, Scale.of(y));
    double[][] x = new double[columns.length][];
    Arrays.setAll(x, d -> scales[d].standardize(columns[d]));
    double[] standardized = lasso.targetScale.standardize(y);
    double[] withTarget = Arrays.stream(x).mapToDouble(c -> product(c, standardized)).toArray();
    double[][] among = new double[x.length][];
    Arrays.setAll(among, d -> Arrays.stream(x).mapToDouble(c -> product(c, x[d])).toArray());
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      if (lasso.sweep(withTarget, among) < TOLERANCE) {
        break;
      }
    }
    return lasso;
  }

  /** Of standardised columns, their correlation. */
  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int n = 0; n < a.length; n++) {
      sum += a[n] * b[n];
    }
    return sum / a.length;
  }

  /**
   * Updates each weight once.
   *
   * @param withTarget the features' correlations with the target, [D]. Not modified.
   * @param among the features' correlations with each other, [D][D]. Not modified.
   * @return the largest change
   */
  private double sweep(double[] withTarget, double[][] among) {
    double largest = 0;
    for (int d = 0; d < weights.length; d++) {
      if (among[d][d] == 0) {
        continue;
      }
      double rho = withTarget[d] + among[d][d] * weights[d];
      for (int e = 0; e < weights.length; e++) {
        rho -= among[d][e] * weights[e];
      }
      double next = Math.signum(rho) * Math.max(0, Math.abs(rho) - ALPHA) / among[d][d];
      largest = Math.max(largest, Math.abs(next - weights[d]));
      weights[d] = next;
    }
    return largest;
  }

  /** The weights of the standardised features, [D]. */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * The root of the mean squared error over the standard deviation of the target, both on these
   * examples.
   *
   * @param columns [D][M]. Not modified.
   * @param target [M], with at least 2 different values. Not modified.
   * @return 0 or above
   */
  public double normalizedError(double[][] columns, int[] target) {
    double[] y = targetScale.standardize(Arrays.stream(target).asDoubleStream().toArray());
    double[] residual = y.clone();
    for (int d = 0; d < weights.length; d++) {
      double[] x = scales[d].standardize(columns[d]);
      for (int n = 0; n < residual.length; n++) {
        residual[n] -= weights[d] * x[n];
      }
    }
    double squares = Arrays.stream(residual).map(r -> r * r).average().orElseThrow();
    return Math.sqrt(squares) / Scale.of(y).deviation;
  }

  /** Mean and standard deviation (divisor N) of a column. */
  private record Scale(double mean, double deviation) {

    static Scale of(double[] column) {
      double mean = Arrays.stream(column).average().orElseThrow();
      double variance =
          Arrays.stream(column).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      return new Scale(mean, Math.sqrt(variance));
    }

    double[] standardize(double[] column) {
      double divisor = deviation == 0 ? 1 : deviation;
      return Arrays.stream(column).map(v -> (v - mean) / divisor).toArray();
    }
  }
}
