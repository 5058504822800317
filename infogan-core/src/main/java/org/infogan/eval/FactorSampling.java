package org.infogan.eval;

import java.util.SplittableRandom;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/** Draws combinations of factors, evenly and independently, and has their images encoded. */
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

  /** One of the factors, each as likely. */
  int anyFactor() {
    return random.nextInt(sizes.length);
  }

  /** [count][F]. */
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
    Codes.requireMatrix(codes, width);
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
