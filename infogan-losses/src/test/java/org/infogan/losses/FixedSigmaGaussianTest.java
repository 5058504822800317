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

class FixedSigmaGaussianTest extends PosteriorLossContract {
  private static final double SIGMA = 0.4;

  @Override
  PosteriorLoss likelihood() {
    return GaussianNegativeLogLikelihood.fixed(SIGMA);
  }

  @Override
  double[] randomCode(Random random) {
    return row(2 * random.nextDouble() - 1);
  }

  @Override
  double totalProbability(double[] parameters) {
    return GaussianIntegral.of(likelihood(), parameters, SIGMA);
  }

  /** The value in the tests of tf-gan's mutual_information_penalty. */
  @Test
  void agreesWithTfGan() {
    Result sample = Result.ofSample(GaussianNegativeLogLikelihood.fixed(1), row(0), 2);
    assertThat(sample.value()).isCloseTo(2.91894, QUOTED);
  }

  @Test
  void atTheMeanOnlyTheNormalisationRemains() {
    assertThat(Result.ofSample(GaussianNegativeLogLikelihood.fixed(1), row(3), 3).value())
        .isCloseTo(0.9189385332046727, CLOSED_FORM);
  }

  /** An error of two sigmas costs 2 nats; the slope is error / sigma² = 2 / sigma. */
  @Test
  void anErrorOfTwoSigmas() {
    Result sample = Result.ofSample(GaussianNegativeLogLikelihood.fixed(0.5), row(2), 1);
    assertThat(sample.value()).isCloseTo(0.9189385332046727 - Math.log(2) + 2, CLOSED_FORM);
    assertThat(sample.gradient()).containsExactly(row(4), CLOSED_FORM);
  }

  @Test
  void extremeMeansStayFiniteAndRight() {
    PosteriorLoss one = GaussianNegativeLogLikelihood.fixed(1);
    assertThat(Result.ofSample(one, row(-1e4), 0).value()).isEqualTo(5e7 + 0.9189385332046727);
    assertThat(Result.ofSample(one, row(-1e4), 0).gradient()).containsExactly(-1e4);
    assertThat(Result.ofSample(one, row(1e4), 0).gradient()).containsExactly(1e4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.POSITIVE_INFINITY, Double.NaN})
  void refusesASigmaThatIsNoWidth(double sigma) {
    assertThatThrownBy(() -> GaussianNegativeLogLikelihood.fixed(sigma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sigma: expected a finite value > 0, found " + sigma);
  }
}
