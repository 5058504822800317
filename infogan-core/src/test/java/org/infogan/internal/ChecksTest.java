package org.infogan.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChecksTest {

  @Test
  void saysWhatIsExpectedAndFound() {
    assertRefused(
        () -> Checks.require(false, "colour", "a primary one", "pink"),
        "colour: expected a primary one, found pink");
    assertRefused(
        () -> Checks.notNull("colour", "a primary one", null),
        "colour: expected a primary one, found none");
    assertRefused(() -> Checks.atLeast("size", 2, 1), "size: expected at least 2, found 1");
    assertRefused(
        () -> Checks.inRange("rate", 0, 1, Math.nextUp(1.0)),
        "rate: expected a number from 0.0 to 1.0, found 1.0000000000000002");
    assertRefused(
        () -> Checks.inRange("rate", 0, 1, Double.NaN),
        "rate: expected a number from 0.0 to 1.0, found NaN");
  }

  @Test
  void acceptsTheLimits() {
    assertThatCode(
            () -> {
              Checks.require(true, "colour", "a primary one", null);
              Checks.notNull("colour", "a primary one", "red");
              Checks.atLeast("size", 2, 2);
              Checks.inRange("rate", 0, 1, 0);
              Checks.inRange("rate", 0, 1, 1);
            })
        .doesNotThrowAnyException();
  }

  private static void assertRefused(ThrowingCallable check, String message) {
    assertThatThrownBy(check).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
