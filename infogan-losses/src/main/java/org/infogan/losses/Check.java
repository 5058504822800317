package org.infogan.losses;

/** Checks of plain values, with messages that name the argument. */
final class Check {
  private Check() {}

  static void length(String name, double[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "%s: expected length %d, found %d".formatted(name, expected, values.length));
    }
  }

  /** Also rejects NaN. */
  static void probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s: expected a value in [0, 1], found %s".formatted(name, value));
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s: expected a finite value > 0, found %s".formatted(name, value));
    }
  }

  static void atLeastTwoCategories(int categories) {
    if (categories < 2) {
      throw new IllegalArgumentException(
          "categories: expected at least 2, found %d".formatted(categories));
    }
  }
}
