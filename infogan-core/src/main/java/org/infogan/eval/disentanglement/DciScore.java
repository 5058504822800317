package org.infogan.eval.disentanglement;

import java.util.Arrays;

/**
 * Disentanglement, completeness and informativeness (DCI), from how much each code contributes to
 * predicting each factor. With the importance R[d][f] ≥ 0 of code d in a predictor of factor f from
 * all codes:
 *
 * <pre>
 * disentanglement of code d: 1 − H_F(R[d][·]/Σ_f R[d][f]),  averaged with weights Σ_f R[d][f]
 * completeness of factor f:  1 − H_D(R[·][f]/Σ_d R[d][f])
 * </pre>
 *
 * <p>H_F and H_D are entropies to the bases F and D. Disentanglement is 1 where each code serves
 * one factor, completeness where each factor is served by one code. Informativeness is how well the
 * factors are predicted on images that the predictors were not fitted to.
 *
 * <p>Two published conventions differ in the predictor, in the average of completeness and in what
 * informativeness means: {@link #byTrees} and {@link #byLasso}. Scores do not compare between them.
 *
 * @param disentanglement from 0 to 1
 * @param completeness from 0 to 1
 * @param informativeness by trees the accuracy, from 0 to 1; by Lasso the normalised error, for
 *     which 0 is best
 * @see <a href="https://openreview.net/forum?id=By-7dz-AZ">C. Eastwood and C. K. I. Williams, A
 *     framework for the quantitative evaluation of disentangled representations, 2018, section
 *     2</a>
 * @see <a href="https://github.com/google-research/disentanglement_lib">F. Locatello et al.,
 *     disentanglement_lib</a>
 */
public record DciScore(double disentanglement, double completeness, double informativeness) {

  /**
   * The convention of google-research/disentanglement_lib (evaluation/metrics/dci.py): a classifier
   * of 100 boosted stages of trees of depth 3 for each factor's value, importance the trees' share
   * in the decrease of the squared error; completeness is averaged with weights Σ_d R[d][f], and
   * informativeness is the accuracy. It follows codes and factors that are related nonlinearly, and
   * the order of a category's numbers hardly matters to it. Takes 15 000 images through the
   * representation; the trees take a minute or more where factors have many values.
   *
   * @param data the images with known factors, at least 2
   * @param representation the codes that are measured, at least 2
   * @param seed the seed of the combinations of factors
   * @return the scores
   * @throws IllegalArgumentException if there are fewer than 2 factors or codes, a factor has fewer
   *     than 2 values, or the representation does not give the same number of finite codes for each
   *     image
   */
  public static DciScore byTrees(FactorData data, Representation representation, long seed) {
    return byTrees(draw(data, representation, seed), GradientBoosting.STAGES);
  }

  public static DciScore byTrees(EncodedFactors encoded, int stages) {
    double[][] columns = encoded.codeColumns();
    double[][] others = encoded.otherCodeColumns();
    double[][] importance = new double[encoded.factors()][];
    double accuracy = 0;
    for (int f = 0; f < importance.length; f++) {
      GradientBoosting trees = GradientBoosting.fit(columns, encoded.factor(f), stages);
      importance[f] = trees.importance();
      accuracy += trees.accuracy(others, encoded.otherFactor(f)) / importance.length;
    }
    double[] weights = new double[importance.length];
    Arrays.setAll(weights, f -> Arrays.stream(importance[f]).sum());
    return of(importance, weights, accuracy);
  }

  /**
   * The convention of Eastwood and Williams: a linear regression with an L1 penalty (Lasso, α =
   * 0.02) of each standardised factor on the standardised codes, importance the weights' absolute
   * values; completeness is the plain mean over the factors, and informativeness is the root of the
   * mean squared error over the factor's standard deviation. It sees linear relations only: a code
   * that is a category, and a factor whose values have no order, are beyond it. Takes 15 000 images
   * through the representation.
   *
   * @param data the images with known factors, at least 2
   * @param representation the codes that are measured, at least 2
   * @param seed the seed of the combinations of factors
   * @return the scores
   * @throws IllegalArgumentException if there are fewer than 2 factors or codes, a factor has fewer
   *     than 2 values, or the representation does not give the same number of finite codes for each
   *     image
   */
  public static DciScore byLasso(FactorData data, Representation representation, long seed) {
    return byLasso(draw(data, representation, seed));
  }

  public static DciScore byLasso(EncodedFactors encoded) {
    double[][] columns = encoded.codeColumns();
    double[][] others = encoded.otherCodeColumns();
    double[][] importance = new double[encoded.factors()][];
    double error = 0;
    for (int f = 0; f < importance.length; f++) {
      Lasso lasso = Lasso.fit(columns, encoded.factor(f));
      importance[f] = Arrays.stream(lasso.weights()).map(Math::abs).toArray();
      error += lasso.normalizedError(others, encoded.otherFactor(f)) / importance.length;
    }
    double[] weights = new double[importance.length];
    Arrays.fill(weights, 1);
    return of(importance, weights, error);
  }

  private static EncodedFactors draw(FactorData data, Representation representation, long seed) {
    FactorSampling sampling = new FactorSampling(data, representation, seed);
    sampling.requireFactors("DCI", 2);
    EncodedFactors encoded = EncodedFactors.draw(sampling);
    RepresentationChecks.requireTwoCodes(encoded.codes(), "to compare");
    return encoded;
  }

  /**
   * The scores of an importance matrix.
   *
   * @param importance [F][D], 0 or above. Not modified.
   * @param factorWeights [F], with which completeness is averaged. Not modified.
   * @param informativeness passed on
   */
  public static DciScore of(double[][] importance, double[] factorWeights, double informativeness) {
    int codes = importance[0].length;
    double[][] byCode = new double[codes][importance.length];
    double[] codeWeights = new double[codes];
    for (int d = 0; d < codes; d++) {
      for (int f = 0; f < importance.length; f++) {
        byCode[d][f] = importance[f][d];
        codeWeights[d] += importance[f][d];
      }
    }
    return new DciScore(
        meanConcentration(byCode, codeWeights),
        meanConcentration(importance, factorWeights),
        informativeness);
  }

  /** The weighted mean of 1 less the normalised entropy of each row; 0 where nothing has weight. */
  private static double meanConcentration(double[][] rows, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += weights[i] * (1 - normalizedEntropy(rows[i]));
      total += weights[i];
    }
    return total == 0 ? 0 : sum / total;
  }

  /** The entropy to the base of the row's length; 1, that of equal shares, for a row of zeros. */
  private static double normalizedEntropy(double[] row) {
    double total = Arrays.stream(row).sum();
    if (total == 0) {
      return 1;
    }
    double entropy = 0;
    for (double value : row) {
      double share = value / total;
      entropy -= share == 0 ? 0 : share * Math.log(share) / Math.log(row.length);
    }
    return entropy;
  }
}
