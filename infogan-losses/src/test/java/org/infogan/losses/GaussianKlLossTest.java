package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.TestArrays.row;
import static org.infogan.losses.TestArrays.rows;
import static org.infogan.losses.Tolerances.CLOSED_FORM;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class GaussianKlLossTest {
  private static final double SIGMA = 0.7;
  private static final PosteriorLoss TERM = GaussianKlLoss.ofWidth(SIGMA);

  private static final Loss LOSS = (in, out) -> TERM.negativeLogLikelihood(in[0], in[1], out[0]);

  /** Nothing diverges: what is left is the entropy ½ ln(2πeσ²) of the blurred code. */
  @Test
  void thePerfectPosteriorHasTheEntropyOfTheTarget() {
    Result perfect = Result.ofSample(TERM, row(0.3, Math.log(SIGMA)), 0.3);
    double entropy = 0.5 * Math.log(2 * Math.PI * Math.E * SIGMA * SIGMA);
    assertThat(perfect.value()).isCloseTo(entropy, CLOSED_FORM);
    assertThat(perfect.gradient()).containsExactly(row(0, 0), CLOSED_FORM);
  }

  @Test
  void theBoundOfAGaussianCodeIsAtMostZero() {
    Result perfect = Result.ofSample(TERM, row(0.3, Math.log(SIGMA)), 0.3);
    assertThat(PriorEntropy.gaussian(SIGMA) - perfect.value()).isCloseTo(0, CLOSED_FORM);
  }

  /** s = ln 1.4: ln 2 + (0.49 + 1.96) / (2 · 1.96) − ½; slopes 1.4 / 1.96 and 1 − 2.45 / 1.96. */
  @Test
  void aWidePosteriorFarFromTheCode() {
    Result sample = Result.ofSample(TERM, row(1.6, Math.log(2 * SIGMA)), 0.2);
    double entropy = 0.5 * Math.log(2 * Math.PI * Math.E * SIGMA * SIGMA);
    assertThat(sample.value()).isCloseTo(entropy + Math.log(2) + 0.625 - 0.5, CLOSED_FORM);
    assertThat(sample.gradient()).containsExactly(row(1 / 1.4, -0.25), CLOSED_FORM);
  }

  /** So that H(c) less the value is still a lower bound of the information. */
  @Test
  void isNeverBelowTheNegativeLogLikelihoodOfTheCode() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double mu = random.nextGaussian();
      double code = random.nextGaussian();
      double logSigma = 2 * random.nextGaussian();
      double value = Result.ofSample(TERM, row(mu, logSigma), code).value();
      PosteriorLoss likelihood = GaussianNegativeLogLikelihood.fixed(Math.exp(logSigma));
      assertThat(value).isGreaterThan(Result.ofSample(likelihood, row(mu), code).value());
    }
  }

  /** The expectation of −ln Q(t) over t from N(c, σ²), by the trapezoidal rule. */
  @Test
  void isTheExpectedNegativeLogLikelihoodOfABlurredCode() {
    PosteriorLoss likelihood = GaussianNegativeLogLikelihood.fixed(0.4);
    double step = 1e-3;
    double sum = 0;
    for (double z = -12; z <= 12; z += step) {
      double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
      sum += step * density * Result.ofSample(likelihood, row(0.1), 0.8 + SIGMA * z).value();
    }
    assertThat(Result.ofSample(TERM, row(0.1, Math.log(0.4)), 0.8).value())
        .isCloseTo(sum, CLOSED_FORM);
  }

  /** The variance that fits best is that of the target plus the squared error. */
  @Test
  void sigmaIsBestWhereItCoversTargetAndError() {
    double best = 0.5 * Math.log(SIGMA * SIGMA + 0.25);
    Result sample = Result.ofSample(TERM, row(0.75, best), 0.25);
    assertThat(sample.gradient()[1]).isCloseTo(0, CLOSED_FORM);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void gradientsAgreeWithCentralDifferencesInAnyLayout(int seed) {
    Random random = new Random(seed);
    INDArray[] inputs = {TestArrays.normal(random, 2, 5, 0.7), TestArrays.normal(random, 1, 5, 1)};
    LossAssertions.assertGradients(LOSS, inputs, 1);
    LossAssertions.assertAnyLayout(LOSS, inputs, 1);
  }

  @Test
  void namesWhatIsWrong() {
    INDArray one = rows(row(1));
    assertThatThrownBy(() -> TERM.negativeLogLikelihood(one, one, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameters: expected shape [2, B], found [1, 1]");
    assertThatThrownBy(() -> TERM.negativeLogLikelihood(row(1), row(1), row(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("parameters: ");
    for (double sigma : row(0, -1, Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> GaussianKlLoss.ofWidth(sigma))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("sigma: ");
    }
  }
}
