package org.infogan.latent;

import java.util.random.RandomGenerator;

/**
 * The incompressible part z of the generator's input.
 *
 * @param width the number of independent values, 0 or more
 * @param distribution the distribution that each is drawn from
 */
public record Noise(int width, Distribution distribution) {

  /** The prior of one noise value. */
  public enum Distribution {
    /** U(−1, 1), as in openai/InfoGAN. */
    UNIFORM,
    /** N(0, 1). */
    GAUSSIAN
  }

  /**
   * Checks the values.
   *
   * @param width the number of independent values, 0 or more
   * @param distribution the distribution that each is drawn from
   * @throws IllegalArgumentException when {@code width} is below 0 or there is no distribution
   */
  public Noise {
    if (width < 0) {
      throw new IllegalArgumentException("noise: expected a width of at least 0, found " + width);
    }
    if (distribution == null) {
      throw new IllegalArgumentException(
          "noise: expected distribution UNIFORM or GAUSSIAN, found none");
    }
  }

  /**
   * Noise from U(−1, 1).
   *
   * @param width the number of values
   * @return the noise
   */
  public static Noise uniform(int width) {
    return new Noise(width, Distribution.UNIFORM);
  }

  /**
   * Noise from N(0, 1).
   *
   * @param width the number of values
   * @return the noise
   */
  public static Noise gaussian(int width) {
    return new Noise(width, Distribution.GAUSSIAN);
  }

  /** The nearest value with positive prior density. */
  double projectOntoPrior(double value) {
    return switch (distribution) {
      case UNIFORM -> Math.max(-1, Math.min(1, value));
      case GAUSSIAN -> value;
    };
  }

  /** Draws one value. */
  double draw(RandomGenerator random) {
    return switch (distribution) {
      case UNIFORM -> random.nextDouble(-1, 1);
      case GAUSSIAN -> random.nextGaussian();
    };
  }
}
