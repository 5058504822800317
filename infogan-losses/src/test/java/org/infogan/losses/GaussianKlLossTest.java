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

  /** −ln N(c; c, σ²) is ½ ln(2πσ²), and nothing is added when the widths agree. */
  @Test
  void thePerfectPosteriorHasTheDensitysPeak() {
    Result perfect = Result.ofSample(TERM, row(0.3, Math.log(SIGMA)), 0.3);
    assertThat(perfect.value()).isCloseTo(0.5 * Math.log(2 * Math.PI * SIGMA * SIGMA), CLOSED_FORM);
    assertThat(perfect.gradient()).containsExactly(row(0, 0), CLOSED_FORM);
  }

  /** H(c) less that is ½ ln(2πeσ²) − ½ ln(2πσ²). */
  @Test
  void theBoundOfAGaussianCodeTopsOutAtHalfANat() {
    Result perfect = Result.ofSample(TERM, row(0.3, Math.log(SIGMA)), 0.3);
    assertThat(PriorEntropy.gaussian(SIGMA) - perfect.value()).isCloseTo(0.5, CLOSED_FORM);
  }

  /** r = 2: ½·3 − ln 2 for the widths, ½·(1.4/0.7)² for the means; slopes 1.4/0.49 and 3. */
  @Test
  void aWidePosteriorFarFromTheCode() {
    Result sample = Result.ofSample(TERM, row(1.6, Math.log(2 * SIGMA)), 0.2);
    double peak = 0.5 * Math.log(2 * Math.PI * SIGMA * SIGMA);
    assertThat(sample.value()).isCloseTo(peak + 1.5 - Math.log(2) + 2, CLOSED_FORM);
    assertThat(sample.gradient()).containsExactly(row(1.4 / 0.49, 3), CLOSED_FORM);
  }

  /** So that H(c) less the value is still a lower bound of the information. */
  @Test
  void isNeverBelowTheNegativeLogLikelihoodOfItsMean() {
    PosteriorLoss fixed = GaussianNegativeLogLikelihood.fixed(SIGMA);
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double mu = random.nextGaussian();
      double code = random.nextGaussian();
      double value = Result.ofSample(TERM, row(mu, 2 * random.nextGaussian()), code).value();
      Result bound = Result.ofSample(fixed, row(mu), code);
      assertThat(value).isGreaterThan(bound.value() - 1e-12);
    }
  }

  /** The divergence from the code, not from a constant prior: the code moves the gradient. */
  @Test
  void theMeanIsDrawnToTheCodeWhateverTheWidth() {
    for (double logSigma : row(-3, 0, 2)) {
      for (double code : row(-1, 0.25, 2)) {
        double slope = Result.ofSample(TERM, row(0.25, logSigma), code).gradient()[0];
        assertThat(slope).isCloseTo((0.25 - code) / (SIGMA * SIGMA), CLOSED_FORM);
      }
    }
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
