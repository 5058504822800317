package org.infogan.eval.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PearsonCorrelationTest {

  @Test
  void isCountedByHand() {
    // Deviations −1, 0, 1 and −1, 1, 0: Σ xy = 1, Σ xx = Σ yy = 2.
    assertCorrelation(new double[] {1, 2, 3}, new double[] {1, 3, 2}, 0.5);
    assertCorrelation(new double[] {1, 2, 3}, new double[] {-7, -9, -11}, -1);
    // Anscombe's first quartet, r = 0.81642 to five places.
    assertThat(
            PearsonCorrelation.of(
                    new double[] {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
                    new double[] {
                      8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68
                    })
                .r())
        .isCloseTo(0.81642, within(5e-6));
  }

  @Test
  void aLargeOffsetDoesNoHarm() {
    assertCorrelation(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3}, new double[] {1, 3, 2}, 0.5);
  }

  @Test
  void leavesOutAndCountsWhatIsNotANumber() {
    double nan = Double.NaN;
    PearsonCorrelation found =
        PearsonCorrelation.of(new double[] {nan, 1, 2, 5, 3}, new double[] {9, 3, 2, nan, 1});
    assertThat(found.r()).isCloseTo(-1, within(1e-12));
    assertThat(found.strength()).isEqualTo(-found.r());
    assertThat(found.used()).isEqualTo(3);
    assertThat(found.skipped()).isEqualTo(2);
  }

  @Test
  void isNotANumberWhereNothingVaries() {
    assertThat(PearsonCorrelation.of(new double[] {1, 1}, new double[] {1, 2}).r()).isNaN();
    assertThat(PearsonCorrelation.of(new double[] {1}, new double[] {2}).r()).isNaN();
    assertThat(PearsonCorrelation.of(new double[0], new double[0]).r()).isNaN();
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> PearsonCorrelation.of(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("correlation: expected as many values y as x, found 3 and 2");
    assertThatThrownBy(
            () ->
                PearsonCorrelation.of(
                    new double[] {1, Double.POSITIVE_INFINITY}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("correlation: pair 1: expected finite values or NaN, found Infinity, 2.0");
  }

  private static void assertCorrelation(double[] x, double[] y, double r) {
    assertThat(PearsonCorrelation.of(x, y).r()).isCloseTo(r, within(1e-9));
  }
}
