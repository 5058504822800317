package org.infogan.examples.render;

import java.util.SplittableRandom;

/** Turns the number of a variant into random properties, and a factor's value into a quantity. */
final class Variation {

  private Variation() {}

  /**
   * A generator that depends on these numbers alone. Neighbouring numbers give unrelated
   * generators.
   */
  static SplittableRandom random(long... numbers) {
    long mixed = 0;
    for (long number : numbers) {
      mixed = new SplittableRandom(mixed + number).nextLong();
    }
    return new SplittableRandom(mixed);
  }

  /** The value-th of count evenly spaced quantities from {@code low} to {@code high}. */
  static double between(double low, double high, int value, int count) {
    return count == 1 ? (low + high) / 2 : low + (high - low) * value / (count - 1);
  }

  /** A uniform draw from {@code low} to {@code high}. */
  static double uniform(SplittableRandom random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
