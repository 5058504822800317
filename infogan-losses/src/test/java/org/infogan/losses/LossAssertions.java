package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What holds for every loss: right gradients, any layout and type, untouched inputs. */
final class LossAssertions {
  private LossAssertions() {}

  /** Compares every element of every gradient with central differences of the value. */
  static void assertGradients(Loss loss, INDArray[] inputs, int differentiable) {
    INDArray[] gradients = gradients(inputs, differentiable);
    INDArray[] unused = gradients(inputs, differentiable);
    loss.valueAndGradient(inputs, gradients);
    double worst = 0;
    String where = "";
    for (int i = 0; i < differentiable; i++) {
      for (int r = 0; r < inputs[i].size(0); r++) {
        for (int b = 0; b < inputs[i].size(1); b++) {
          double x = inputs[i].getDouble(r, b);
          inputs[i].putScalar(r, b, x + Tolerances.STEP);
          double above = loss.valueAndGradient(inputs, unused);
          inputs[i].putScalar(r, b, x - Tolerances.STEP);
          double below = loss.valueAndGradient(inputs, unused);
          inputs[i].putScalar(r, b, x);
          double numeric = (above - below) / (2 * Tolerances.STEP);
          double analytic = gradients[i].getDouble(r, b);
          double difference = relativeDifference(analytic, numeric);
          if (!(difference <= worst)) {
            worst = difference;
            where =
                "input %d [%d, %d]: analytic %s, numeric %s".formatted(i, r, b, analytic, numeric);
          }
        }
      }
    }
    assertThat(worst).as("largest relative difference, %s", where).isLessThan(Tolerances.GRADIENT);
  }

  private static double relativeDifference(double a, double b) {
    double size = Math.max(Tolerances.SMALL_DERIVATIVE, Math.max(Math.abs(a), Math.abs(b)));
    return Math.abs(a - b) / size;
  }

  /**
   * The same result from row slices and f-order arrays of both types; nothing written but the
   * gradients.
   */
  static void assertAnyLayout(Loss loss, INDArray[] inputs, int differentiable) {
    INDArray[] expected = gradients(inputs, differentiable);
    double value = loss.valueAndGradient(inputs, expected);
    for (DataType type : TestArrays.TYPES) {
      assertSlices(loss, inputs, type, value, expected);
      assertFOrder(loss, inputs, type, value, expected);
    }
  }

  private static void assertSlices(
      Loss loss, INDArray[] inputs, DataType type, double value, INDArray[] expected) {
    TestArrays.Slice[] in = slices(inputs, type);
    TestArrays.Slice[] out = slices(gradients(inputs, expected.length), type);
    double sliced = loss.valueAndGradient(views(in), views(out));
    assertThat(sliced).as("value from %s slices", type).isEqualTo(value);
    assertSame("gradient in a slice", expected, views(out), type);
    assertSame("input in a slice", inputs, views(in), DataType.DOUBLE);
    assertThat(in).as("rows around an input").allMatch(TestArrays.Slice::surroundingsUntouched);
    assertThat(out).as("rows around a gradient").allMatch(TestArrays.Slice::surroundingsUntouched);
  }

  private static void assertFOrder(
      Loss loss, INDArray[] inputs, DataType type, double value, INDArray[] expected) {
    INDArray[] in = fOrder(inputs, type);
    INDArray[] out = fOrder(gradients(inputs, expected.length), type);
    assertThat(loss.valueAndGradient(in, out)).as("value from %s f-order", type).isEqualTo(value);
    assertSame("gradient in f-order", expected, out, type);
    assertSame("input in f-order", inputs, in, DataType.DOUBLE);
  }

  private static void assertSame(
      String what, INDArray[] expected, INDArray[] found, DataType precision) {
    double rounding = precision == DataType.FLOAT ? Tolerances.FLOAT_ROUNDING : 0;
    for (int i = 0; i < expected.length; i++) {
      for (int r = 0; r < expected[i].size(0); r++) {
        for (int b = 0; b < expected[i].size(1); b++) {
          double value = expected[i].getDouble(r, b);
          assertThat(found[i].getDouble(r, b))
              .as("%s %d [%d, %d]", what, i, r, b)
              .isCloseTo(value, within(rounding * Math.abs(value)));
        }
      }
    }
  }

  private static INDArray[] gradients(INDArray[] inputs, int count) {
    return Arrays.stream(inputs).limit(count).map(TestArrays::gradientFor).toArray(INDArray[]::new);
  }

  private static TestArrays.Slice[] slices(INDArray[] arrays, DataType type) {
    return Arrays.stream(arrays)
        .map(array -> TestArrays.slice(array, type))
        .toArray(TestArrays.Slice[]::new);
  }

  private static INDArray[] views(TestArrays.Slice[] slices) {
    return Arrays.stream(slices).map(TestArrays.Slice::view).toArray(INDArray[]::new);
  }

  private static INDArray[] fOrder(INDArray[] arrays, DataType type) {
    return Arrays.stream(arrays)
        .map(array -> TestArrays.fOrder(array, type))
        .toArray(INDArray[]::new);
  }
}
