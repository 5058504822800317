package org.infogan;

import java.util.random.RandomGenerator;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;

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
   * @return that many vectors of the configured layout
   */
  LatentVectors sample(int count, RandomGenerator random);

  /**
   * Independent draws from the prior.
   *
   * @param spec the layout of the vectors
   * @return the sampler
   */
  static LatentSampler prior(LatentSpec spec) {
    return spec::draw;
  }
}
