package org.infogan.eval.disentanglement;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.infogan.eval.clustering.ContingencyTable;

/**
 * What each code knows of each known factor of the images: the mutual information of the code, in
 * 20 equal bins from its smallest to its largest value, and the factor as a fraction of the
 * factor's entropy,
 *
 * <pre>
 * I(d; f) / H(f)
 * </pre>
 *
 * <p>from the joint counts of the images: 0 where they are independent, 1 where the code determines
 * the factor; and |r|, the strength of their linear relation, which says something of a factor
 * whose values have an order and of a code that is a number.
 *
 * <p>By chance the information is too large, by about (20 − 1)·(V − 1)/(2·N) nats for a factor of V
 * values and N images.
 */
public final class CodeFactorTable {

  private static final int BINS = 20;

  private final double[][] information;
  private final double[][] correlation;

  private CodeFactorTable(double[][] information, double[][] correlation) {
    this.information = information;
    this.correlation = correlation;
  }

  /**
   * Draws images, every factor uniform and independent of the others, and encodes them.
   *
   * @param data the images with known factors
   * @param representation the codes
   * @param seed the seed of the combinations of factors
   * @param images N, the number of images, at least 1
   * @return the table
   * @throws IllegalArgumentException if there is no image, a factor has fewer than 2 values, or the
   *     representation does not give the same number of finite codes, at least 1, for each image
   */
  public static CodeFactorTable estimate(
      FactorData data, Representation representation, long seed, int images) {
    if (images < 1) {
      throw new IllegalArgumentException("expected at least 1 image, found " + images);
    }
    FactorSampling sampling = new FactorSampling(data, representation, seed);
    int[][] factors = sampling.factors(images);
    return of(sampling.encode(factors), factors);
  }

  /**
   * The table of images that were encoded beforehand.
   *
   * @param codes [N][D], D at least 1. Not modified.
   * @param factors [N][F], each 0 or above, F at least 1. Not modified.
   * @return the table
   * @throws IllegalArgumentException if N is 0, the shapes do not fit, a code is not finite, or a
   *     factor does not vary
   */
  public static CodeFactorTable of(double[][] codes, int[][] factors) {
    requireFit(codes, factors);
    double[][] columns = new double[codes[0].length][];
    int[][] bins = new int[codes[0].length][];
    for (int d = 0; d < bins.length; d++) {
      columns[d] = EncodedFactors.column(codes, d);
      bins[d] = bins(columns[d]);
    }
    double[][] information = new double[codes[0].length][factors[0].length];
    double[][] correlation = new double[codes[0].length][factors[0].length];
    for (int f = 0; f < factors[0].length; f++) {
      int[] factor = EncodedFactors.column(factors, f);
      double[] values = Arrays.stream(factor).asDoubleStream().toArray();
      int count = Arrays.stream(factor).max().orElseThrow() + 1;
      double entropy = ContingencyTable.of(factor, factor, count, count).mutualInformation();
      if (entropy == 0) {
        throw new IllegalArgumentException(
            "factor " + f + ": expected different values, found only " + factor[0]);
      }
      for (int d = 0; d < information.length; d++) {
        ContingencyTable counts = ContingencyTable.of(bins[d], factor, BINS, count);
        information[d][f] = counts.mutualInformation() / entropy;
        correlation[d][f] = PearsonCorrelation.of(columns[d], values).strength();
      }
    }
    return new CodeFactorTable(information, correlation);
  }

  /**
   * The number of codes.
   *
   * @return D
   */
  public int codes() {
    return information.length;
  }

  /**
   * The number of factors.
   *
   * @return F
   */
  public int factors() {
    return information[0].length;
  }

  /**
   * What a code knows of a factor.
   *
   * @param code from 0 to D − 1
   * @param factor from 0 to F − 1
   * @return I(d; f)/H(f), from 0 to 1
   */
  public double information(int code, int factor) {
    return information[code][factor];
  }

  /**
   * The strength of the linear relation of a code and the number of a factor's value.
   *
   * @param code from 0 to D − 1
   * @param factor from 0 to F − 1
   * @return |r|, from 0 to 1; NaN for a code that does not vary
   */
  public double correlation(int code, int factor) {
    return correlation[code][factor];
  }

  /** The bin of each value: bin i begins at low + i·(high − low)/20, and the last holds high. */
  private static int[] bins(double[] values) {
    double low = DoubleStream.of(values).min().orElseThrow();
    double high = DoubleStream.of(values).max().orElseThrow();
    double step = (high - low) / BINS;
    int[] bins = new int[values.length];
    for (int i = 0; i < bins.length; i++) {
      int bin = step == 0 ? 0 : (int) Math.min(BINS - 1, (values[i] - low) / step);
      // The edges decide, as the quotient may round across one.
      while (bin > 0 && values[i] < low + bin * step) {
        bin--;
      }
      while (bin < BINS - 1 && step > 0 && values[i] >= low + (bin + 1) * step) {
        bin++;
      }
      bins[i] = bin;
    }
    return bins;
  }

  private static void requireFit(double[][] codes, int[][] factors) {
    if (codes.length == 0 || codes.length != factors.length) {
      throw new IllegalArgumentException(
          "expected codes and factors of the same images, at least 1, found "
              + codes.length
              + " and "
              + factors.length);
    }
    RepresentationChecks.requireMatrix(codes, codes[0].length);
    for (int i = 0; i < factors.length; i++) {
      if (factors[i].length != factors[0].length || factors[i].length == 0) {
        throw new IllegalArgumentException(
            "image "
                + i
                + ": expected as many factors as image 0 has, at least 1, found "
                + factors[i].length
                + " and "
                + factors[0].length);
      }
      for (int value : factors[i]) {
        if (value < 0) {
          throw new IllegalArgumentException(
              "image " + i + ": expected factors of 0 or above, found " + value);
        }
      }
    }
  }
}
