package org.infogan.eval.disentanglement;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The separated attribute predictability (SAP): how much better the best single code predicts a
 * factor than the second best. With S[d][f] how well code d alone predicts factor f,
 *
 * <pre>
 * SAP = 1/F · Σ_f (largest − second largest of S[·][f])
 * </pre>
 *
 * <p>in both published forms of S. Of <b>continuous</b> factors it is R² of a linear regression,
 *
 * <pre>
 * S[d][f] = Cov(c_d, v_f)² / (Var(c_d)·Var(v_f)),   0 where Var(c_d) ≤ 10⁻¹²
 * </pre>
 *
 * <p>with the index of the factor's value for v; of a category, R² of a regression on its one-hot
 * vector, which is the variance of v between the categories over all of it. Of <b>discrete</b>
 * factors it is the accuracy, on 5 000 other images, of a linear support vector machine (one class
 * against the rest, squared hinge, C = 0.01, balanced weights). A category enters that one by its
 * number: whoever has such codes should look at the first form.
 *
 * <p>Definition by Kumar et al.; numbers as in google-research/disentanglement_lib
 * (evaluation/metrics/sap_score.py), which takes the second form by default. Takes 15 000 images
 * through the representation.
 *
 * @param continuous the score by regression, from 0 to 1
 * @param discrete the score by classification, from 0 to 1
 * @see <a href="https://openreview.net/forum?id=H1kG7GZAW">A. Kumar, P. Sattigeri and A.
 *     Balakrishnan, Variational inference of disentangled latent concepts from unlabeled
 *     observations, 2018, section 3</a>
 * @see <a href="https://github.com/google-research/disentanglement_lib">F. Locatello et al.,
 *     disentanglement_lib</a>
 */
public record SeparatedAttributePredictability(double continuous, double discrete) {

  private static final double LEAST_VARIANCE = 1e-12;

  /**
   * Measures both scores.
   *
   * @param data the images with known factors
   * @param representation the codes that are measured, at least 2
   * @param seed the seed of the combinations of factors
   * @return the scores
   * @throws IllegalArgumentException if a factor has fewer than 2 values, or the representation
   *     does not give the same number of finite codes, at least 2, for each image
   */
  public static SeparatedAttributePredictability estimate(
      FactorData data, Representation representation, long seed) {
    FactorSampling sampling = new FactorSampling(data, representation, seed);
    return of(EncodedFactors.draw(sampling), representation::isCategorical);
  }

  public static SeparatedAttributePredictability of(
      EncodedFactors encoded, IntPredicate categorical) {
    RepresentationChecks.requireTwoCodes(encoded.codes(), "to find a gap between");
    double[][] regression = new double[encoded.factors()][encoded.codes()];
    double[][] accuracy = new double[encoded.factors()][encoded.codes()];
    for (int f = 0; f < encoded.factors(); f++) {
      int[] factor = encoded.factor(f);
      for (int d = 0; d < encoded.codes(); d++) {
        double[] code = encoded.code(d);
        regression[f][d] =
            categorical.test(d) ? correlationRatio(code, factor) : squaredCorrelation(code, factor);
        accuracy[f][d] =
            LinearSupportVectors.fit(code, factor)
                .accuracy(encoded.otherCode(d), encoded.otherFactor(f));
      }
    }
    return new SeparatedAttributePredictability(meanGap(regression), meanGap(accuracy));
  }

  private static double meanGap(double[][] scores) {
    double sum = 0;
    for (double[] row : scores) {
      double[] sorted = row.clone();
      Arrays.sort(sorted);
      sum += sorted[sorted.length - 1] - sorted[sorted.length - 2];
    }
    return sum / scores.length;
  }

  private static double squaredCorrelation(double[] code, int[] factor) {
    double meanC = Arrays.stream(code).average().orElseThrow();
    double meanV = Arrays.stream(factor).average().orElseThrow();
    double cc = 0;
    double vv = 0;
    double cv = 0;
    for (int i = 0; i < code.length; i++) {
      cc += (code[i] - meanC) * (code[i] - meanC);
      vv += (factor[i] - meanV) * (factor[i] - meanV);
      cv += (code[i] - meanC) * (factor[i] - meanV);
    }
    return cc / (code.length - 1) > LEAST_VARIANCE ? cv * cv / (cc * vv) : 0;
  }

  /** Σₖ nₖ·(v̄ₖ − v̄)² / Σ (v − v̄)² over the categories k. */
  private static double correlationRatio(double[] category, int[] factor) {
    double mean = Arrays.stream(factor).average().orElseThrow();
    int[] index = EncodedFactors.indices(category);
    int categories = Arrays.stream(index).max().orElseThrow() + 1;
    double[] sums = new double[categories];
    int[] counts = new int[categories];
    double total = 0;
    for (int i = 0; i < index.length; i++) {
      sums[index[i]] += factor[i] - mean;
      counts[index[i]]++;
      total += (factor[i] - mean) * (factor[i] - mean);
    }
    double between = 0;
    for (int k = 0; k < categories; k++) {
      between += sums[k] * sums[k] / counts[k];
    }
    return between / total;
  }
}
