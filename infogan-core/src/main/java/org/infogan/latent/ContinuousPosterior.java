package org.infogan.latent;

import java.util.Objects;
import org.infogan.losses.GaussianKlLoss;
import org.infogan.losses.GaussianNegativeLogLikelihood;
import org.infogan.losses.PosteriorLoss;

/**
 * The Gaussian posterior of a continuous code: which standard deviation it has, and by which loss Q
 * learns it. In JSON it is the {@code sigma} of a code: a number for a fixed one, "LEARNED" or
 * "GAUSSIAN_KL".
 */
public final class ContinuousPosterior {

  /**
   * σ = 1: Q gives the mean only, and the bound differs from half the squared error by a constant.
   * This is what the paper's authors ran. The reported L_I is then far below what Q knows: a
   * perfect mean still pays ½ ln 2π = 0.919 nats.
   */
  public static final ContinuousPosterior FIXED = new ContinuousPosterior("FIXED", 1);

  /** Q gives mean and ln σ, and learns both by their likelihood. */
  public static final ContinuousPosterior LEARNED = new ContinuousPosterior("LEARNED", Double.NaN);

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
  public static final ContinuousPosterior GAUSSIAN_KL =
      new ContinuousPosterior("GAUSSIAN_KL", Double.NaN);

  private final String loss;

  /** The standard deviation of a fixed posterior; NaN where Q gives it. */
  private final double sigma;

  private ContinuousPosterior(String loss, double sigma) {
    this.loss = loss;
    this.sigma = sigma;
  }

  /**
   * A posterior whose standard deviation is the same for all images: Q gives the mean only, and
   * learns the squared error over 2σ². The smaller σ, the more the code weighs in the objective and
   * the higher L_I can rise; a σ that Q's error does not reach lowers L_I again.
   *
   * @param sigma the standard deviation, finite and above 0
   * @return the posterior, equal to {@link #FIXED} for 1
   * @throws IllegalArgumentException when {@code sigma} is out of its range
   */
  public static ContinuousPosterior fixed(double sigma) {
    if (!(sigma > 0 && Double.isFinite(sigma))) {
      throw new IllegalArgumentException(
          "sigma: expected a finite number above 0, LEARNED or GAUSSIAN_KL, found " + sigma);
    }
    return new ContinuousPosterior(FIXED.loss, sigma);
  }

  /**
   * Whether the standard deviation is the same for all images.
   *
   * @return false where Q gives it
   */
  public boolean isFixed() {
    return loss.equals(FIXED.loss);
  }

  /**
   * The standard deviation of a fixed posterior.
   *
   * @return σ
   * @throws IllegalStateException when Q gives it
   */
  public double sigma() {
    if (!isFixed()) {
      throw new IllegalStateException("sigma: expected a fixed posterior, found " + loss);
    }
    return sigma;
  }

  /**
   * The loss by which Q learns.
   *
   * @param priorStandardDeviation that of the code's prior
   * @return the loss of one code
   */
  PosteriorLoss loss(double priorStandardDeviation) {
    if (isFixed()) {
      return GaussianNegativeLogLikelihood.fixed(sigma);
    }
    return equals(LEARNED)
        ? GaussianNegativeLogLikelihood.learned()
        : GaussianKlLoss.ofWidth(priorStandardDeviation);
  }

  /**
   * The posteriors of some images.
   *
   * @param parameters Q's output, one row per image: the mean, and ln σ where Q gives it. Not
   *     modified.
   * @return their means and standard deviations
   */
  Posterior.Gaussian posterior(double[][] parameters) {
    double[] mean = new double[parameters.length];
    double[] sigmas = new double[parameters.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = parameters[i][0];
      sigmas[i] = isFixed() ? sigma : bounded(parameters[i][1]);
    }
    return new Posterior.Gaussian(mean, sigmas);
  }

  private static double bounded(double logSigma) {
    return Math.exp(
        Math.min(
            GaussianNegativeLogLikelihood.MAX_LOG_SIGMA,
            Math.max(GaussianNegativeLogLikelihood.MIN_LOG_SIGMA, logSigma)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContinuousPosterior that
        && loss.equals(that.loss)
        && Double.compare(sigma, that.sigma) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(loss, sigma);
  }

  /** "FIXED" with its σ, "LEARNED" or "GAUSSIAN_KL". */
  @Override
  public String toString() {
    return isFixed() ? loss + "(" + sigma + ")" : loss;
  }
}
