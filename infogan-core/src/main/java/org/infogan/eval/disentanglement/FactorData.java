package org.infogan.eval.disentanglement;

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
