package org.infogan.eval.disentanglement;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How much codes vary over images and differ between them. A numeric code is taken as it is; a
 * category as its one-hot vector e, so that the numbering of the categories does not matter.
 */
final class CodeVariation {

  private CodeVariation() {}

  /**
   * The unbiased variance of each code. Of a category it is the total variance of the one-hot
   * vector, the share of pairs of images that differ:
   *
   * <pre>
   * Σₖ Var(eₖ) = N/(N − 1) · Σₖ pₖ·(1 − pₖ) = |{(i, j) : cᵢ ≠ cⱼ}| / (N·(N − 1))
   * </pre>
   *
   * @param codes [N][D], N at least 2. Not modified.
   * @param categorical whether a code is a category
   * @return [D], a new array
   */
  static double[] variances(double[][] codes, IntPredicate categorical) {
    double[] variances = new double[codes[0].length];
    for (int d = 0; d < variances.length; d++) {
      variances[d] = categorical.test(d) ? categoricalVariance(codes, d) : variance(codes, d);
    }
    return variances;
  }

  private static double variance(double[][] codes, int d) {
    double mean = 0;
    for (double[] row : codes) {
      mean += row[d] / codes.length;
    }
    double variance = 0;
    for (double[] row : codes) {
      variance += (row[d] - mean) * (row[d] - mean) / (codes.length - 1);
    }
    return variance;
  }

  private static double categoricalVariance(double[][] codes, int d) {
    Map<Double, Long> counts = new HashMap<>();
    for (double[] row : codes) {
      counts.merge(row[d], 1L, Long::sum);
    }
    long images = codes.length;
    long samePairs = counts.values().stream().mapToLong(n -> n * (n - 1)).sum();
    return 1 - (double) samePairs / (images * (images - 1));
  }

  /**
   * The mean distance between two codes of paired images: |a − b| of numbers, and of categories the
   * total variation distance ½·Σₖ |eₖ − e′ₖ|, which is 1 where they differ.
   *
   * @param first [L][D]. Not modified.
   * @param second [L][D]. Not modified.
   * @param categorical whether a code is a category
   * @return [D], a new array
   */
  static double[] meanDistances(double[][] first, double[][] second, IntPredicate categorical) {
    double[] distances = new double[first[0].length];
    for (int d = 0; d < distances.length; d++) {
      for (int i = 0; i < first.length; i++) {
        double difference = Math.abs(first[i][d] - second[i][d]);
        boolean differs = difference > 0;
        distances[d] += (categorical.test(d) ? (differs ? 1 : 0) : difference) / first.length;
      }
    }
    return distances;
  }
}
