package org.infogan.eval;

import org.infogan.data.ImageShape;

/**
 * Images that are made from known factors, one image for each combination of their values, as
 * dSprites is: what measures of disentanglement need. A factor with a single value says nothing and
 * is to be left out.
 */
public interface FactorData {

  /**
   * How many values each factor takes.
   *
   * @return [F], F at least 1, each at least 2
   */
  int[] factorSizes();

  /** The size of every image. */
  ImageShape shape();

  /**
   * Gives the image of one combination.
   *
   * @param factors [F], factor f from 0 to its size − 1. Not modified.
   * @param pixels C·H·W values in [0, 1] on return. Modified.
   */
  void read(int[] factors, float[] pixels);
}
