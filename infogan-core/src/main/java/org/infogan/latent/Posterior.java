package org.infogan.latent;

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
   * @param image its index
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

    /** The most likely category of each image. */
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
  }

  /**
   * A continuous code's posterior.
   *
   * @param mean per image
   * @param sigma the standard deviation per image; 1 throughout where it is not learned
   */
  record Gaussian(double[] mean, double[] sigma) implements Posterior {

    @Override
    public double[] expectation(int image) {
      return new double[] {mean[image]};
    }
  }

  /**
   * A binary code's posterior.
   *
   * @param probability that the code is 1, per image
   */
  record Bernoulli(double[] probability) implements Posterior {

    @Override
    public double[] expectation(int image) {
      return new double[] {probability[image]};
    }
  }
}
