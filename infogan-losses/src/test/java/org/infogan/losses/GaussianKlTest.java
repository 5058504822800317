package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.TestArrays.row;
import static org.infogan.losses.TestArrays.rows;
import static org.infogan.losses.Tolerances.CLOSED_FORM;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GaussianKlTest {
  private static final String[] NAMES = {
    "mu1", "logSigma1", "mu2", "logSigma2", "dmu1", "dlogSigma1"
  };

  private static final Loss LOSS =
      (in, out) -> GaussianKl.valueAndGradient(in[0], in[1], in[2], in[3], out[0], out[1]);

  private static final Loss OF_SECOND =
      (in, out) -> GaussianKl.valueAndGradientOfSecond(in[2], in[3], in[0], in[1], out[0], out[1]);

  @Test
  void equalGaussiansDoNotDiverge() {
    assertKl(0.3, 2, 0.3, 2, 0, 0, 0);
  }

  /** ln 2 + (1 + 9) / 8 - 1/2; the slopes are 3/4 and 1/4 - 1. */
  @Test
  void unitGaussianFromAWiderOneThreeAway() {
    assertKl(4, 1, 1, 2, Math.log(2) + 0.75, 0.75, -0.75);
  }

  /** -ln 2 + 4/2 - 1/2, and the slope 4 - 1. */
  @Test
  void widerGaussianFromAUnitOne() {
    assertKl(0, 2, 0, 1, 1.5 - Math.log(2), 0, 3);
  }

  /** ln 2 + (1 + 9) / 8 - 1/2; the slopes are -3/4 and 1 - 10/4. */
  @Test
  void slopesOfTheSecondGaussian() {
    INDArray[] in = {rows(row(1)), rows(row(Math.log(2))), rows(row(4)), rows(row(0))};
    INDArray[] out = {TestArrays.gradientFor(in[0]), TestArrays.gradientFor(in[1])};
    assertThat(OF_SECOND.valueAndGradient(in, out)).isCloseTo(Math.log(2) + 0.75, CLOSED_FORM);
    assertThat(out[0].getDouble(0, 0)).isCloseTo(-0.75, CLOSED_FORM);
    assertThat(out[1].getDouble(0, 0)).isCloseTo(-1.5, CLOSED_FORM);
  }

  /** Two rows of divergence 1/2 in the first sample, none in the second. */
  @Test
  void sumsRowsAndAveragesTheBatch() {
    INDArray zeros = rows(row(0, 0), row(0, 0));
    INDArray[] in = {rows(row(1, 0), row(1, 0)), zeros, zeros, zeros};
    INDArray[] out = {TestArrays.gradientFor(zeros), TestArrays.gradientFor(zeros)};
    assertThat(LOSS.valueAndGradient(in, out)).isCloseTo(0.5, CLOSED_FORM);
    assertThat(out[0].toDoubleMatrix()).isDeepEqualTo(new double[][] {{0.5, 0}, {0.5, 0}});
  }

  /** exp(2 * 1e-12) - 1 as a plain difference would keep four digits. */
  @Test
  void nearlyEqualWidthsKeepTheSlopesDigits() {
    INDArray zero = rows(row(0));
    INDArray dlogSigma = TestArrays.gradientFor(zero);
    GaussianKl.valueAndGradient(
        zero, rows(row(1e-12)), zero, zero, TestArrays.gradientFor(zero), dlogSigma);
    assertThat(dlogSigma.getDouble(0, 0) / 2e-12).isCloseTo(1, Tolerances.QUOTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void gradientsAgreeWithCentralDifferencesInAnyLayout(int seed) {
    Random random = new Random(seed);
    INDArray[] inputs =
        IntStream.range(0, 4)
            .mapToObj(i -> TestArrays.normal(random, 2, 4, 0.7))
            .toArray(INDArray[]::new);
    for (Loss loss : List.of(LOSS, OF_SECOND)) {
      LossAssertions.assertGradients(loss, inputs, 2);
      LossAssertions.assertAnyLayout(loss, inputs, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void namesTheArgumentOfTheWrongShape(int wrong) {
    INDArray[] arrays =
        IntStream.range(0, 6)
            .mapToObj(i -> i == wrong ? Nd4j.zeros(2, 5) : Nd4j.zeros(2, 4))
            .toArray(INDArray[]::new);
    assertThatThrownBy(
            () ->
                GaussianKl.valueAndGradient(
                    arrays[0], arrays[1], arrays[2], arrays[3], arrays[4], arrays[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(NAMES[wrong] + ": expected shape [2, 4], found [2, 5]");
  }

  private static void assertKl(
      double mu1,
      double sigma1,
      double mu2,
      double sigma2,
      double value,
      double dmu1,
      double dlogSigma1) {
    INDArray[] in = {
      rows(row(mu1)), rows(row(Math.log(sigma1))), rows(row(mu2)), rows(row(Math.log(sigma2)))
    };
    INDArray[] out = {TestArrays.gradientFor(in[0]), TestArrays.gradientFor(in[1])};
    assertThat(LOSS.valueAndGradient(in, out)).isCloseTo(value, CLOSED_FORM);
    assertThat(out[0].getDouble(0, 0)).isCloseTo(dmu1, CLOSED_FORM);
    assertThat(out[1].getDouble(0, 0)).isCloseTo(dlogSigma1, CLOSED_FORM);
  }
}
