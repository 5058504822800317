package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.TestArrays.row;
import static org.infogan.losses.Tolerances.CLOSED_FORM;
import static org.infogan.losses.Tolerances.QUOTED;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoricalCrossEntropyTest extends PosteriorLossContract {
  private static final int K = 4;

  @Override
  PosteriorLoss likelihood() {
    return new CategoricalCrossEntropy(K);
  }

  /** A random distribution rather than one-hot, the harder case. */
  @Override
  double[] randomCode(Random random) {
    double[] code = new double[K];
    double rest = 1;
    for (int k = 0; k < K - 1; k++) {
      code[k] = rest * random.nextDouble();
      rest -= code[k];
    }
    code[K - 1] = rest;
    return code;
  }

  @Override
  double totalProbability(double[] logits) {
    double sum = 0;
    for (int k = 0; k < K; k++) {
      double[] oneHot = new double[K];
      oneHot[k] = 1;
      sum += Result.density(likelihood(), logits, oneHot);
    }
    return sum;
  }

  /** The value in the tests of tf-gan's mutual_information_penalty. */
  @Test
  void agreesWithTfGan() {
    Result sample = Result.ofSample(new CategoricalCrossEntropy(2), row(1, 2), 0, 1);
    assertThat(sample.value()).isCloseTo(0.31326, QUOTED);
  }

  @Test
  void equalLogitsCostLnK() {
    Result sample = Result.ofSample(likelihood(), row(7, 7, 7, 7), 0, 1, 0, 0);
    assertThat(sample.value()).isCloseTo(Math.log(4), CLOSED_FORM);
    assertThat(sample.gradient()).containsExactly(row(0.25, -0.75, 0.25, 0.25), CLOSED_FORM);
  }

  /** Odds 1:2:5 make probabilities 1/8, 2/8, 5/8. */
  @Test
  void aSoftTargetWeighsTheLogarithms() {
    double[] logits = row(0, Math.log(2), Math.log(5));
    Result sample = Result.ofSample(new CategoricalCrossEntropy(3), logits, 0.5, 0.5, 0);
    assertThat(sample.value()).isCloseTo(0.5 * Math.log(8) + 0.5 * Math.log(4), CLOSED_FORM);
    assertThat(sample.gradient()).containsExactly(row(-0.375, -0.25, 0.625), CLOSED_FORM);
  }

  @Test
  void extremeLogitsStayFiniteAndRight() {
    PosteriorLoss three = new CategoricalCrossEntropy(3);
    Result hit = Result.ofSample(three, row(1e4, -1e4, 0), 1, 0, 0);
    assertThat(hit.value()).isZero();
    assertThat(hit.gradient()).containsExactly(row(0, 0, 0), CLOSED_FORM);
    Result miss = Result.ofSample(three, row(1e4, -1e4, 0), 0, 1, 0);
    assertThat(miss.value()).isEqualTo(2e4);
    assertThat(miss.gradient()).containsExactly(row(1, -1, 0), CLOSED_FORM);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 2, Double.NaN})
  void refusesATargetThatIsNoProbability(double target) {
    assertThatThrownBy(() -> Result.ofSample(new CategoricalCrossEntropy(2), row(0, 0), 0, target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("code: expected a value in [0, 1], found " + target);
  }

  @Test
  void refusesASingleCategory() {
    assertThatThrownBy(() -> new CategoricalCrossEntropy(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("categories: expected at least 2, found 1");
  }
}
