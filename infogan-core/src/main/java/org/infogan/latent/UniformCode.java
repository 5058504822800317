package org.infogan.latent;

import java.util.random.RandomGenerator;
import org.infogan.losses.PosteriorLoss;
import org.infogan.losses.PriorEntropy;

/**
 * A number from U(low, high); H = ln(high − low).
 *
 * @param name the name of the code
 * @param low the lower end of the prior, below {@code high}
 * @param high the upper end of the prior, above {@code low}
 * @param lambda the weight of the code's bound in the objective, at least 0
 * @param sigma the standard deviation of the Gaussian posterior, and by which loss it is learnt
 */
public record UniformCode(
    String name, double low, double high, double lambda, ContinuousPosterior sigma)
    implements LatentCode {

  /**
   * Checks the values.
   *
   * @param name the name of the code
   * @param low the lower end of the prior, below {@code high}
   * @param high the upper end of the prior, above {@code low}
   * @param lambda the weight of the code's bound in the objective, at least 0
   * @param sigma the standard deviation of the Gaussian posterior, and by which loss it is learnt
   * @throws IllegalArgumentException when one is out of its range; the message names the code
   */
  public UniformCode {
    CodeChecks.check(name, lambda);
    CodeChecks.require(
        low < high && Double.isFinite(high - low), name, "low < high", low + " and " + high);
    CodeChecks.requireSigma(name, sigma);
  }

  @Override
  public UniformCode withLambda(double lambda) {
    return new UniformCode(name, low, high, lambda, sigma);
  }

  /**
   * The same code with a posterior of another fixed standard deviation.
   *
   * @param sigma the standard deviation, finite and above 0; 1 if not set
   * @return a code that differs in the posterior only
   */
  public UniformCode withFixedSigma(double sigma) {
    return withPosterior(ContinuousPosterior.fixed(sigma));
  }

  /**
   * The same code with a learned posterior standard deviation.
   *
   * @return a code that differs in the posterior only
   */
  public UniformCode withLearnedSigma() {
    return withPosterior(ContinuousPosterior.LEARNED);
  }

  /**
   * The same code, learnt by {@link ContinuousPosterior#GAUSSIAN_KL}.
   *
   * @return a code that differs in the posterior only
   */
  public UniformCode withGaussianKl() {
    return withPosterior(ContinuousPosterior.GAUSSIAN_KL);
  }

  private UniformCode withPosterior(ContinuousPosterior posterior) {
    return new UniformCode(name, low, high, lambda, posterior);
  }

  @Override
  public double entropy() {
    return PriorEntropy.uniform(low, high);
  }

  @Override
  public PosteriorLoss likelihood() {
    return sigma.loss((high - low) / Math.sqrt(12));
  }

  @Override
  public double draw(RandomGenerator random) {
    return random.nextDouble(low, high);
  }

  /** The number itself, clamped to [low, high]. */
  @Override
  public double projectOntoPrior(double[] point) {
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
  public Posterior.Gaussian posterior(double[][] parameters) {
    return sigma.posterior(parameters);
  }
}
