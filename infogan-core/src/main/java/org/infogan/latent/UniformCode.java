package org.infogan.latent;

import java.util.random.RandomGenerator;
import org.infogan.losses.PosteriorLoss;
import org.infogan.losses.PriorEntropy;

/**
 * A number from U(low, high); H = ln(high − low).
 *
 * @param name of the code
 * @param low below {@code high}
 * @param high above {@code low}
 * @param lambda weight in the objective
 * @param sigma of the Gaussian posterior, and by which term it is learnt
 */
public record UniformCode(
    String name, double low, double high, double lambda, ContinuousPosterior sigma)
    implements LatentCode {

  /** Checks the values. */
  public UniformCode {
    CodeChecks.check(name, lambda);
    CodeChecks.require(
        low < high && Double.isFinite(high - low), name, "low < high", low + " and " + high);
    CodeChecks.require(sigma != null, name, "sigma FIXED, LEARNED or GAUSSIAN_KL", "none");
  }

  @Override
  public UniformCode withLambda(double lambda) {
    return new UniformCode(name, low, high, lambda, sigma);
  }

  /** The same code with a learned posterior standard deviation. */
  public UniformCode withLearnedSigma() {
    return new UniformCode(name, low, high, lambda, ContinuousPosterior.LEARNED);
  }

  /** The same code, learnt by {@link ContinuousPosterior#GAUSSIAN_KL}. */
  public UniformCode withGaussianKl() {
    return new UniformCode(name, low, high, lambda, ContinuousPosterior.GAUSSIAN_KL);
  }

  @Override
  public double entropy() {
    return PriorEntropy.uniform(low, high);
  }

  @Override
  public PosteriorLoss likelihood() {
    return sigma.likelihood((high - low) / Math.sqrt(12));
  }

  @Override
  public double draw(RandomGenerator random) {
    return random.nextDouble(low, high);
  }

  @Override
  public double nearest(double[] point) {
    return Math.max(low, Math.min(high, point[0]));
  }

  /** Ten values over twice the prior's range, as in the paper's figures: −2 … 2 for U(−1, 1). */
  @Override
  public double[] traversal() {
    double centre = (low + high) / 2;
    double reach = high - low;
    return CodeChecks.linspace(centre - reach, centre + reach, 10);
  }

  @Override
  public Posterior posterior(double[][] parameters) {
    return ContinuousPosterior.posterior(parameters);
  }
}
