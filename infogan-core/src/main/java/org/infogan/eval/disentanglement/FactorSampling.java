package org.infogan.eval.disentanglement;

import java.util.SplittableRandom;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/** Draws combinations of factors, uniformly and independently, and encodes their images. */
final class FactorSampling {

  private final FactorData data;
  private final Representation representation;
  private final int[] sizes;
  private final SplittableRandom random;

  /** How many codes the first images gave; 0 before. */
  private int width;

  FactorSampling(FactorData data, Representation representation, long seed) {
    this.data = data;
    this.representation = representation;
    sizes = data.factorSizes().clone();
    random = new SplittableRandom(seed);
    if (sizes.length == 0) {
      throw new IllegalArgumentException("factors: expected at least 1, found none");
    }
    for (int f = 0; f < sizes.length; f++) {
      if (sizes[f] < 2) {
        throw new IllegalArgumentException(
            "factor " + f + ": expected at least 2 values, found " + sizes[f] + "; leave it out");
      }
    }
  }

  int factorCount() {
    return sizes.length;
  }

  /**
   * Holds data to a number of factors.
   *
   * @param measure the name of the measure, for the message
   * @param least the smallest number
   * @throws IllegalArgumentException if there are fewer
   */
  void requireFactors(String measure, int least) {
    if (sizes.length < least) {
      throw new IllegalArgumentException(
          measure + ": expected at least " + least + " factors, found " + sizes.length);
    }
  }

  /** The index of a factor, each equally likely. */
  int anyFactor() {
    return random.nextInt(sizes.length);
  }

  /**
   * Draws combinations.
   *
   * @param count the number of combinations
   * @return [count][F], a new array
   */
  int[][] factors(int count) {
    int[][] factors = new int[count][sizes.length];
    for (int[] row : factors) {
      for (int f = 0; f < sizes.length; f++) {
        row[f] = random.nextInt(sizes[f]);
      }
    }
    return factors;
  }

  /**
   * The codes of the images of these factors.
   *
   * @param factors [N][F]. Not modified.
   * @return [N][D]
   * @throws IllegalArgumentException if there are not N rows, their lengths differ, or a value is
   *     not finite
   */
  double[][] encode(int[][] factors) {
    double[][] codes = representation.encode(new Images(factors));
    if (codes.length != factors.length) {
      throw new IllegalArgumentException(
          "representation: expected codes of "
              + factors.length
              + " images, found of "
              + codes.length);
    }
    width = width == 0 ? codes[0].length : width;
    RepresentationChecks.requireMatrix(codes, width);
    return codes;
  }

  /** The images of some combinations, made when they are read. */
  private final class Images implements ImageDataset {
    private final int[][] factors;

    Images(int[][] factors) {
      this.factors = factors;
    }

    @Override
    public int size() {
      return factors.length;
    }

    @Override
    public ImageShape shape() {
      return data.shape();
    }

    @Override
    public void read(int index, float[] pixels) {
      data.read(factors[index].clone(), pixels);
    }
  }
}
