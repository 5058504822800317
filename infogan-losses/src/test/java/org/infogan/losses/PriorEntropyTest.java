package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.Tolerances.CLOSED_FORM;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PriorEntropyTest {

  @Test
  void ofTenCategories() {
    assertThat(PriorEntropy.categorical(10)).isCloseTo(2.302585092994046, CLOSED_FORM);
  }

  /** −Σ p ln p, computed by Python. */
  @Test
  void ofUnequalCategories() {
    assertThat(PriorEntropy.categorical(new double[] {0.2, 0.3, 0.5}))
        .isCloseTo(1.029653014064574, CLOSED_FORM);
    assertThat(PriorEntropy.categorical(new double[] {0.25, 0.25, 0.25, 0.25}))
        .isCloseTo(PriorEntropy.categorical(4), CLOSED_FORM);
    assertThat(PriorEntropy.categorical(new double[] {0, 1})).isZero();
  }

  @Test
  void ofIntervals() {
    assertThat(PriorEntropy.uniform(-1, 1)).isCloseTo(0.6931471805599453, CLOSED_FORM);
    assertThat(PriorEntropy.uniform(2, 3)).isZero();
    assertThat(PriorEntropy.uniform(0, 0.5)).isNegative();
  }

  @Test
  void ofGaussians() {
    assertThat(PriorEntropy.gaussian(1)).isCloseTo(1.4189385332046727, CLOSED_FORM);
    assertThat(PriorEntropy.gaussian(2) - PriorEntropy.gaussian(1))
        .isCloseTo(0.6931471805599453, CLOSED_FORM);
  }

  @Test
  void ofCoins() {
    assertThat(PriorEntropy.bernoulli(0.5)).isCloseTo(0.6931471805599453, CLOSED_FORM);
    assertThat(PriorEntropy.bernoulli(0.25)).isCloseTo(0.5623351446188083, CLOSED_FORM);
    assertThat(PriorEntropy.bernoulli(0.75)).isCloseTo(0.5623351446188083, CLOSED_FORM);
    assertThat(PriorEntropy.bernoulli(0)).isZero();
    assertThat(PriorEntropy.bernoulli(1)).isZero();
  }

  @Test
  void saysWhichArgumentIsOutOfRange() {
    assertMessage(() -> PriorEntropy.categorical(1), "categories: expected at least 2, found 1");
    assertMessage(
        () -> PriorEntropy.categorical(new double[] {1}),
        "probabilities: expected at least 2, found 1");
    assertMessage(
        () -> PriorEntropy.categorical(new double[] {0.5, 0.25}),
        "probabilities: expected a sum of 1, found 0.75");
    assertMessage(
        () -> PriorEntropy.categorical(new double[] {1.5, -0.5}),
        "p: expected a value in [0, 1], found 1.5");
    assertMessage(
        () -> PriorEntropy.uniform(1, 1), "high - low: expected a finite value > 0, found 0.0");
    assertMessage(
        () -> PriorEntropy.uniform(Double.NEGATIVE_INFINITY, 1),
        "high - low: expected a finite value > 0, found Infinity");
    assertMessage(() -> PriorEntropy.gaussian(0), "sigma: expected a finite value > 0, found 0.0");
    assertMessage(() -> PriorEntropy.bernoulli(1.5), "p: expected a value in [0, 1], found 1.5");
  }

  private static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
