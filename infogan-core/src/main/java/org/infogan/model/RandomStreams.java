package org.infogan.model;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.infogan.internal.Internal;

/**
 * Random generators derived from the run's seed, the step and the purpose alone. None has a state
 * that outlives its use, so a run that resumes at step n draws what the unbroken run would have
 * drawn, and a change in one purpose leaves the others alone.
 */
@Internal
public final class RandomStreams {

  /** What random numbers are for. */
  public enum Purpose {
    /** Initial weights. */
    WEIGHTS(1),

    /** The order of the images in an epoch. */
    SHUFFLE(2),

    /** Noise and codes. */
    LATENTS(3),

    /** Masks of dropout and the noise of layers. */
    DROPOUT(4),

    /** Noise on the images that D sees. */
    INSTANCE_NOISE(5),

    /** How the real images of the consistency term are changed. */
    JITTER(6),

    /** Latent vectors for the statistics of batch norm. */
    CALIBRATION(7),

    /** Masks of dropout in the passes of R1. */
    GRADIENT_PENALTY(8),

    /** The images, their order and their distortions while categories are refined. */
    REFINEMENT(9),

    /** Noise and codes of the generated images while categories are refined. */
    REFINEMENT_LATENTS(10),

    /** The pairs of distorted copies that a trunk is pretrained on. */
    PRETRAINING(11),

    /** Noise and codes of the pairs of the contrastive regulariser. */
    CONTRASTIVE(12);

    /** Must never change: it defines the run. */
    private final long salt;

    Purpose(long salt) {
      this.salt = salt;
    }
  }

  /** Keeps ranks apart from steps, which are mixed in likewise. Must never change. */
  private static final long RANK_SALT = 0x72616E6B00000000L;

  private RandomStreams() {}

  /**
   * The generator for one purpose.
   *
   * @param seed the seed of the run
   * @param step the number of the step; of the epoch for {@link Purpose#SHUFFLE}, of the draw for
   *     {@link Purpose#LATENTS} and {@link Purpose#CALIBRATION}, of the discriminator's update for
   *     {@link Purpose#JITTER}
   * @param purpose what the numbers are for
   * @return a new generator at its start
   */
  public static RandomGenerator at(long seed, long step, Purpose purpose) {
    return new SplittableRandom(mix(mix(mix(seed) + step) + purpose.salt));
  }

  /**
   * The seed of one of several trainers of a model, so that no two draw the same.
   *
   * @param seed the seed of the run
   * @param rank the trainer's number, from 0
   * @return another seed for each rank; for rank 0 that of the run
   */
  public static long seedOf(long seed, int rank) {
    return rank == 0 ? seed : mix(mix(seed) ^ (RANK_SALT + rank));
  }

  /** The finaliser of SplitMix64: neighbouring inputs give unrelated outputs. */
  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
