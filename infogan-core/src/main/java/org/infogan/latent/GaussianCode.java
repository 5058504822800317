package org.infogan.latent;

import java.util.random.RandomGenerator;
import org.infogan.losses.PosteriorLoss;
import org.infogan.losses.PriorEntropy;

/**
 * A number from N(mean, standardDeviation²); H = ½ ln(2πe·standardDeviation²).
 *
 * @param name the name of the code
 * @param mean the mean of the prior
 * @param standardDeviation the standard deviation of the prior, above 0
 * @param lambda the weight of the code's bound in the objective, at least 0
 * @param sigma the standard deviation of the Gaussian posterior, and by which loss it is learnt
 */
public record GaussianCode(
    String name, double mean, double standardDeviation, double lambda, ContinuousPosterior sigma)
    implements LatentCode {

  /**
   * Checks the values.
   *
   * @param name the name of the code
   * @param mean the mean of the prior
   * @param standardDeviation the standard deviation of the prior, above 0
   * @param lambda the weight of the code's bound in the objective, at least 0
   * @param sigma the standard deviation of the Gaussian posterior, and by which loss it is learnt
   * @throws IllegalArgumentException when one is out of its range; the message names the code
   */
  public GaussianCode {
    CodeChecks.check(name, lambda);
    CodeChecks.require(Double.isFinite(mean), name, "a finite mean", mean);
    CodeChecks.require(
        standardDeviation > 0 && Double.isFinite(standardDeviation),
        name,
        "a finite standard deviation above 0",
        standardDeviation);
    CodeChecks.requireSigma(name, sigma);
  }

  @Override
  public GaussianCode withLambda(double lambda) {
    return new GaussianCode(name, mean, standardDeviation, lambda, sigma);
  }

  /**
   * The same code with a posterior of another fixed standard deviation.
   *
   * @param sigma the standard deviation, finite and above 0; 1 if not set
   * @return a code that differs in the posterior only
   */
  public GaussianCode withFixedSigma(double sigma) {
    return withPosterior(ContinuousPosterior.fixed(sigma));
  }

  /**
   * The same code with a learned posterior standard deviation.
   *
   * @return a code that differs in the posterior only
   */
  public GaussianCode withLearnedSigma() {
    return withPosterior(ContinuousPosterior.LEARNED);
  }

  /**
   * The same code, learnt by {@link ContinuousPosterior#GAUSSIAN_KL}.
   *
   * @return a code that differs in the posterior only
   */
  public GaussianCode withGaussianKl() {
    return withPosterior(ContinuousPosterior.GAUSSIAN_KL);
  }

  private GaussianCode withPosterior(ContinuousPosterior posterior) {
    return new GaussianCode(name, mean, standardDeviation, lambda, posterior);
  }

  @Override
  public double entropy() {
    return PriorEntropy.gaussian(standardDeviation);
  }

  @Override
  public PosteriorLoss likelihood() {
    return sigma.loss(standardDeviation);
  }

  @Override
  public double draw(RandomGenerator random) {
    return mean + standardDeviation * random.nextGaussian();
  }

  /** The number itself. */
  @Override
  public double projectOntoPrior(double[] point) {
    return point[0];
  }

  /** Ten values over two standard deviations on both sides of the mean. */
  @Override
  public double[] traversal() {
    return CodeChecks.linspace(mean - 2 * standardDeviation, mean + 2 * standardDeviation, 10);
  }

  @Override
  public Posterior.Gaussian posterior(double[][] parameters) {
    return sigma.posterior(parameters);
  }
}
