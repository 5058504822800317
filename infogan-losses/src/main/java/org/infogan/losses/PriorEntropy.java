package org.infogan.losses;

/**
 * Entropies H(c) of the priors of latent codes, in nats.
 *
 * <p>H(c) is the constant of the bound L_I = H(c) - NLL. For continuous codes it is the
 * differential entropy, which is negative for narrow priors. A uniform code needs {@link #uniform}:
 * openai/InfoGAN logs the entropy of N(0, 1) for it, so that its total is wrong by a constant.
 *
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, InfoGAN, equation 5</a>
 */
public final class PriorEntropy {
  private PriorEntropy() {}

  /**
   * Uniform over K categories: ln K.
   *
   * @param categories K, at least 2
   * @return the entropy in nats
   * @throws IllegalArgumentException if categories is below 2
   */
  public static double categorical(int categories) {
    Checks.atLeast("categories", 2, categories);
    return Math.log(categories);
  }

  /**
   * Categories of given probabilities: -sum_k p_k ln p_k, where 0 ln 0 is 0.
   *
   * @param probabilities at least 2, each in [0, 1], with a sum of 1 within 1e-6. Not modified.
   * @return the entropy in nats
   * @throws IllegalArgumentException if they are not probabilities
   */
  public static double categorical(double[] probabilities) {
    Checks.atLeast("probabilities", 2, probabilities.length);
    double sum = 0;
    double entropy = 0;
    for (double p : probabilities) {
      Checks.probability("p", p);
      sum += p;
      entropy -= p == 0 ? 0 : p * Math.log(p);
    }
    Checks.sumOfOne("probabilities", sum);
    return entropy;
  }

  /**
   * Uniform over an interval: ln(high - low).
   *
   * @param low lower end
   * @param high upper end, above low
   * @return the entropy in nats
   * @throws IllegalArgumentException if high - low is not finite and above 0
   */
  public static double uniform(double low, double high) {
    Checks.positive("high - low", high - low);
    return Math.log(high - low);
  }

  /**
   * Gaussian: ½ ln(2 π e sigma²), whatever its mean.
   *
   * @param sigma standard deviation, finite and above 0
   * @return the entropy in nats
   * @throws IllegalArgumentException if sigma is not finite and above 0
   */
  public static double gaussian(double sigma) {
    Checks.positive("sigma", sigma);
    return 0.5 + 0.5 * Math.log(2 * Math.PI) + Math.log(sigma);
  }

  /**
   * Bernoulli: -p ln p - (1 - p) ln(1 - p), and 0 for p = 0 or 1.
   *
   * @param p probability of 1, in [0, 1]
   * @return the entropy in nats
   * @throws IllegalArgumentException if p is outside [0, 1]
   */
  public static double bernoulli(double p) {
    Checks.probability("p", p);
    if (p == 0 || p == 1) {
      return 0;
    }
    return -p * Math.log(p) - (1 - p) * Math.log1p(-p);
  }
}
