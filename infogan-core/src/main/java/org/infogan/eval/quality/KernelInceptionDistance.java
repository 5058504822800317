package org.infogan.eval.quality;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The kernel inception distance: the unbiased estimate of the squared maximum mean discrepancy with
 * a cubic kernel, between real features x [N, D] and generated ones y [M, D]:
 *
 * <pre>
 * k(a, b) = (a·b/D + 1)³
 * KID = Σ_{i≠j} k(xᵢ, xⱼ)/(N(N−1)) + Σ_{i≠j} k(yᵢ, yⱼ)/(M(M−1)) − 2·Σ_{i,j} k(xᵢ, yⱼ)/(N·M)
 * </pre>
 *
 * <p>Unlike the Fréchet distance, its expectation does not depend on the number of images: 0 for
 * sets from one distribution. An estimate can therefore fall below 0. All images are compared in
 * one block, not in the subsets that some implementations average over. O((N + M)²·D).
 *
 * @see <a href="https://arxiv.org/abs/1801.01401">M. Bińkowski et al., Demystifying MMD GANs, 2018,
 *     section 4</a>
 */
public final class KernelInceptionDistance {

  private KernelInceptionDistance() {}

  /**
   * Measures KID.
   *
   * @param real features [N, D], N at least 2. Not modified.
   * @param generated features [M, D], M at least 2. Not modified.
   * @return the estimate, of either sign
   * @throws IllegalArgumentException if there are fewer than 2 images in a set, rows differ in
   *     length, or a value is not finite
   */
  public static double between(float[][] real, float[][] generated) {
    FeatureChecks.requirePair(real, generated, 2);
    FeatureColumns realColumns = new FeatureColumns(real);
    FeatureColumns generatedColumns = new FeatureColumns(generated);
    double across = sum(real, generatedColumns, false);
    return meanOfPairs(real, realColumns)
        + meanOfPairs(generated, generatedColumns)
        - 2 * across / ((double) real.length * generated.length);
  }

  private static double meanOfPairs(float[][] features, FeatureColumns columns) {
    double pairs = (double) features.length * (features.length - 1);
    return 2 * sum(features, columns, true) / pairs;
  }

  /**
   * Σ k(rows[i], column j) over all j, or over j below i. Each row's sum has its own place, so that
   * the total does not depend on how the rows fall to threads.
   */
  private static double sum(float[][] rows, FeatureColumns columns, boolean below) {
    double[] sums = new double[rows.length];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(i -> sums[i] = sum(rows[i], columns, below ? i : columns.images()));
    return DoubleStream.of(sums).sum();
  }

  /** Σ k(row, column j) over j below {@code count}. */
  private static double sum(float[] row, FeatureColumns columns, int count) {
    double[] dot = columns.dotProducts(row, count);
    double sum = 0;
    for (int j = 0; j < count; j++) {
      double base = dot[j] / row.length + 1;
      sum += base * base * base;
    }
    return sum;
  }
}
