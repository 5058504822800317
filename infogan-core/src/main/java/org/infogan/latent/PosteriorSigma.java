package org.infogan.latent;

import org.infogan.losses.CodeLikelihood;
import org.infogan.losses.GaussianNegativeLogLikelihood;

/** The standard deviation of a continuous code's Gaussian posterior. */
public enum PosteriorSigma {
  /**
   * σ = 1: Q gives the mean only, and the bound differs from half the squared error by a constant.
   * This is what the paper's authors ran. The reported L_I is then far below what Q knows: a
   * perfect mean still pays ½ ln 2π = 0.919 nats.
   */
  FIXED,
  /** Q gives mean and ln σ. */
  LEARNED;

  CodeLikelihood likelihood() {
    return this == FIXED
        ? GaussianNegativeLogLikelihood.fixed(1)
        : GaussianNegativeLogLikelihood.learned();
  }

  /** From Q's output: the mean, and ln σ where it is learned. */
  static Posterior posterior(double[][] parameters) {
    double[] mean = new double[parameters.length];
    double[] sigma = new double[parameters.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = parameters[i][0];
      sigma[i] = parameters[i].length == 1 ? 1 : sigma(parameters[i][1]);
    }
    return new Posterior.Gaussian(mean, sigma);
  }

  private static double sigma(double logSigma) {
    return Math.exp(
        Math.min(
            GaussianNegativeLogLikelihood.MAX_LOG_SIGMA,
            Math.max(GaussianNegativeLogLikelihood.MIN_LOG_SIGMA, logSigma)));
  }
}
