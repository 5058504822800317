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

  /**
   * Writes what lies between the noise of two latent vectors. With ω the angle between Gaussian
   * noise a and b, it is (sin((1 − t)ω)·a + sin(tω)·b) / sin ω; where that angle is 0 or π, and for
   * uniform noise, (1 − t)·a + t·b.
   *
   * @param a begins with noise. Not modified.
   * @param b begins with noise. Not modified.
   * @param t from 0 to 1
   * @param vector its first values are set. Modified.
   */
  void interpolate(float[] a, float[] b, double t, float[] vector) {
    double omega = distribution == Distribution.GAUSSIAN ? angle(a, b) : 0;
    boolean alongCircle = Math.sin(omega) > 1e-6;
    double first = alongCircle ? Math.sin((1 - t) * omega) / Math.sin(omega) : 1 - t;
    double second = alongCircle ? Math.sin(t * omega) / Math.sin(omega) : t;
    for (int j = 0; j < width; j++) {
      vector[j] = (float) (first * a[j] + second * b[j]);
    }
  }

  private double angle(float[] a, float[] b) {
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int j = 0; j < width; j++) {
      product += (double) a[j] * b[j];
      squaresOfA += (double) a[j] * a[j];
      squaresOfB += (double) b[j] * b[j];
    }
    double lengths = Math.sqrt(squaresOfA * squaresOfB);
    return lengths == 0 ? 0 : Math.acos(Math.max(-1, Math.min(1, product / lengths)));
  }

  /** Draws one value. */
  double draw(RandomGenerator random) {
    return switch (distribution) {
      case UNIFORM -> random.nextDouble(-1, 1);
      case GAUSSIAN -> random.nextGaussian();
    };
  }
}
