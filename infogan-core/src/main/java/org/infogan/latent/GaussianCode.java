package org.infogan.latent;

import java.util.random.RandomGenerator;
import org.infogan.losses.PosteriorLoss;
import org.infogan.losses.PriorEntropy;

/**
 * A number from N(mean, standardDeviation²); H = ½ ln(2πe·standardDeviation²).
 *
 * @param name of the code
 * @param mean of the prior
 * @param standardDeviation of the prior, above 0
 * @param lambda weight in the objective
 * @param sigma of the Gaussian posterior, and by which term it is learnt
 */
public record GaussianCode(
    String name, double mean, double standardDeviation, double lambda, ContinuousPosterior sigma)
    implements LatentCode {

  /** Checks the values. */
  public GaussianCode {
    CodeChecks.check(name, lambda);
    CodeChecks.require(Double.isFinite(mean), name, "a finite mean", mean);
    CodeChecks.require(
        standardDeviation > 0 && Double.isFinite(standardDeviation),
        name,
        "a finite standard deviation above 0",
        standardDeviation);
    CodeChecks.require(sigma != null, name, "sigma FIXED, LEARNED or GAUSSIAN_KL", "none");
  }

  @Override
  public GaussianCode withLambda(double lambda) {
    return new GaussianCode(name, mean, standardDeviation, lambda, sigma);
  }

  /** The same code with a learned posterior standard deviation. */
  public GaussianCode withLearnedSigma() {
    return new GaussianCode(name, mean, standardDeviation, lambda, ContinuousPosterior.LEARNED);
  }

  /** The same code, learnt by {@link ContinuousPosterior#GAUSSIAN_KL}. */
  public GaussianCode withGaussianKl() {
    return new GaussianCode(name, mean, standardDeviation, lambda, ContinuousPosterior.GAUSSIAN_KL);
  }

  @Override
  public double entropy() {
    return PriorEntropy.gaussian(standardDeviation);
  }

  @Override
  public PosteriorLoss likelihood() {
    return sigma.likelihood(standardDeviation);
  }

  @Override
  public double draw(RandomGenerator random) {
    return mean + standardDeviation * random.nextGaussian();
  }

  @Override
  public double nearest(double[] point) {
    return point[0];
  }

  /** Ten values over two standard deviations on both sides of the mean. */
  @Override
  public double[] traversal() {
    return CodeChecks.linspace(mean - 2 * standardDeviation, mean + 2 * standardDeviation, 10);
  }

  @Override
  public Posterior posterior(double[][] parameters) {
    return ContinuousPosterior.posterior(parameters);
  }
}
