package org.infogan.cli.explore;

import java.util.Map;
import org.infogan.InfoGan;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;

/**
 * One latent vector as a person chooses it.
 *
 * @param seed the seed that the noise is drawn with
 * @param codes the value of every code by its name: a category from 0, or a number
 */
record LatentState(long seed, Map<String, Double> codes) {

  /**
   * Refuses a state that leaves a code open: it would be drawn at random, and a command that says
   * nothing of it would walk through its categories.
   */
  void requireCodesOf(LatentSpec spec) {
    spec.codes()
        .forEach(
            code -> {
              if (codes == null || codes.get(code.name()) == null) {
                throw new IllegalArgumentException(
                    "codes: expected a value of " + code.name() + ", found none");
              }
            });
  }

  /** The state as a latent vector. */
  LatentVectors latents(InfoGan model) {
    LatentVectors latents = model.latents(1, seed);
    codes.forEach(latents::set);
    return latents;
  }
}
