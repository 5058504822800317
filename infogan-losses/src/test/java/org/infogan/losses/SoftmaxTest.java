package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.TestArrays.row;
import static org.infogan.losses.Tolerances.CLOSED_FORM;

import org.junit.jupiter.api.Test;

class SoftmaxTest {

  /** Logits ln 1, ln 2 and ln 5, whatever is added to all of them. */
  @Test
  void isTheShareOfEachExponential() {
    for (double shift : row(0, -700, 700)) {
      double[] logits = row(shift, Math.log(2) + shift, Math.log(5) + shift);
      assertThat(Softmax.of(logits)).containsExactly(row(0.125, 0.25, 0.625), CLOSED_FORM);
    }
  }

  @Test
  void extremeLogitsGiveProbabilities() {
    assertThat(Softmax.of(row(1e308, -1e308))).containsExactly(1, 0);
    assertThat(Softmax.of(row(-1e308, -1e308))).containsExactly(0.5, 0.5);
    assertThat(Softmax.of(row(3))).containsExactly(1);
  }

  /** Where the probability e^-5000 is 0 in double, its logarithm is −5000. */
  @Test
  void theLogarithmSurvivesWhereTheProbabilityDoesNot() {
    double[] logarithm = new double[2];
    Softmax.logarithm(row(0, -5000), logarithm);
    assertThat(logarithm).containsExactly(0, -5000);
  }

  @Test
  void mayOverwriteItsLogits() {
    double[] values = row(0, Math.log(3));
    Softmax.of(values, values);
    assertThat(values).containsExactly(row(0.25, 0.75), CLOSED_FORM);
  }

  @Test
  void namesTheLength() {
    assertThatThrownBy(() -> Softmax.of(row(1, 2), row(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probabilities: expected length 2, found 1");
  }
}
