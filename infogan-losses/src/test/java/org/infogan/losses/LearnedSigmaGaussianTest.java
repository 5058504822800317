package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.losses.TestArrays.row;
import static org.infogan.losses.Tolerances.CLOSED_FORM;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnedSigmaGaussianTest extends PosteriorLossContract {
  private static final double HALF_LN_TWO_PI = 0.9189385332046727;

  @Override
  PosteriorLoss likelihood() {
    return GaussianNegativeLogLikelihood.learned();
  }

  @Override
  double[] randomCode(Random random) {
    return row(2 * random.nextDouble() - 1);
  }

  @Override
  double totalProbability(double[] parameters) {
    return GaussianIntegral.of(likelihood(), parameters, Math.exp(parameters[1]));
  }

  @Test
  void agreesWithTheFixedSigma() {
    Result learned = Result.ofSample(likelihood(), row(0.3, Math.log(0.7)), -0.2);
    Result fixed = Result.ofSample(GaussianNegativeLogLikelihood.fixed(0.7), row(0.3), -0.2);
    assertThat(learned.value()).isCloseTo(fixed.value(), CLOSED_FORM);
    assertThat(learned.gradient()[0]).isCloseTo(fixed.gradient()[0], CLOSED_FORM);
  }

  @Test
  void sigmaIsBestWhenItIsTheError() {
    Result sample = Result.ofSample(likelihood(), row(0.25, Math.log(0.5)), 0.75);
    assertThat(sample.gradient()[1]).isCloseTo(0, CLOSED_FORM);
  }

  @Test
  void belowTheFloorSigmaStandsStillAndTheMeanDoesNot() {
    Result sample = Result.ofSample(likelihood(), row(Math.exp(-5), -1e4), 0);
    assertThat(sample.value()).isCloseTo(HALF_LN_TWO_PI - 5 + 0.5, CLOSED_FORM);
    assertThat(sample.gradient()).containsExactly(row(Math.exp(5), 0), CLOSED_FORM);
  }

  @Test
  void aboveTheCeilingSigmaStandsStillAndTheMeanDoesNot() {
    Result sample = Result.ofSample(likelihood(), row(2 * Math.exp(5), 1e4), 0);
    assertThat(sample.value()).isCloseTo(HALF_LN_TWO_PI + 5 + 2, CLOSED_FORM);
    assertThat(sample.gradient()).containsExactly(row(2 * Math.exp(-5), 0), CLOSED_FORM);
  }

  /** An error of 1 is 148 floors: the slope 1 − e¹⁰ of the floor leads back into the range. */
  @Test
  void belowTheFloorALargeErrorPullsSigmaBack() {
    Result below = Result.ofSample(likelihood(), row(1, -8), 0);
    assertThat(below.gradient()[1] / Math.expm1(10)).isCloseTo(-1, CLOSED_FORM);
    Result onIt = Result.ofSample(likelihood(), row(1, -5), 0);
    assertThat(below.value()).isEqualTo(onIt.value());
    assertThat(below.gradient()).containsExactly(onIt.gradient());
  }

  @Test
  void aboveTheCeilingASmallErrorPullsSigmaBack() {
    Result sample = Result.ofSample(likelihood(), row(0, 9), Math.exp(5) / 2);
    assertThat(sample.gradient()[1]).isCloseTo(0.75, CLOSED_FORM);
  }

  /** Gradient descent with a constant error of ½ ends at σ = ½, wherever it starts. */
  @Test
  void sigmaFindsTheErrorFromAnywhere() {
    for (double start : row(-50, -5.001, 0, 5.001, 50)) {
      double logSigma = start;
      for (int i = 0; i < 20_000; i++) {
        double slope = Result.ofSample(likelihood(), row(0.5, logSigma), 0).gradient()[1];
        logSigma -= 0.01 * Math.signum(slope) * Math.min(1, Math.abs(slope));
      }
      assertThat(Math.exp(logSigma)).isCloseTo(0.5, CLOSED_FORM);
    }
  }

  @Test
  void theRangeIncludesItsEnds() {
    assertThat(Result.ofSample(likelihood(), row(0, -5), 0).gradient()[1]).isEqualTo(1);
    assertThat(Result.ofSample(likelihood(), row(0, 5), 0).gradient()[1]).isEqualTo(1);
  }

  /** The largest gradient that the floor allows is within FLOAT, whose largest value is 3e38. */
  @Test
  void extremeMeansStayFiniteInFloat() {
    Result sample = Result.ofSample(likelihood(), row(1e4, -1e4), -1);
    assertThat(sample.value()).isBetween(1e12, 2e12);
    assertThat(sample.gradient()[0]).isBetween(2e8, 3e8);
  }
}
