package org.infogan.losses;

/**
 * The softmax of K logits,
 *
 * <pre>softmax(x)_k = e^x_k / sum_j e^x_j</pre>
 *
 * <p>The largest logit is subtracted first, so that no exponential overflows and the sum is at
 * least 1. A logit that lies more than 745 below the largest gives 0.
 */
public final class Softmax {

  private Softmax() {}

  /**
   * The probabilities of K categories.
   *
   * @param logits x [K], at least one number. Not modified.
   * @return a new array [K], whose sum is 1; NaN throughout if a logit is NaN or the largest is
   *     infinite
   */
  public static double[] of(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = Math.exp(logits[k] - max);
      sum += probabilities[k];
    }
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }
}
