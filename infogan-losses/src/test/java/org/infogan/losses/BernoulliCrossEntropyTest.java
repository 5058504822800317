package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.TestArrays.row;
import static org.infogan.losses.Tolerances.CLOSED_FORM;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BernoulliCrossEntropyTest extends PosteriorLossContract {

  @Override
  PosteriorLoss likelihood() {
    return new BernoulliCrossEntropy();
  }

  @Override
  double[] randomCode(Random random) {
    return row(random.nextDouble());
  }

  @Override
  double totalProbability(double[] logit) {
    return Result.density(likelihood(), logit, 0) + Result.density(likelihood(), logit, 1);
  }

  @Test
  void aLogitOfZeroCostsLn2() {
    for (double target : row(0, 0.3, 1)) {
      Result sample = Result.ofSample(likelihood(), row(0), target);
      assertThat(sample.value()).isCloseTo(0.6931471805599453, CLOSED_FORM);
      assertThat(sample.gradient()).containsExactly(row(0.5 - target), CLOSED_FORM);
    }
  }

  /** A code of two values is a categorical one with the logits 0 and x. */
  @Test
  void agreesWithTwoCategories() {
    Result bernoulli = Result.ofSample(likelihood(), row(1.7), 0.2);
    Result categorical = Result.ofSample(new CategoricalCrossEntropy(2), row(0, 1.7), 0.8, 0.2);
    assertThat(bernoulli.value()).isCloseTo(categorical.value(), CLOSED_FORM);
    assertThat(bernoulli.gradient()[0]).isCloseTo(categorical.gradient()[1], CLOSED_FORM);
  }

  @Test
  void extremeLogitsStayFiniteAndRight() {
    assertThat(Result.ofSample(likelihood(), row(1e4), 1).value()).isZero();
    assertThat(Result.ofSample(likelihood(), row(1e4), 0).value()).isEqualTo(1e4);
    assertThat(Result.ofSample(likelihood(), row(1e4), 0).gradient()).containsExactly(1);
    assertThat(Result.ofSample(likelihood(), row(-1e4), 1).value()).isEqualTo(1e4);
    assertThat(Result.ofSample(likelihood(), row(-1e4), 1).gradient()).containsExactly(-1);
    assertThat(Result.ofSample(likelihood(), row(-1e4), 0.25).value()).isEqualTo(2.5e3);
  }

  @Test
  void refusesACodeOfMinusOne() {
    assertThatThrownBy(() -> Result.ofSample(likelihood(), row(0), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("code: expected a value in [0, 1], found -1.0");
  }
}
