package org.infogan.eval.disentanglement;

import java.util.List;
import java.util.stream.IntStream;
import org.infogan.data.ImageShape;

/**
 * Images that are made from known factors, one image for each combination of their values, as
 * dSprites is: what measures of disentanglement need. A factor with a single value cannot be
 * measured and is to be left out.
 */
public interface FactorData {

  /**
   * The number of values of each factor.
   *
   * @return [F], F at least 1, each at least 2
   */
  int[] factorSizes();

  /**
   * What the factors are called.
   *
   * @return [F] names; "factor 0" and so on, unless overridden
   */
  default List<String> factorNames() {
    return IntStream.range(0, factorSizes().length).mapToObj(f -> "factor " + f).toList();
  }

  /**
   * The size of every image.
   *
   * @return the shape
   */
  ImageShape shape();

  /**
   * Gives the image of one combination.
   *
   * @param factors [F], factor f from 0 to its size − 1. Not modified.
   * @param pixels the image's C·H·W values in [0, 1] on return. Modified.
   */
  void read(int[] factors, float[] pixels);
}
