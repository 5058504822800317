package org.infogan.latent;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.infogan.losses.CategoricalCrossEntropy;
import org.infogan.losses.PosteriorLoss;

/**
 * One of K categories, one-hot in the generator's input; H = −Σ πₖ ln πₖ, ln K where all are
 * equally likely.
 *
 * @param name the name of the code
 * @param categories K, at least 2
 * @param lambda the weight of the code's bound in the objective, at least 0
 * @param prior π, how often each category is drawn
 */
public record CategoricalCode(String name, int categories, double lambda, CategoricalPrior prior)
    implements LatentCode {

  /**
   * Checks the values.
   *
   * @param name the name of the code
   * @param categories K, at least 2
   * @param lambda the weight of the code's bound in the objective, at least 0
   * @param prior π, how often each category is drawn
   * @throws IllegalArgumentException when one is out of its range; the message names the code
   */
  public CategoricalCode {
    CodeChecks.check(name, lambda);
    CodeChecks.require(categories >= 2, name, "at least 2 categories", categories);
    CodeChecks.require(
        prior != null, name, "prior UNIFORM, LEARNED or a list of probabilities", "none");
    CodeChecks.require(
        prior.fits(categories), name, "prior with " + categories + " probabilities", prior);
  }

  @Override
  public CategoricalCode withLambda(double lambda) {
    return new CategoricalCode(name, categories, lambda, prior);
  }

  /**
   * The same code with another prior.
   *
   * @param prior how often each category is drawn; uniform if not set
   * @return a code that differs in the prior only
   * @throws IllegalArgumentException when it has another number of probabilities
   */
  public CategoricalCode withPrior(CategoricalPrior prior) {
    return new CategoricalCode(name, categories, lambda, prior);
  }

  @Override
  public double entropy() {
    return prior.entropy(categories);
  }

  @Override
  public boolean learnsPrior() {
    return prior.isLearned();
  }

  @Override
  public PosteriorLoss likelihood() {
    return new CategoricalCrossEntropy(categories);
  }

  @Override
  public double draw(RandomGenerator random) {
    return prior.draw(categories, random);
  }

  @Override
  public void write(double value, float[] point) {
    if (value != Math.rint(value) || value < 0 || value >= categories) {
      throw new IllegalArgumentException(
          "latent code "
              + name
              + ": expected a category from 0 to "
              + (categories - 1)
              + ", found "
              + value);
    }
    Arrays.fill(point, 0, categories, 0);
    point[(int) value] = 1;
  }

  @Override
  public double read(float[] point) {
    int strongest = 0;
    for (int k = 1; k < categories; k++) {
      strongest = point[k] > point[strongest] ? k : strongest;
    }
    return strongest;
  }

  /** The category with the largest entry, the first of equals. */
  @Override
  public double projectOntoPrior(double[] point) {
    int strongest = 0;
    for (int k = 1; k < categories; k++) {
      strongest = point[k] > point[strongest] ? k : strongest;
    }
    return strongest;
  }

  @Override
  public double[] traversal() {
    return CodeChecks.linspace(0, categories - 1, categories);
  }

  /** The softmax of Q's logits. */
  @Override
  public Posterior.Categorical posterior(double[][] parameters) {
    return Posterior.Categorical.ofLogits(parameters);
  }
}
