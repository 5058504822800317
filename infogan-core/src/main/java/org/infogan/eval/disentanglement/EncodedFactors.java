package org.infogan.eval.disentanglement;

import java.util.Arrays;

/**
 * Codes and factors of two samples of images, column by column: one to fit predictors of the
 * factors to, and another to score them on.
 */
public final class EncodedFactors {

  /** The numbers of disentanglement_lib. */
  private static final int IMAGES_TO_FIT = 10_000;

  private static final int IMAGES_TO_SCORE = 5_000;

  private final double[][] codes;
  private final int[][] factors;
  private final double[][] otherCodes;
  private final int[][] otherFactors;

  /**
   * Takes two samples.
   *
   * @param codes [N][D], of the images to fit to. Not modified.
   * @param factors [N][F], each 0 or above. Not modified.
   * @param otherCodes [M][D], of the images to score on. Not modified.
   * @param otherFactors [M][F]. Not modified.
   */
  public EncodedFactors(
      double[][] codes, int[][] factors, double[][] otherCodes, int[][] otherFactors) {
    this.codes = codes;
    this.factors = factors;
    this.otherCodes = otherCodes;
    this.otherFactors = otherFactors;
  }

  /** Draws and encodes 10 000 images to fit to and 5 000 to score on. */
  static EncodedFactors draw(FactorSampling sampling) {
    int[][] factors = sampling.factors(IMAGES_TO_FIT);
    double[][] codes = sampling.encode(factors);
    int[][] otherFactors = sampling.factors(IMAGES_TO_SCORE);
    return new EncodedFactors(codes, factors, sampling.encode(otherFactors), otherFactors);
  }

  /** D. */
  int codes() {
    return codes[0].length;
  }

  /** F. */
  int factors() {
    return factors[0].length;
  }

  /** A code of the images to fit to, [N]. */
  double[] code(int d) {
    return column(codes, d);
  }

  /** A factor of the images to fit to, [N]. */
  int[] factor(int f) {
    return column(factors, f);
  }

  /** A code of the images to score on, [M]. */
  double[] otherCode(int d) {
    return column(otherCodes, d);
  }

  /** A factor of the images to score on, [M]. */
  int[] otherFactor(int f) {
    return column(otherFactors, f);
  }

  /** All codes of the images to fit to, [D][N]. */
  double[][] codeColumns() {
    return columns(codes);
  }

  /** All codes of the images to score on, [D][M]. */
  double[][] otherCodeColumns() {
    return columns(otherCodes);
  }

  /** Numbers the different values of a column in their order: [N], from 0 on. */
  static int[] indices(double[] values) {
    double[] different = Arrays.stream(values).distinct().sorted().toArray();
    return Arrays.stream(values).mapToInt(v -> Arrays.binarySearch(different, v)).toArray();
  }

  private static double[][] columns(double[][] rows) {
    double[][] columns = new double[rows[0].length][];
    Arrays.setAll(columns, d -> column(rows, d));
    return columns;
  }

  static double[] column(double[][] rows, int index) {
    return Arrays.stream(rows).mapToDouble(row -> row[index]).toArray();
  }

  static int[] column(int[][] rows, int index) {
    return Arrays.stream(rows).mapToInt(row -> row[index]).toArray();
  }
}
