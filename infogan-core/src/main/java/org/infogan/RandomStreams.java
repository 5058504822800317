package org.infogan;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators derived from the run's seed, the step and the purpose alone. None has a state
 * that outlives its use, so a run that resumes at step n draws what the unbroken run would have
 * drawn, and a change in one purpose leaves the others alone.
 */
final class RandomStreams {

  /** What the numbers are for. */
  enum Purpose {
    WEIGHTS(1),
    SHUFFLE(2),
    LATENTS(3),
    DROPOUT(4),
    INSTANCE_NOISE(5),
    JITTER(6),
    CALIBRATION(7),
    GRADIENT_PENALTY(8);

    /** Fixed for good: another number is another run. */
    private final long salt;

    Purpose(long salt) {
      this.salt = salt;
    }
  }

  private RandomStreams() {}

  /** The generator for one purpose at one step (for SHUFFLE: one epoch). */
  static RandomGenerator at(long seed, long step, Purpose purpose) {
    return new SplittableRandom(mix(mix(mix(seed) + step) + purpose.salt));
  }

  /** The finaliser of SplitMix64: neighbouring inputs give unrelated outputs. */
  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
