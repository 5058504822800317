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
import org.nd4j.linalg.factory.Nd4j;

class MeanSquaredErrorTest {
  private static final Loss LOSS =
      (in, out) -> MeanSquaredError.valueAndGradient(in[0], in[1], out[0]);

  /** Squares 1, 4, 9 and 16 of two rows, over a batch of two. */
  @Test
  void sumsRowsAndAveragesTheBatch() {
    INDArray gradient = TestArrays.gradientFor(Nd4j.zeros(2, 2));
    double value =
        MeanSquaredError.valueAndGradient(
            rows(row(1, 5), row(3, 5)), rows(row(0, 3), row(6, 1)), gradient);
    assertThat(value).isEqualTo(15);
    assertThat(gradient.toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {-3, 4}});
  }

  @Test
  void relatesToTheFixedSigmaLikelihoodAsDocumented() {
    INDArray prediction = TestArrays.normal(new Random(3), 1, 4, 1);
    INDArray target = TestArrays.normal(new Random(4), 1, 4, 1);
    INDArray dsquared = TestArrays.gradientFor(prediction);
    INDArray dgaussian = TestArrays.gradientFor(prediction);
    double sigma = Math.sqrt(0.5);
    double squared = MeanSquaredError.valueAndGradient(prediction, target, dsquared);
    double gaussian =
        GaussianNegativeLogLikelihood.fixed(sigma)
            .negativeLogLikelihood(prediction, target, dgaussian);
    assertThat(gaussian)
        .isCloseTo(squared + 0.5 * Math.log(2 * Math.PI) + Math.log(sigma), CLOSED_FORM);
    assertThat(dgaussian.toDoubleVector()).containsExactly(dsquared.toDoubleVector(), CLOSED_FORM);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void gradientsAgreeWithCentralDifferencesInAnyLayout(int seed) {
    Random random = new Random(seed);
    INDArray[] inputs = {TestArrays.normal(random, 3, 4, 1), TestArrays.normal(random, 3, 4, 1)};
    LossAssertions.assertGradients(LOSS, inputs, 1);
    LossAssertions.assertAnyLayout(LOSS, inputs, 1);
  }

  @Test
  void namesTheArgumentOfTheWrongShape() {
    INDArray right = Nd4j.zeros(2, 4);
    INDArray wrong = Nd4j.zeros(3, 4);
    assertThatThrownBy(() -> MeanSquaredError.valueAndGradient(Nd4j.zeros(2, 4, 1), right, right))
        .hasMessage("prediction: expected shape [R, B], found [2, 4, 1]");
    assertThatThrownBy(() -> MeanSquaredError.valueAndGradient(right, wrong, right))
        .hasMessage("target: expected shape [2, 4], found [3, 4]");
    assertThatThrownBy(() -> MeanSquaredError.valueAndGradient(right, right, wrong))
        .hasMessage("dprediction: expected shape [2, 4], found [3, 4]");
  }
}
