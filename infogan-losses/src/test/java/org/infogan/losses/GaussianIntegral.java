package org.infogan.losses;

import static org.infogan.losses.TestArrays.row;

/** Integrates the density of a Gaussian likelihood over the code. */
final class GaussianIntegral {
  private static final int STEPS_PER_SIGMA = 8;
  private static final int SIGMAS = 12;

  private GaussianIntegral() {}

  /** The trapezoidal rule, which is exact to rounding for a Gaussian with steps this small. */
  static double of(PosteriorLoss likelihood, double[] parameters, double sigma) {
    double step = sigma / STEPS_PER_SIGMA;
    double sum = 0;
    for (int i = -SIGMAS * STEPS_PER_SIGMA; i <= SIGMAS * STEPS_PER_SIGMA; i++) {
      sum += step * Result.density(likelihood, parameters, row(parameters[0] + i * step));
    }
    return sum;
  }
}
