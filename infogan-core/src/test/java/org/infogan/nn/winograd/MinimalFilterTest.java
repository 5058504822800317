package org.infogan.nn.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrices of minimal filtering against the definition of a correlation. */
class MinimalFilterTest {

  static Stream<Arguments> filters() {
    List<Arguments> filters = new ArrayList<>();
    for (int taps = 2; taps <= 5; taps++) {
      for (int outputs = 1; outputs + taps - 1 <= MinimalFilter.MOST_POINTS; outputs++) {
        MinimalFilter filter = MinimalFilter.of(outputs, taps);
        filters.add(Arguments.of("F(%d, %d)".formatted(outputs, taps), filter));
      }
    }
    return filters.stream();
  }

  /**
   * Σ_k A[k, i]·G[k, j]·Bᵀ[k, l] is 1 where l = i + j and else 0, in exact fractions. A and Bᵀ are
   * exact in binary; G's row k is that of the nearest fractions with the denominator N_k, a product
   * of halves, so that its exact value is found from the rounded one.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void isACorrelation(String name, MinimalFilter filter) {
    for (int i = 0; i < filter.outputs(); i++) {
      for (int j = 0; j < filter.taps(); j++) {
        for (int l = 0; l < filter.points(); l++) {
          Fraction sum = Fraction.ZERO;
          for (int k = 0; k < filter.points(); k++) {
            Fraction a = Fraction.exactly(filter.at()[i][k]);
            Fraction b = Fraction.exactly(filter.bt()[k][l]);
            sum = sum.plus(a.times(b).times(Fraction.nearest(filter.g()[k][j])));
          }
          assertThat(sum.isEqualTo(l == i + j ? 1 : 0)).as("i %d, j %d, l %d", i, j, l).isTrue();
        }
      }
    }
  }

  /** The triple that Winograd's and Lavin's F(2, 3) is known by, up to the scale of its rows. */
  @Test
  void isTheKnownOne() {
    MinimalFilter filter = MinimalFilter.of(2, 3);
    assertThat(filter.at()).isEqualTo(new double[][] {{1, 1, 1, 0}, {0, 1, -1, 1}});
    assertThat(filter.g()[1]).containsExactly(new double[] {0.5, 0.5, 0.5}, within(0.0));
    assertThat(filter.g()[2]).containsExactly(new double[] {0.5, -0.5, 0.5}, within(0.0));
    assertThat(filter.bt()[1]).containsExactly(0, 1, 1, 0);
    assertThat(filter.bt()[3]).containsExactly(0, -1, 0, 1);
  }

  @Test
  void namesTheMostInputsOfATile() {
    assertThatThrownBy(() -> MinimalFilter.of(6, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at most 6 inputs of a tile, found 7");
  }

  /** A fraction of integers. */
  private record Fraction(BigInteger numerator, BigInteger denominator) {
    static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

    /** The value of a double, every bit of it. */
    static Fraction exactly(double value) {
      BigDecimal decimal = new BigDecimal(value);
      return new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    /** The simplest fraction that rounds to a double. */
    static Fraction nearest(double value) {
      for (long denominator = 1; denominator < 100_000; denominator++) {
        long numerator = Math.round(value * denominator);
        if ((double) numerator / denominator == value) {
          return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
        }
      }
      throw new AssertionError("no fraction is " + value);
    }

    Fraction plus(Fraction other) {
      return new Fraction(
          numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
          denominator.multiply(other.denominator));
    }

    Fraction times(Fraction other) {
      return new Fraction(
          numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    boolean isEqualTo(long value) {
      return numerator.equals(denominator.multiply(BigInteger.valueOf(value)));
    }
  }
}
