package org.infogan.latent;

import java.util.random.RandomGenerator;

/**
 * Draws the generator's inputs in training. The default draws from the prior; another may, say,
 * balance the categories within a batch.
 */
@FunctionalInterface
public interface LatentSampler {

  /**
   * Draws latent vectors.
   *
   * @param count the number of vectors
   * @param random the only source of randomness, so that a seed gives the same run again
   * @return as many vectors, laid out as the configuration says
   */
  LatentVectors sample(int count, RandomGenerator random);

  /**
   * A sampler that draws independently from the prior.
   *
   * @param spec the layout of the vectors, with the prior of each part
   * @return the sampler
   */
  static LatentSampler prior(LatentSpec spec) {
    return spec::draw;
  }
}
