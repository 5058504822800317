package org.infogan.latent;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infogan.losses.BernoulliCrossEntropy;
import org.infogan.losses.CategoricalCrossEntropy;
import org.infogan.losses.GaussianNegativeLogLikelihood;
import org.infogan.losses.Softmax;

/**
 * Q(c|x) of one code for a number of images; entry i of each array belongs to image i. The arrays
 * are the caller's own.
 */
public sealed interface Posterior {

  /**
   * E[c|x] for one image, in the form of the generator's input: the probabilities of the
   * categories, the mean of a number, the probability of 1.
   *
   * @param image the index of the image
   * @return a new array
   */
  double[] expectation(int image);

  /**
   * ln Q(c|x) of a value for one image, in nats: the logarithm of a probability for categories and
   * bits, of a density for numbers. It is calculated from Q's logits, so that it is finite where
   * the probability itself would round to 0.
   *
   * @param image the index of the image
   * @param value a category's index, 0 or 1 for a bit, or the number itself
   * @return the logarithm
   */
  double logLikelihood(int image, double value);

  /** A categorical code's posterior: the softmax of Q's logits. */
  final class Categorical implements Posterior {
    private final double[][] logits;
    private final double[][] probabilities;

    private Categorical(double[][] logits) {
      this.logits = logits;
      probabilities = new double[logits.length][];
      for (int i = 0; i < logits.length; i++) {
        probabilities[i] = Softmax.of(logits[i]);
      }
    }

    /**
     * The posterior with these logits.
     *
     * @param logits one row per image, one entry per category. Not modified, and not copied.
     * @return the posterior
     */
    public static Categorical ofLogits(double[][] logits) {
      return new Categorical(logits);
    }

    /**
     * The logits, as Q gave them.
     *
     * @return one row per image, one entry per category
     */
    public double[][] logits() {
      return logits;
    }

    /**
     * The probabilities of the categories.
     *
     * @return one row per image, one entry per category; each row sums to 1
     */
    public double[][] probabilities() {
      return probabilities;
    }

    /**
     * The most likely category of each image, the first of equals.
     *
     * @return one index per image
     */
    public int[] mostLikely() {
      int[] best = new int[probabilities.length];
      for (int i = 0; i < best.length; i++) {
        for (int k = 1; k < probabilities[i].length; k++) {
          if (probabilities[i][k] > probabilities[i][best[i]]) {
            best[i] = k;
          }
        }
      }
      return best;
    }

    /** The first images' most likely categories with their probabilities, as in "3 (0.98)". */
    @Override
    public String toString() {
      int[] best = mostLikely();
      return Posterior.describe(
          "Categorical",
          best.length,
          i -> String.format(Locale.ROOT, "%d (%.2f)", best[i], probabilities[i][best[i]]));
    }

    @Override
    public double[] expectation(int image) {
      return probabilities[image].clone();
    }

    @Override
    public double logLikelihood(int image, double value) {
      int categories = logits[image].length;
      double[] oneHot = new double[categories];
      oneHot[(int) value] = 1;
      return -new CategoricalCrossEntropy(categories)
          .negativeLogLikelihood(logits[image], oneHot, new double[categories]);
    }
  }

  /**
   * A continuous code's posterior.
   *
   * @param mean the mean per image
   * @param sigma the standard deviation per image, finite and above 0; 1 throughout where it is not
   *     learned
   */
  @SuppressWarnings("ArrayRecordComponent") // a result to read, never compared or used as a key
  record Gaussian(double[] mean, double[] sigma) implements Posterior {

    @Override
    public double[] expectation(int image) {
      return new double[] {mean[image]};
    }

    /** The first images' means and standard deviations, as in "0.51 ± 0.10". */
    @Override
    public String toString() {
      return Posterior.describe(
          "Gaussian",
          mean.length,
          i -> String.format(Locale.ROOT, "%.2f ± %.2f", mean[i], sigma[i]));
    }

    @Override
    public double logLikelihood(int image, double value) {
      return -GaussianNegativeLogLikelihood.fixed(sigma[image])
          .negativeLogLikelihood(new double[] {mean[image]}, new double[] {value}, new double[1]);
    }
  }

  /** A binary code's posterior: the logistic function of Q's logit. */
  final class Bernoulli implements Posterior {
    private final double[] logits;
    private final double[] probability;

    private Bernoulli(double[] logits) {
      this.logits = logits;
      probability = new double[logits.length];
      for (int i = 0; i < logits.length; i++) {
        probability[i] = 1 / (1 + Math.exp(-logits[i]));
      }
    }

    /**
     * The posterior with these logits.
     *
     * @param logits one per image. Not modified, and not copied.
     * @return the posterior
     */
    public static Bernoulli ofLogits(double[] logits) {
      return new Bernoulli(logits);
    }

    /**
     * The logits, as Q gave them.
     *
     * @return one per image
     */
    public double[] logits() {
      return logits;
    }

    /**
     * The probability that the code is 1.
     *
     * @return one per image
     */
    public double[] probability() {
      return probability;
    }

    @Override
    public double[] expectation(int image) {
      return new double[] {probability[image]};
    }

    /** The first images' probabilities of 1. */
    @Override
    public String toString() {
      return Posterior.describe(
          "Bernoulli", probability.length, i -> String.format(Locale.ROOT, "%.2f", probability[i]));
    }

    @Override
    public double logLikelihood(int image, double value) {
      return -new BernoulliCrossEntropy()
          .negativeLogLikelihood(new double[] {logits[image]}, new double[] {value}, new double[1]);
    }
  }

  private static String describe(String kind, int images, IntFunction<String> image) {
    int shown = Math.min(images, 8);
    String some = IntStream.range(0, shown).mapToObj(image).collect(Collectors.joining(", "));
    return kind + "[" + some + (shown < images ? ", … (" + images + " images)]" : "]");
  }
}
