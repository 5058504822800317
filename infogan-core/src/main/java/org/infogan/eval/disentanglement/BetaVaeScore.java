package org.infogan.eval.disentanglement;

import java.util.Arrays;

/**
 * The beta-VAE score: how well a linear classifier identifies, from how far the codes of paired
 * images lie apart, the factor that the images of each pair share.
 *
 * <p>For one example a factor f is chosen; 64 pairs of images are drawn that agree in f and differ
 * at random in all others; with codes c and c′ of the images of a pair, the features are
 *
 * <pre>
 * x[d] = 1/64 · Σ |c[d] − c′[d]|,   label f
 * </pre>
 *
 * <p>Of a category, |c − c′| is 1 where it differs and 0 where it agrees, whatever its numbering. A
 * logistic regression (L2 penalty, C = 1) is fitted to 10 000 examples and scored on 5 000 others.
 * 1 where each factor moves a code that no other moves, 1/F by chance. It is lenient: codes that
 * mix factors can still be linearly separable.
 *
 * <p>Definition by Higgins et al.; numbers as in google-research/disentanglement_lib
 * (evaluation/metrics/beta_vae.py). Takes 1 920 000 images through the representation.
 *
 * @param score the share of the further examples that are classified rightly, from 0 to 1
 * @param fitted the same share of the examples that the classifier was fitted to
 * @see <a href="https://openreview.net/forum?id=Sy2fzU9gl">I. Higgins et al., beta-VAE: Learning
 *     basic visual concepts with a constrained variational framework, 2017, section 3</a>
 * @see <a href="https://github.com/google-research/disentanglement_lib">F. Locatello et al.,
 *     disentanglement_lib</a>
 */
public record BetaVaeScore(double score, double fitted) {

  private static final int EXAMPLES_TO_FIT = 10_000;
  private static final int EXAMPLES_TO_SCORE = 5_000;
  private static final int PAIRS = 64;

  /** Networks are fastest on many images at once. */
  private static final int EXAMPLES_AT_ONCE = 50;

  /**
   * Measures the score.
   *
   * @param data the images with known factors, at least 2
   * @param representation the codes that are measured
   * @param seed the seed of the combinations of factors
   * @return the score
   * @throws IllegalArgumentException if there are fewer than 2 factors, a factor has fewer than 2
   *     values, or the representation does not give the same number of finite codes for each image
   */
  public static BetaVaeScore estimate(FactorData data, Representation representation, long seed) {
    FactorSampling sampling = new FactorSampling(data, representation, seed);
    sampling.requireFactors("beta-VAE score", 2);
    Examples toFit = Examples.draw(sampling, representation, EXAMPLES_TO_FIT);
    Examples toScore = Examples.draw(sampling, representation, EXAMPLES_TO_SCORE);
    LogisticRegression classifier =
        LogisticRegression.fit(toFit.features, toFit.labels, sampling.factorCount());
    return new BetaVaeScore(toScore.accuracy(classifier), toFit.accuracy(classifier));
  }

  /** Features [N][D] and the factors [N] that were fixed. */
  private static final class Examples {
    private final double[][] features;
    private final int[] labels;

    private Examples(int count) {
      features = new double[count][];
      labels = new int[count];
    }

    static Examples draw(FactorSampling sampling, Representation representation, int count) {
      Examples examples = new Examples(count);
      for (int first = 0; first < count; first += EXAMPLES_AT_ONCE) {
        examples.draw(sampling, representation, first, Math.min(EXAMPLES_AT_ONCE, count - first));
      }
      return examples;
    }

    private void draw(
        FactorSampling sampling, Representation representation, int firstExample, int count) {
      int[][] factors = sampling.factors(2 * count * PAIRS);
      for (int e = 0; e < count; e++) {
        int fixed = sampling.anyFactor();
        labels[firstExample + e] = fixed;
        for (int i = 0; i < PAIRS; i++) {
          int first = 2 * e * PAIRS + i;
          factors[first + PAIRS][fixed] = factors[first][fixed];
        }
      }
      double[][] codes = sampling.encode(factors);
      for (int e = 0; e < count; e++) {
        int first = 2 * e * PAIRS;
        features[firstExample + e] =
            CodeVariation.meanDistances(
                Arrays.copyOfRange(codes, first, first + PAIRS),
                Arrays.copyOfRange(codes, first + PAIRS, first + 2 * PAIRS),
                representation::isCategorical);
      }
    }

    double accuracy(LogisticRegression classifier) {
      int right = 0;
      for (int n = 0; n < labels.length; n++) {
        right += classifier.classify(features[n]) == labels[n] ? 1 : 0;
      }
      return (double) right / labels.length;
    }
  }
}
