package org.infogan.latent;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.infogan.losses.BernoulliCrossEntropy;
import org.infogan.losses.PosteriorLoss;
import org.infogan.losses.PriorEntropy;

/**
 * 1 with probability p, 0 otherwise; H = −p ln p − (1 − p) ln(1 − p), ln 2 for p = ½.
 *
 * @param name the name of the code
 * @param probability p, strictly between 0 and 1
 * @param lambda the weight of the code's bound in the objective, at least 0
 */
public record BernoulliCode(String name, double probability, double lambda) implements LatentCode {

  /**
   * Checks the values.
   *
   * @param name the name of the code
   * @param probability p, strictly between 0 and 1
   * @param lambda the weight of the code's bound in the objective, at least 0
   * @throws IllegalArgumentException when one is out of its range; the message names the code
   */
  public BernoulliCode {
    CodeChecks.check(name, lambda);
    CodeChecks.require(
        probability > 0 && probability < 1,
        name,
        "a probability strictly between 0 and 1",
        probability);
  }

  @Override
  public BernoulliCode withLambda(double lambda) {
    return new BernoulliCode(name, probability, lambda);
  }

  @Override
  public double entropy() {
    return PriorEntropy.bernoulli(probability);
  }

  @Override
  public PosteriorLoss likelihood() {
    return new BernoulliCrossEntropy();
  }

  @Override
  public double draw(RandomGenerator random) {
    return random.nextDouble() < probability ? 1 : 0;
  }

  /** 1 from ½ on, 0 below. */
  @Override
  public double projectOntoPrior(double[] point) {
    return point[0] >= 0.5 ? 1 : 0;
  }

  @Override
  public double[] traversal() {
    return new double[] {0, 1};
  }

  /** The logistic function of Q's logit. */
  @Override
  public Posterior.Bernoulli posterior(double[][] parameters) {
    return Posterior.Bernoulli.ofLogits(Arrays.stream(parameters).mapToDouble(p -> p[0]).toArray());
  }
}
