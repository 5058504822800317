package org.infogan.latent;

/** Checks that all kinds of codes share. */
final class CodeChecks {

  private CodeChecks() {}

  static void check(String name, double lambda) {
    if (name == null || !name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "latent code: expected a name of letters, digits, '_' and '-', found "
              + (name == null ? "none" : "\"" + name + "\""));
    }
    if (!(lambda >= 0 && Double.isFinite(lambda))) {
      throw new IllegalArgumentException(
          "latent code " + name + ": expected a finite lambda of at least 0, found " + lambda);
    }
  }

  static void require(boolean holds, String name, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "latent code " + name + ": expected " + expected + ", found " + found);
    }
  }

  static void requireSigma(String name, ContinuousPosterior sigma) {
    require(sigma != null, name, "sigma a number, LEARNED or GAUSSIAN_KL", "none");
  }

  /** {@code count} values from low to high, both included. */
  static double[] linspace(double low, double high, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = low + (high - low) * i / (count - 1);
    }
    return values;
  }
}
