package org.infogan.eval.quality;

/**
 * The classifier score of generated images, the Inception score with any classifier: with p(y|xᵢ)
 * of image i and p(y) their mean over the N images,
 *
 * <pre>
 * exp( 1/N · Σᵢ KL(p(y|xᵢ) ‖ p(y)) ),   KL(p ‖ q) = Σ_y p(y)·ln(p(y)/q(y))
 * </pre>
 *
 * <p>From 1, where all images look alike to the classifier, to the number of classes, where each
 * image is of one class for certain and all classes are equally frequent. It compares with no real
 * image, so a model that makes one perfect image per class scores best.
 *
 * @see <a href="https://arxiv.org/abs/1606.03498">T. Salimans et al., Improved techniques for
 *     training GANs, 2016, section 4</a>
 */
public final class ClassifierScore {

  /** What the sum of a row of floats may miss 1 by. */
  private static final double TOLERANCE = 1e-3;

  private ClassifierScore() {}

  /**
   * Measures the score.
   *
   * @param probabilities p(y|xᵢ), [N, K], N at least 1. Not modified.
   * @return from 1 to K
   * @throws IllegalArgumentException if there is no image, rows differ in length, or a row is no
   *     distribution
   */
  public static double of(float[][] probabilities) {
    int classes = FeatureChecks.requireMatrix("class probabilities", probabilities, 1);
    double[] mean = new double[classes];
    for (int i = 0; i < probabilities.length; i++) {
      requireDistribution(i, probabilities[i]);
      for (int k = 0; k < classes; k++) {
        mean[k] += (double) probabilities[i][k] / probabilities.length;
      }
    }
    double divergence = 0;
    for (float[] row : probabilities) {
      for (int k = 0; k < classes; k++) {
        divergence += row[k] == 0 ? 0 : row[k] * Math.log(row[k] / mean[k]);
      }
    }
    return Math.exp(divergence / probabilities.length);
  }

  private static void requireDistribution(int image, float[] row) {
    double sum = 0;
    for (float p : row) {
      if (p < 0) {
        throw new IllegalArgumentException(
            "class probabilities: image " + image + ": expected 0 or above, found " + p);
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw new IllegalArgumentException(
          "class probabilities: image " + image + ": expected a sum of 1, found " + sum);
    }
  }
}
