package org.infogan.latent;

import java.util.random.RandomGenerator;
import org.infogan.losses.MutualInformationLowerBound;
import org.infogan.losses.PosteriorLoss;

/**
 * One latent code c: its prior P(c), the family of its posterior Q(c|x), and its weight in the
 * objective. A code takes {@link #width} values of the generator's input and {@code
 * likelihood().parameterRows()} values of Q's output.
 *
 * <p>A <i>value</i> of a code is a category's index, 0 or 1, or the number itself. A <i>point</i>
 * is the same in the form that the generator takes: one-hot for a category.
 */
public sealed interface LatentCode
    permits CategoricalCode, UniformCode, GaussianCode, BernoulliCode {

  /**
   * How the code is called in metrics, files and messages.
   *
   * @return letters, digits, '_' and '-'
   */
  String name();

  /**
   * λ, the weight of this code's bound in the objective.
   *
   * @return a finite number of at least 0
   */
  double lambda();

  /**
   * The same code with another λ.
   *
   * @param lambda a finite number of at least 0
   * @return a code that differs in λ only
   * @throws IllegalArgumentException when {@code lambda} is out of its range
   */
  LatentCode withLambda(double lambda);

  /**
   * H(c), the entropy of the prior. L_I of a categorical or Bernoulli code cannot exceed it; that
   * of a continuous code can, since its H(c) is a differential entropy.
   *
   * @return nats
   */
  double entropy();

  /**
   * Whether training is to find the prior.
   *
   * @return true for a categorical code with {@link CategoricalPrior#LEARNED} only
   */
  default boolean learnsPrior() {
    return false;
  }

  /**
   * The family of Q(c|x), as the loss by which Q learns it.
   *
   * @return the loss of this code
   */
  PosteriorLoss likelihood();

  /**
   * The number of values of the generator's input that hold the code.
   *
   * @return K for K categories, otherwise 1
   */
  default int width() {
    return likelihood().codeRows();
  }

  /**
   * Draws from the prior.
   *
   * @param random the source of randomness
   * @return a value
   */
  double draw(RandomGenerator random);

  /**
   * Writes a value as a point.
   *
   * @param value the value, which may lie outside of the prior's range
   * @param point {@link #width} numbers. Modified.
   * @throws IllegalArgumentException when there is no such category
   */
  default void write(double value, float[] point) {
    point[0] = (float) value;
  }

  /**
   * The inverse of {@link #write}.
   *
   * @param point {@link #width} numbers. Not modified.
   * @return the category with the largest entry, or the number itself
   */
  default double read(float[] point) {
    return point[0];
  }

  /**
   * The value with positive prior density that lies nearest to a point which need not be one of the
   * prior's, such as a sum of codes.
   *
   * @param point {@link #width} numbers. Not modified.
   * @return the category with the largest entry, the first of equals; a number clamped to the
   *     prior's range, which of a Gaussian is every number; 1 from ½ on for a bit
   */
  double projectOntoPrior(double[] point);

  /**
   * The values to walk through in a picture.
   *
   * @return each category, 0 and 1, or ten numbers such as −2 … 2 for a code on [−1, 1]; a new
   *     array
   */
  double[] traversal();

  /**
   * The posteriors Q(c|x) of some images.
   *
   * @param parameters Q's output for this code, one row per image. Not modified; a categorical
   *     posterior keeps it.
   * @return the posteriors, in the order of the rows
   */
  Posterior posterior(double[][] parameters);

  /**
   * This code's term of the mutual-information bound.
   *
   * @return name, loss, entropy and λ of the code
   */
  default MutualInformationLowerBound.Term term() {
    return new MutualInformationLowerBound.Term(name(), likelihood(), entropy(), lambda());
  }

  /**
   * A code with equally likely categories; see {@link CategoricalCode#withPrior} for others.
   *
   * @param name the name of the code: letters, digits, '_' and '-'
   * @param categories the number of categories, at least 2
   * @return the code, with λ = 1
   */
  static CategoricalCode categorical(String name, int categories) {
    return new CategoricalCode(name, categories, 1, CategoricalPrior.UNIFORM);
  }

  /**
   * A code from U(low, high).
   *
   * @param name the name of the code: letters, digits, '_' and '-'
   * @param low the lower end of the prior
   * @param high the upper end of the prior
   * @return the code, with λ = 1 and a Gaussian posterior of σ = 1
   */
  static UniformCode uniform(String name, double low, double high) {
    return new UniformCode(name, low, high, 1, ContinuousPosterior.FIXED);
  }

  /**
   * A code from N(mean, standardDeviation²).
   *
   * @param name the name of the code: letters, digits, '_' and '-'
   * @param mean the mean of the prior
   * @param standardDeviation the standard deviation of the prior, above 0
   * @return the code, with λ = 1 and a Gaussian posterior of σ = 1
   */
  static GaussianCode gaussian(String name, double mean, double standardDeviation) {
    return new GaussianCode(name, mean, standardDeviation, 1, ContinuousPosterior.FIXED);
  }

  /**
   * A code of two values.
   *
   * @param name the name of the code: letters, digits, '_' and '-'
   * @param probability the probability of 1, strictly between 0 and 1
   * @return the code, with λ = 1
   */
  static BernoulliCode bernoulli(String name, double probability) {
    return new BernoulliCode(name, probability, 1);
  }
}
