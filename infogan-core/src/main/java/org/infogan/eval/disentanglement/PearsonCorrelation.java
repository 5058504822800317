package org.infogan.eval.disentanglement;

/**
 * The correlation of two measures over a number of images:
 *
 * <pre>
 * r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²)
 * </pre>
 *
 * <p>Pairs in which a value is NaN, such as the slant of a blank image, are left out and counted.
 * Since Q may learn a code in either direction, its strength is |r|.
 *
 * @param r the correlation, from −1 to 1; NaN where a measure does not vary or fewer than 2 pairs
 *     are left
 * @param used the number of pairs that entered
 * @param skipped the number of pairs that were left out
 */
public record PearsonCorrelation(double r, int used, int skipped) {

  /**
   * Correlates two measures.
   *
   * @param x [N], finite or NaN. Not modified.
   * @param y [N], finite or NaN. Not modified.
   * @return the correlation
   * @throws IllegalArgumentException if the lengths differ or a value is infinite
   */
  public static PearsonCorrelation of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "correlation: expected as many values y as x, found " + y.length + " and " + x.length);
    }
    int used = 0;
    double meanX = 0;
    double meanY = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isInfinite(x[i]) || Double.isInfinite(y[i])) {
        throw new IllegalArgumentException(
            "correlation: pair "
                + i
                + ": expected finite values or NaN, found "
                + x[i]
                + ", "
                + y[i]);
      }
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) {
        continue;
      }
      used++;
      // Welford: sums of squares about the mean so far, which cancel nothing.
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      meanX += dx / used;
      meanY += dy / used;
      xx += dx * (x[i] - meanX);
      yy += dy * (y[i] - meanY);
      xy += dx * (y[i] - meanY);
    }
    double scale = Math.sqrt(xx) * Math.sqrt(yy);
    double r = scale == 0 ? Double.NaN : Math.max(-1, Math.min(1, xy / scale));
    return new PearsonCorrelation(r, used, x.length - used);
  }

  /**
   * The strength of the relation, whichever its direction.
   *
   * @return |r|
   */
  public double strength() {
    return Math.abs(r);
  }
}
