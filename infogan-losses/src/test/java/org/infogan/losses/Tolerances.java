package org.infogan.losses;

import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;

/** Every tolerance of this module's tests, each with its reason. */
final class Tolerances {
  /** A handful of double operations on values near 1. */
  static final Offset<Double> CLOSED_FORM = Assertions.within(1e-12);

  /** Figures quoted in other projects' documents with five decimals. */
  static final Offset<Double> QUOTED = Assertions.within(5e-6);

  /** Figures that the documentation rounds to three decimals. */
  static final Offset<Double> THREE_DECIMALS = Assertions.within(5e-4);

  /** Another library's double arithmetic, in another order; relative to values above 1. */
  static final double GOLDEN = 1e-10;

  /** Half a unit in the last place of a float, relative. */
  static final double FLOAT_ROUNDING = Math.ulp(1f) / 2.0;

  /** Step of the central differences, about the cube root of double's rounding error. */
  static final double STEP = 1e-6;

  /** Largest relative difference from the central differences. */
  static final double GRADIENT = 1e-5;

  /**
   * Derivatives below this count as this large: the difference quotient's own rounding error is
   * about 1e-10 and must stay far below {@link #GRADIENT} times it.
   */
  static final double SMALL_DERIVATIVE = 1e-3;

  private Tolerances() {}
}
