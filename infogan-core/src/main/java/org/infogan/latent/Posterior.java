package org.infogan.latent;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Q(c|x) of one code for a number of images; entry i of each array belongs to image i. The arrays
 * are the caller's own.
 */
@SuppressWarnings("ArrayRecordComponent") // results to read off, never compared or used as keys
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
   * A categorical code's posterior.
   *
   * @param probabilities one row per image, one entry per category; each row sums to 1
   */
  record Categorical(double[][] probabilities) implements Posterior {

    @Override
    public double[] expectation(int image) {
      return probabilities[image].clone();
    }

    /**
     * The most likely category of each image.
     *
     * @return indices from 0, the smallest of equals; a new array
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
  }

  /**
   * A continuous code's posterior.
   *
   * @param mean the mean per image
   * @param sigma the standard deviation per image; the same throughout where it is not learned
   */
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
  }

  /**
   * A binary code's posterior.
   *
   * @param probability the probability that the code is 1, per image
   */
  record Bernoulli(double[] probability) implements Posterior {

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
  }

  private static String describe(String kind, int images, IntFunction<String> image) {
    int shown = Math.min(images, 8);
    String some = IntStream.range(0, shown).mapToObj(image).collect(Collectors.joining(", "));
    return kind + "[" + some + (shown < images ? ", … (" + images + " images)]" : "]");
  }
}
