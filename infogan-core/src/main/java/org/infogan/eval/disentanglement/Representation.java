package org.infogan.eval.disentanglement;

import org.infogan.InfoGan;
import org.infogan.data.ImageDataset;

/**
 * A few numbers that a model reads from each image, its codes, whose relation to known factors is
 * measured.
 */
@FunctionalInterface
public interface Representation {

  /**
   * Encodes images.
   *
   * @param images the images, at least one
   * @return [N][D], D codes per image, the same D in every call; finite
   */
  double[][] encode(ImageDataset images);

  /**
   * Whether a code is the index of a category, a number whose order means nothing. Measures that
   * take variances or differences of codes treat such a code as a one-hot vector instead.
   *
   * @param code the index of the code, from 0 to D − 1
   * @return false for all codes, unless overridden
   */
  default boolean isCategorical(int code) {
    return false;
  }

  /**
   * Q's view, one number per code in the order of the codes: the posterior's mean for uniform and
   * Gaussian codes, the probability of a 1 for Bernoulli codes, and the index of the most likely
   * category for categorical ones ({@link #isCategorical}). The index stands for the whole code;
   * its K probabilities would be K codes that all carry the same factor, which measures of
   * disentanglement take for entangled.
   *
   * @param model the model, open for as long as the representation is used
   * @return its representation
   */
  static Representation of(InfoGan model) {
    return new ModelRepresentation(model);
  }
}
