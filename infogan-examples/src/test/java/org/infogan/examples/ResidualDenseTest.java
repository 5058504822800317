package org.infogan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ResidualDenseTest {

  private static final double EPS = 1e-6;
  private static final int UNITS = 4;
  private static final int BATCH = 3;

  /** Σ dy·y changes with x and with the parameters as backward says: central differences. */
  @Test
  void gradientsAgreeWithDifferences() {
    SplittableRandom random = new SplittableRandom(5);
    List<ResidualDense> layers = List.of(new ResidualDense(UNITS), new ResidualDense(UNITS));
    try (Sequential network = new Sequential(Shape.of(UNITS), layers, DataType.DOUBLE)) {
      network.initialize(0.7, random);
      NamedTensors gradients = network.parameters().zerosLike();
      try (gradients;
          Pass pass = network.newPass(BATCH, gradients)) {
        INDArray x = draw(random);
        INDArray dy = draw(random);
        pass.forward(x, Mode.TRAINING, random);
        INDArray dx = pass.backward(dy, WithRespectTo.BOTH).dup();
        assertGradient(pass, x, dy, x.reshape(UNITS * BATCH), dx.reshape(UNITS * BATCH));
        assertGradient(pass, x, dy, network.parameters().flat(), gradients.flat());
        assertThat(pass.backward(dy, WithRespectTo.PARAMETERS)).isNull();
      }
    }
  }

  private static void assertGradient(
      Pass pass, INDArray x, INDArray dy, INDArray varied, INDArray gradient) {
    for (int i = 0; i < varied.length(); i++) {
      double value = varied.getDouble(i);
      varied.putScalar(i, value + EPS);
      double above = loss(pass, x, dy);
      varied.putScalar(i, value - EPS);
      double below = loss(pass, x, dy);
      varied.putScalar(i, value);
      assertThat(gradient.getDouble(i)).isCloseTo((above - below) / (2 * EPS), within(1e-6));
    }
  }

  private static double loss(Pass pass, INDArray x, INDArray dy) {
    INDArray y = pass.forward(x, Mode.TRAINING, new SplittableRandom(0));
    return y.mul(dy).sumNumber().doubleValue();
  }

  private static INDArray draw(SplittableRandom random) {
    INDArray array = Nd4j.create(DataType.DOUBLE, UNITS, BATCH);
    for (int i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
    return array;
  }

  @Test
  void refusesAnotherWidth() {
    assertThatThrownBy(() -> new ResidualDense(4).outputShape(Shape.of(5)))
        .hasMessage("residual dense: expected input shape [4], found [5]");
  }
}
