package org.infogan.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.infogan.backend.NativeRuntime;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Against PyTorch 1.13, {@code interpolate(x, size, mode="bilinear", align_corners=False)}, in both
 * ways of computing: FLOAT by Java loops, DOUBLE by operations of ND4J.
 */
class ResizeTest {

  private static final int BATCH = 3;
  private static final int CHANNELS = 2;

  /** x = 0², 1², … on a map of 3×2, enlarged to 5×3. */
  private static final double[] ENLARGED = {
    0, 0.5, 1, 1.6, 2.9, 4.2, 4, 6.5, 9, 11.2, 14.9, 18.6, 16, 20.5, 25
  };

  /** The gradient of its input where that of the output is 0, 1, … */
  private static final double[] GRADIENT = {3.5, 6.7, 17.1, 20.7, 26.9, 30.1};

  /** x = 0², 1², … on a map of 5×4, made smaller: 2×3. */
  private static final double[] SHRUNK = {
    13.166666666666666, 23.5, 37.166666666666664, 176.5, 213.5, 253.83333333333334
  };

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void enlargesAsPyTorch(DataType type) {
    Shape input = Shape.of(CHANNELS, 3, 2);
    try (Sequential network = new Sequential(input, List.of(new Resize(5, 3)), type);
        NamedTensors gradients = network.parameters().zerosLike();
        Pass pass = network.newPass(BATCH, gradients)) {
      for (int repeat = 0; repeat < 2; repeat++) {
        INDArray y = pass.forward(squares(type, input), Mode.TRAINING, new SplittableRandom(1));
        assertEachExample(y, ENLARGED);
        INDArray dx = pass.backward(numbers(type, network.outputShape()), WithRespectTo.INPUT);
        assertEachExample(dx, GRADIENT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void shrinksAsPyTorch(DataType type) {
    Shape input = Shape.of(CHANNELS, 5, 4);
    try (Sequential network = new Sequential(input, List.of(new Resize(2, 3)), type);
        Pass pass = network.newPass(BATCH)) {
      INDArray y = pass.forward(squares(type, input), Mode.INFERENCE, new SplittableRandom(1));
      assertEachExample(y, SHRUNK);
    }
  }

  /** Channel c and example b have the golden values times (1 + c)·(1 + b). */
  private static void assertEachExample(INDArray maps, double[] golden) {
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < golden.length; i++) {
        for (int b = 0; b < BATCH; b++) {
          double expected = golden[i] * (1 + c) * (1 + b);
          double found = maps.getDouble(((long) c * golden.length + i) * BATCH + b);
          assertThat(found)
              .as("channel %s, pixel %s, example %s", c, i, b)
              .isCloseTo(expected, within(1e-6 * (1 + expected)));
        }
      }
    }
  }

  private static INDArray squares(DataType type, Shape shape) {
    INDArray numbers = numbers(type, shape);
    int pixels = shape.get(1) * shape.get(2);
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < pixels; i++) {
        for (int b = 0; b < BATCH; b++) {
          numbers.putScalar(((long) c * pixels + i) * BATCH + b, i * i * (1.0 + c) * (1 + b));
        }
      }
    }
    return numbers;
  }

  private static INDArray numbers(DataType type, Shape shape) {
    NativeRuntime.prepare();
    int pixels = shape.get(1) * shape.get(2);
    INDArray numbers = Nd4j.create(type, shape.withBatch(BATCH));
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < pixels; i++) {
        for (int b = 0; b < BATCH; b++) {
          numbers.putScalar(((long) c * pixels + i) * BATCH + b, i * (1.0 + c) * (1 + b));
        }
      }
    }
    return numbers;
  }
}
