package org.infogan.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.infogan.backend.TestArrays;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PartialTanhTest {

  private static final Offset<Double> ULPS = Offset.offset(1e-15);

  @Test
  void onlyTheRowsNamedAreBounded() {
    INDArray x = TestArrays.batchLast(new double[] {-3, 2, 0.5, 4}, DataType.DOUBLE, 1, 4);
    try (Sequential network =
            new Sequential(Shape.of(4), List.of(new PartialTanh(1, 2)), DataType.DOUBLE);
        Pass pass = network.newPass(1)) {
      double[] y = TestArrays.values(pass.forward(x, Mode.INFERENCE, new SplittableRandom(1)));
      assertThat(y).containsExactly(new double[] {-3, Math.tanh(2), Math.tanh(0.5), 4}, ULPS);
    }
  }

  @Test
  void rowsThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> new PartialTanh(-1, 2))
        .hasMessage("tanh_rows: first: expected at least 0, found -1");
    assertThatThrownBy(() -> new PartialTanh(0, 0))
        .hasMessage("tanh_rows: count: expected at least 1, found 0");
    assertThatThrownBy(() -> new PartialTanh(3, 2).outputShape(Shape.of(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tanh_rows: expected an input of at least 5 values, found 4");
    assertThatThrownBy(() -> new PartialTanh(0, 1).outputShape(Shape.of(4, 1, 1)))
        .hasMessageStartingWith("tanh_rows: expected an input of shape [F]");
  }
}
