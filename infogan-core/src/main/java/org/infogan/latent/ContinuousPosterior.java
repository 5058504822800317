package org.infogan.latent;

import org.infogan.losses.GaussianKlLoss;
import org.infogan.losses.GaussianNegativeLogLikelihood;
import org.infogan.losses.PosteriorLoss;

/** The standard deviation of a continuous code's Gaussian posterior. */
public enum ContinuousPosterior {
  /**
   * σ = 1: Q gives the mean only, and the bound differs from half the squared error by a constant.
   * This is what the paper's authors ran. The reported L_I is then far below what Q knows: a
   * perfect mean still pays ½ ln 2π = 0.919 nats.
   */
  FIXED,
  /** Q gives mean and ln σ. */
  LEARNED,
  /**
   * Q gives mean and ln σ, and learns by the divergence of its Gaussian from one around the code
   * that was drawn, as wide as the prior: KL(N(c, σ_prior²) ‖ Q(c|x)). Its σ² goes to the prior's
   * variance plus the squared error of the mean. In place of L_I it reports a lower bound of L_I
   * that is at most 0 for a Gaussian code, for which it is −KL, and ½ ln(6/(πe)) = −0.176 for a
   * uniform one.
   *
   * <p>This is the term of the Keras tutorial, in its direction, corrected: there the divergence is
   * that of the prior itself, the same for all images, so that it carries no information about the
   * code and Q's best answer is to ignore the image; and its constant is + ½ where − ½ belongs.
   *
   * @see GaussianKlLoss
   */
  GAUSSIAN_KL;

  PosteriorLoss likelihood(double priorDeviation) {
    return switch (this) {
      case FIXED -> GaussianNegativeLogLikelihood.fixed(1);
      case LEARNED -> GaussianNegativeLogLikelihood.learned();
      case GAUSSIAN_KL -> GaussianKlLoss.ofWidth(priorDeviation);
    };
  }

  /** From Q's output: the mean, and ln σ where Q gives it. */
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
