package org.infogan.latent;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.infogan.losses.PriorEntropy;

/**
 * P(c) of a categorical code: how often each category is drawn. In JSON it is the {@code prior} of
 * a code: "UNIFORM", "LEARNED" or a list of K probabilities.
 */
public final class CategoricalPrior {

  /** All categories equally likely, as in the paper. */
  public static final CategoricalPrior UNIFORM = new CategoricalPrior("UNIFORM", new double[0]);

  /**
   * Training begins with equally likely categories and moves their probabilities towards the shares
   * that Q gives real images (docs/math.md, section 1), for data whose kinds are of different
   * sizes. The model has the probabilities that it ends with.
   */
  public static final CategoricalPrior LEARNED = new CategoricalPrior("LEARNED", new double[0]);

  /** How far the sum of given probabilities may be from 1. */
  private static final double TOLERANCE = 1e-6;

  private final String name;

  /** Empty for a prior that has a name. */
  private final double[] probabilities;

  private CategoricalPrior(String name, double[] probabilities) {
    this.name = name;
    this.probabilities = probabilities;
  }

  /**
   * A prior of given probabilities.
   *
   * @param probabilities one for each category, above 0, with a sum of 1. Not modified.
   * @return the prior
   * @throws IllegalArgumentException when there are fewer than two, one is not above 0, or their
   *     sum is not 1
   */
  public static CategoricalPrior of(double... probabilities) {
    require(probabilities.length >= 2, "at least 2 probabilities", probabilities.length);
    double sum = 0;
    for (double p : probabilities) {
      require(p > 0 && p <= 1, "probabilities above 0 and at most 1", p);
      sum += p;
    }
    require(Math.abs(sum - 1) <= TOLERANCE, "probabilities with a sum of 1", "a sum of " + sum);
    return new CategoricalPrior("", probabilities.clone());
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException("prior: expected " + expected + ", found " + found);
    }
  }

  /**
   * Whether training is to find the probabilities.
   *
   * @return true for {@link #LEARNED} only
   */
  public boolean isLearned() {
    return equals(LEARNED);
  }

  /**
   * Whether the probabilities are given one by one.
   *
   * @return false for {@link #UNIFORM} and {@link #LEARNED}
   */
  public boolean isGiven() {
    return probabilities.length > 0;
  }

  /**
   * The probabilities that are given.
   *
   * @return one for each category in an array of their own; empty where none are given
   */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** Whether this can be the prior of K categories. */
  boolean fits(int categories) {
    return !isGiven() || probabilities.length == categories;
  }

  /** H(c) of K categories, in nats. */
  double entropy(int categories) {
    return isGiven()
        ? PriorEntropy.categorical(probabilities)
        : PriorEntropy.categorical(categories);
  }

  /** Draws one of K categories. */
  int draw(int categories, RandomGenerator random) {
    if (!isGiven()) {
      return random.nextInt(categories);
    }
    double left = random.nextDouble();
    int category = 0;
    while (category < categories - 1 && left >= probabilities[category]) {
      left -= probabilities[category];
      category++;
    }
    return category;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoricalPrior that
        && name.equals(that.name)
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(probabilities);
  }

  /** "UNIFORM", "LEARNED" or the probabilities. */
  @Override
  public String toString() {
    return isGiven() ? Arrays.toString(probabilities) : name;
  }
}
