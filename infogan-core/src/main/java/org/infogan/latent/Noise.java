package org.infogan.latent;

import java.util.random.RandomGenerator;

/**
 * The incompressible part z of the generator's input.
 *
 * @param width the number of independent values, 0 or more
 * @param distribution what each is drawn from
 */
public record Noise(int width, Distribution distribution) {

  /** The prior of one noise value. */
  public enum Distribution {
    /** U(−1, 1), as in openai/InfoGAN. */
    UNIFORM,
    /** N(0, 1). */
    GAUSSIAN
  }

  /** Checks the values. */
  public Noise {
    if (width < 0) {
      throw new IllegalArgumentException("noise: expected a width of at least 0, found " + width);
    }
    if (distribution == null) {
      throw new IllegalArgumentException(
          "noise: expected distribution UNIFORM or GAUSSIAN, found none");
    }
  }

  /** That many values from U(−1, 1). */
  public static Noise uniform(int width) {
    return new Noise(width, Distribution.UNIFORM);
  }

  /** That many values from N(0, 1). */
  public static Noise gaussian(int width) {
    return new Noise(width, Distribution.GAUSSIAN);
  }

  /** The value of the prior's range that lies nearest. */
  double nearest(double value) {
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
