package org.infogan.losses;

/**
 * The softmax of logits x and its logarithm, in forms that neither overflow nor lose small
 * probabilities:
 *
 * <pre>
 * m = max_j x_j,   S = sum_j e^(x_j - m)
 * softmax(x)_k = e^(x_k - m) / S
 * ln softmax(x)_k = (x_k - m) - ln S
 * </pre>
 *
 * <p>No exponent is above 0, and S is at least 1. A probability below 4.9e-324 becomes 0; its
 * logarithm is still exact, so likelihoods take the logarithm from here, not from the probability.
 */
public final class Softmax {
  private Softmax() {}

  /**
   * The softmax.
   *
   * @param logits x, at least one. Not modified.
   * @return a new array of as many probabilities, with a sum of 1 up to rounding
   */
  public static double[] of(double[] logits) {
    double[] probabilities = new double[logits.length];
    of(logits, probabilities);
    return probabilities;
  }

  /**
   * The softmax, written into an array.
   *
   * @param logits x, at least one. Not modified, unless it is the other array.
   * @param probabilities as many; may be the same array. Modified.
   * @throws IllegalArgumentException if the lengths differ
   */
  public static void of(double[] logits, double[] probabilities) {
    Checks.length("probabilities", probabilities, logits.length);
    double sum = exponentials(logits, probabilities);
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] /= sum;
    }
  }

  /**
   * The logarithm of the softmax, written into an array.
   *
   * @param logits x, at least one. Not modified.
   * @param logProbabilities as many, another array. Modified.
   * @throws IllegalArgumentException if the lengths differ
   */
  static void logarithm(double[] logits, double[] logProbabilities) {
    Checks.length("logProbabilities", logProbabilities, logits.length);
    double max = max(logits);
    double logSum = Math.log(exponentials(logits, logProbabilities));
    for (int k = 0; k < logits.length; k++) {
      logProbabilities[k] = (logits[k] - max) - logSum;
    }
  }

  /** Writes e^(x_k - m) and returns their sum. */
  private static double exponentials(double[] logits, double[] exponentials) {
    double max = max(logits);
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      exponentials[k] = Math.exp(logits[k] - max);
      sum += exponentials[k];
    }
    return sum;
  }

  private static double max(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    return max;
  }
}
