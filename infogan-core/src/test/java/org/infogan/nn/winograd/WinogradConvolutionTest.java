package org.infogan.nn.winograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.infogan.backend.TestArrays;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Padding;
import org.infogan.nn.PassContext;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.conv.ConvGeometry;
import org.infogan.nn.conv.Convolution;
import org.infogan.nn.conv.Convolution.Kind;
import org.infogan.nn.conv.DirectConvolution;
import org.infogan.nn.layers.Conv2d;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Winograd's convolution in the sizes for which it is chosen, against the direct products in double
 * precision, which {@code ConvolutionTest} compares with the definition.
 */
class WinogradConvolutionTest {

  static Stream<Arguments> convolutions() {
    return Stream.of(
        Arguments.of(new Conv2d(24, 4, 2, Padding.of(1)), Shape.of(64, 14, 14), 33, "F(4x4, 2x2)"),
        Arguments.of(new Conv2d(16, 4, 2, Padding.of(1)), Shape.of(16, 16, 8), 513, "F(4x4, 2x2)"),
        Arguments.of(new Conv2d(17, 4, 2, Padding.of(1)), Shape.of(16, 32, 20), 4, "F(4x5, 2x2)"),
        Arguments.of(new Conv2d(16, 4, 2, Padding.of(1)), Shape.of(16, 64, 64), 1, "F(4x4, 2x2)"),
        Arguments.of(new Conv2d(16, 4, 2, Padding.SAME), Shape.of(19, 13, 9), 40, "F(4x5, 2x2)"),
        Arguments.of(new Conv2d(16, 4, 2, Padding.of(0)), Shape.of(19, 13, 20), 40, "F(5x3, 2x2)"),
        Arguments.of(new Conv2d(32, 3, 1, Padding.SAME), Shape.of(20, 28, 9), 5, "F(4x3, 3x3)"),
        Arguments.of(new Conv2d(32, 3, 1, Padding.SAME), Shape.of(20, 14, 7), 20, "F(4x4, 3x3)"),
        Arguments.of(new Conv2d(16, 5, 2, Padding.SAME), Shape.of(48, 16, 16), 9, "F(4x4, 3x3)"),
        Arguments.of(new Conv2d(16, 4, 1, Padding.of(2)), Shape.of(16, 10, 9), 9, "F(3x3, 4x4)"));
  }

  @ParameterizedTest(name = "{0} on {1}, batch {2}")
  @MethodSource("convolutions")
  void isAsExactAsFloatsAllow(Conv2d layer, Shape input, int batch, String tiles) {
    ConvGeometry g =
        ConvGeometry.of(input, layer.filters(), layer.kernel(), layer.stride(), layer.padding());
    assertThat(WinogradPlan.thatPays(g, batch)).map(WinogradPlan::toString).contains(tiles);
    assertThat(layer.algorithm(input, batch)).isEqualTo(tiles);
    Results exact = run(DataType.DOUBLE, layer, g, input, batch, Kind.CONVOLUTION, false);
    for (Kind kind : Kind.values()) {
      assertClose(run(DataType.DOUBLE, layer, g, input, batch, kind, true), exact, 1e-12, 1e-10);
      assertClose(run(DataType.FLOAT, layer, g, input, batch, kind, true), exact, 5e-6, 1e-4);
    }
  }

  private record Results(INDArray y, INDArray dweight, INDArray dx) {}

  private static Results run(
      DataType type,
      Conv2d layer,
      ConvGeometry g,
      Shape input,
      int batch,
      Kind kind,
      boolean winograd) {
    try (Sequential network = new Sequential(input, List.of(layer), type);
        NamedTensors gradients = network.parameters().zerosLike();
        PassContext whole = new PassContext(network, batch, gradients)) {
      INDArray x = random(1, type, input.withBatch(batch));
      INDArray dy = random(3, type, network.outputShape().withBatch(batch));
      network.parameters().flat().assign(random(2, type, network.parameters().length()));
      INDArray y = dy.dup('c');
      INDArray dx = x.dup('c');
      PassContext context = whole.nested("0", input);
      Convolution convolution =
          winograd
              ? new WinogradConvolution(
                  WinogradPlan.thatPays(g, batch).orElseThrow(), kind, context)
              : new DirectConvolution(g, kind, context);
      if (kind == Kind.CONVOLUTION) {
        convolution.setInput(x);
        convolution.toOutput(y);
        convolution.setOutput(dy);
        convolution.accumulateWeightGradient();
        convolution.toInput(dx);
      } else {
        convolution.setOutput(dy);
        convolution.toInput(dx);
        convolution.setInput(x);
        convolution.accumulateWeightGradient();
        convolution.toOutput(y);
      }
      INDArray dweight = gradients.get("0.weight").dup('c');
      return new Results(
          y.castTo(DataType.DOUBLE), dweight.castTo(DataType.DOUBLE), dx.castTo(DataType.DOUBLE));
    }
  }

  /** The values of every type are the same, since they are rounded to floats. */
  private static INDArray random(int seed, DataType type, long... shape) {
    return TestArrays.random(seed, DataType.FLOAT, shape).castTo(type);
  }

  private static void assertClose(Results found, Results exact, double rms, double largest) {
    assertClose("y", found.y, exact.y, rms, largest);
    assertClose("dweight", found.dweight, exact.dweight, rms, largest);
    assertClose("dx", found.dx, exact.dx, rms, largest);
  }

  private static void assertClose(
      String what, INDArray found, INDArray exact, double rms, double largest) {
    INDArray difference = found.sub(exact);
    double scale = exact.norm2Number().doubleValue();
    assertThat(difference.norm2Number().doubleValue() / scale).as(what).isLessThan(rms);
    double rmsOfExact = scale / Math.sqrt((double) exact.length());
    assertThat(difference.amaxNumber().doubleValue() / rmsOfExact)
        .as("largest error of " + what)
        .isLessThan(largest);
  }

  @Test
  void staysDirectWhereItDoesNotPay() {
    assertThat(algorithm(new Conv2d(64, 4, 2, Padding.of(1)), Shape.of(3, 32, 32), 128))
        .as("few channels")
        .isEqualTo("direct");
    assertThat(algorithm(new Conv2d(128, 4, 2, Padding.of(1)), Shape.of(64, 4, 4), 128))
        .as("a map of 2x2, where padding leaves 9 of 16 taps")
        .isEqualTo("direct");
    assertThat(algorithm(new Conv2d(128, 4, 2, Padding.of(1)), Shape.of(64, 14, 14), 1))
        .as("a single image")
        .isEqualTo("direct");
    assertThat(algorithm(new Conv2d(128, 3, 2, Padding.of(1)), Shape.of(64, 28, 28), 64))
        .as("three taps in two phases, one of which multiplies zeros")
        .isEqualTo("direct");
    assertThat(algorithm(new Conv2d(128, 1, 1, Padding.of(0)), Shape.of(64, 14, 14), 128))
        .as("a single tap")
        .isEqualTo("direct");
  }

  private static String algorithm(Conv2d layer, Shape input, int batch) {
    return layer.algorithm(input, batch);
  }

  @Test
  void takesTheTilesWithTheFewestProducts() {
    assertThat(points(4)).isEqualTo(5);
    assertThat(points(7)).isEqualTo(10);
    assertThat(points(8)).isEqualTo(10);
    assertThat(points(14)).isEqualTo(18);
    assertThat(points(32)).isEqualTo(40);
  }

  /** For so many outputs of two taps. */
  private static int points(int outputs) {
    Optional<TiledAxis> axis = TiledAxis.of(4, 2, 1, 2 * outputs, outputs);
    return axis.orElseThrow().tiles() * axis.orElseThrow().filter().points();
  }
}
