package org.infogan.latent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.random.RandomGenerator;
import org.infogan.losses.MutualInformationLowerBound;
import org.infogan.losses.PosteriorLoss;

/**
 * One latent code c: its prior P(c), the family of its posterior Q(c|x), and its weight in the
 * objective. A code takes {@link #rows} values of the generator's input and {@code
 * likelihood().parameterRows()} values of Q's output.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CategoricalCode.class, name = "categorical"),
  @JsonSubTypes.Type(value = UniformCode.class, name = "uniform"),
  @JsonSubTypes.Type(value = GaussianCode.class, name = "gaussian"),
  @JsonSubTypes.Type(value = BernoulliCode.class, name = "bernoulli")
})
public sealed interface LatentCode
    permits CategoricalCode, UniformCode, GaussianCode, BernoulliCode {

  /** How the code is called in metrics, files and messages: letters, digits, '_' and '-'. */
  String name();

  /** λ, the weight of this code's bound in the objective. */
  double lambda();

  /** The same code with another λ. */
  LatentCode withLambda(double lambda);

  /**
   * H(c) in nats. L_I of a categorical or Bernoulli code tops out there; that of a continuous code
   * does not, since its H(c) is a differential entropy.
   */
  double entropy();

  /** The family of Q(c|x). */
  PosteriorLoss likelihood();

  /** The number of values of the generator's input that hold the code. */
  default int rows() {
    return likelihood().codeRows();
  }

  /** Draws a value from the prior: a category's index, or the number itself. */
  double draw(RandomGenerator random);

  /**
   * Writes a value in the form that the generator takes, one-hot for a category.
   *
   * @param value a category's index, or the number itself; it may lie outside the prior
   * @param rows {@link #rows} numbers. Modified.
   * @throws IllegalArgumentException when there is no such category
   */
  default void write(double value, float[] rows) {
    rows[0] = (float) value;
  }

  /**
   * The inverse of {@link #write}: the most strongly set category, or the number itself.
   *
   * @param rows {@link #rows} numbers. Not modified.
   */
  default double read(float[] rows) {
    return rows[0];
  }

  /**
   * The value of the prior's range that lies nearest to a point of the generator's input, such as a
   * sum of codes: the category with the largest entry, the first of equals; a number clamped to the
   * range, which of a Gaussian is every number; 1 from ½ on for a bit.
   *
   * @param point {@link #rows} numbers. Not modified.
   */
  double nearest(double[] point);

  /** The values to walk through in a picture: each category, or −2 … 2 for a code on [−1, 1]. */
  double[] traversal();

  /**
   * What Q says about this code.
   *
   * @param parameters Q's output for this code, one row per image. Not modified; a categorical
   *     posterior keeps it.
   */
  Posterior posterior(double[][] parameters);

  /** This code's share in the mutual-information bound. */
  default MutualInformationLowerBound.Term term() {
    return new MutualInformationLowerBound.Term(name(), likelihood(), entropy(), lambda());
  }

  /** A categorical code with equally likely categories. */
  static CategoricalCode categorical(String name, int categories) {
    return new CategoricalCode(name, categories, 1);
  }

  /** A code uniform on (low, high), its posterior a Gaussian of σ = 1. */
  static UniformCode uniform(String name, double low, double high) {
    return new UniformCode(name, low, high, 1, ContinuousPosterior.FIXED);
  }

  /** A code from N(mean, standardDeviation²), its posterior a Gaussian of σ = 1. */
  static GaussianCode gaussian(String name, double mean, double standardDeviation) {
    return new GaussianCode(name, mean, standardDeviation, 1, ContinuousPosterior.FIXED);
  }

  /** A code that is 1 with that probability and 0 otherwise. */
  static BernoulliCode bernoulli(String name, double probability) {
    return new BernoulliCode(name, probability, 1);
  }
}
