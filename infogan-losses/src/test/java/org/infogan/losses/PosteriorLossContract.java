package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.Tolerances.CLOSED_FORM;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What every {@link PosteriorLoss} keeps; an implementation's test class inherits it. */
abstract class PosteriorLossContract {
  private static final int BATCH = 5;

  /** The likelihood under test. */
  abstract PosteriorLoss likelihood();

  /** A value of the code, random within its domain. */
  abstract double[] randomCode(Random random);

  /** Sum or integral of exp(-NLL) over all values of the code. */
  abstract double totalProbability(double[] parameters);

  private final Loss loss = (in, out) -> likelihood().negativeLogLikelihood(in[0], in[1], out[0]);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void gradientsAgreeWithCentralDifferences(int seed) {
    LossAssertions.assertGradients(loss, randomInputs(seed), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anyLayoutGivesTheSame(int seed) {
    LossAssertions.assertAnyLayout(loss, randomInputs(seed), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void probabilitiesSumToOne(int seed) {
    INDArray parameters = randomInputs(seed)[0];
    assertThat(totalProbability(parameters.getColumn(0).toDoubleVector()))
        .isCloseTo(1, CLOSED_FORM);
  }

  @Test
  void theBatchIsTheMeanOfItsSamples() {
    INDArray[] inputs = randomInputs(6);
    INDArray gradient = TestArrays.gradientFor(inputs[0]);
    double value = likelihood().negativeLogLikelihood(inputs[0], inputs[1], gradient);
    double sum = 0;
    for (int b = 0; b < BATCH; b++) {
      double[] dparameters = new double[likelihood().parameterRows()];
      double[] parameters = inputs[0].getColumn(b).toDoubleVector();
      double[] code = inputs[1].getColumn(b).toDoubleVector();
      sum += likelihood().negativeLogLikelihood(parameters, code, dparameters);
      for (int r = 0; r < dparameters.length; r++) {
        assertThat(gradient.getDouble(r, b)).isCloseTo(dparameters[r] / BATCH, CLOSED_FORM);
      }
    }
    assertThat(value).isCloseTo(sum / BATCH, CLOSED_FORM);
  }

  @Test
  void namesTheArgumentOfTheWrongHeight() {
    int d = likelihood().parameterRows();
    int m = likelihood().codeRows();
    assertMessage(d + 1, m, d, BATCH, "parameters: expected shape [%d, B], found [%d, 5]", d);
    assertMessage(d, m + 1, d, BATCH, "code: expected shape [%d, 5], found [%d, 5]", m);
    assertMessage(d, m, d + 1, BATCH, "dparameters: expected shape [%d, 5], found [%d, 5]", d);
  }

  @Test
  void namesTheArgumentOfTheWrongBatch() {
    int d = likelihood().parameterRows();
    int m = likelihood().codeRows();
    assertThatThrownBy(
            () -> likelihood().negativeLogLikelihood(zeros(d, 5), zeros(m, 4), zeros(d, 5)))
        .hasMessage("code: expected shape [%d, 5], found [%d, 4]".formatted(m, m));
    assertThatThrownBy(
            () -> likelihood().negativeLogLikelihood(zeros(d, 5), zeros(m, 5), zeros(d, 6)))
        .hasMessage("dparameters: expected shape [%d, 5], found [%d, 6]".formatted(d, d));
  }

  @Test
  void namesTheSampleArrayOfTheWrongLength() {
    int d = likelihood().parameterRows();
    int m = likelihood().codeRows();
    assertSampleMessage(d + 1, m, d, "parameters: expected length %d, found %d", d);
    assertSampleMessage(d, m + 1, d, "code: expected length %d, found %d", m);
    assertSampleMessage(d, m, d + 1, "dparameters: expected length %d, found %d", d);
  }

  private void assertMessage(int p, int c, int dp, int batch, String message, int expected) {
    assertThatThrownBy(
            () ->
                likelihood()
                    .negativeLogLikelihood(zeros(p, batch), zeros(c, batch), zeros(dp, batch)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.formatted(expected, expected + 1));
  }

  private void assertSampleMessage(int p, int c, int dp, String message, int expected) {
    assertThatThrownBy(
            () -> likelihood().negativeLogLikelihood(new double[p], new double[c], new double[dp]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.formatted(expected, expected + 1));
  }

  private static INDArray zeros(int rows, int batch) {
    return Nd4j.zeros(DataType.FLOAT, rows, batch);
  }

  private INDArray[] randomInputs(int seed) {
    Random random = new Random(seed);
    INDArray code = TestArrays.filled(DataType.DOUBLE, likelihood().codeRows(), BATCH);
    for (int b = 0; b < BATCH; b++) {
      double[] column = randomCode(random);
      for (int r = 0; r < column.length; r++) {
        code.putScalar(r, b, (float) column[r]);
      }
    }
    return new INDArray[] {
      TestArrays.normal(random, likelihood().parameterRows(), BATCH, 1.5), code
    };
  }
}
