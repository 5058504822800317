package org.infogan.losses;

/**
 * Checks of arguments, with messages that name the argument, what was expected and what was found.
 * Conditions are written so that NaN fails them.
 */
final class Checks {
  private Checks() {}

  static void length(String name, double[] values, int expected) {
    if (values.length != expected) {
      throw violation(name, "length " + expected, values.length);
    }
  }

  static void probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw violation(name, "a value in [0, 1]", value);
    }
  }

  static void sumOfOne(String name, double sum) {
    if (!(Math.abs(sum - 1) <= 1e-6)) {
      throw violation(name, "a sum of 1", sum);
    }
  }

  /** A label of real images: 1, or less where labels are smoothed. */
  static void realLabel(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw violation(name, "a value in (0, 1]", value);
    }
  }

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw violation(name, "a finite value", value);
    }
  }

  static void finiteNotNegative(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw violation(name, "a finite value >= 0", value);
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw violation(name, "a finite value > 0", value);
    }
  }

  static void atLeast(String name, int least, int value) {
    if (value < least) {
      throw violation(name, "at least " + least, value);
    }
  }

  static IllegalArgumentException violation(String name, String expected, Object found) {
    return new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
  }
}
