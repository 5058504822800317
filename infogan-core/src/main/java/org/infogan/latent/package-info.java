/**
 * The generator's input: incompressible noise and latent codes, their priors, and the posteriors
 * that Q gives back.
 *
 * <pre>{@code
 * LatentSpec latent =
 *     LatentSpec.of(
 *         Noise.uniform(62),
 *         LatentCode.categorical("c1", 10), // ten kinds of things
 *         LatentCode.uniform("c2", -1, 1)); // one continuous change
 * LatentVectors vectors = latent.draw(100, new SplittableRandom(1)).set("c1", 7);
 * }</pre>
 *
 * <p>A code belongs to a {@link org.infogan.latent.LatentSpec}; its values live in {@link
 * org.infogan.latent.LatentVectors}, and what a trained Q reads off images in {@link
 * org.infogan.latent.Posterior}.
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.latent;

import org.jspecify.annotations.NullMarked;
