package org.infogan.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.infogan.backend.TestArrays;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Padding;
import org.infogan.nn.PassContext;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.conv.Convolution.Kind;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.winograd.WinogradConvolution;
import org.infogan.nn.winograd.WinogradPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The three products of a convolution against their definition, however the map is laid out. */
class ConvolutionTest {

  private static final int BATCH = 3;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      cases.add(Arguments.of(type, new Conv2d(6, 4, 2, Padding.of(1)), Shape.of(5, 10, 8)));
      cases.add(Arguments.of(type, new Conv2d(6, 4, 2, Padding.of(1)), Shape.of(5, 4, 4)));
      cases.add(Arguments.of(type, new Conv2d(3, 3, 2, Padding.of(1)), Shape.of(2, 7, 9)));
      cases.add(Arguments.of(type, new Conv2d(4, 3, 2, Padding.SAME), Shape.of(3, 8, 7)));
      cases.add(Arguments.of(type, new Conv2d(2, 7, 1, Padding.SAME), Shape.of(5, 7, 6)));
      cases.add(Arguments.of(type, new Conv2d(2, 9, 1, Padding.SAME), Shape.of(2, 3, 4)));
      cases.add(Arguments.of(type, new Conv2d(7, 4, 1, Padding.of(0)), Shape.of(5, 4, 4)));
      cases.add(Arguments.of(type, new Conv2d(2, 5, 3, Padding.of(2)), Shape.of(4, 8, 11)));
      cases.add(Arguments.of(type, new Conv2d(3, 2, 3, Padding.of(1)), Shape.of(6, 9, 9)));
      cases.add(Arguments.of(type, new Conv2d(3, 1, 2, Padding.of(2)), Shape.of(2, 5, 5)));
      cases.add(Arguments.of(type, new Conv2d(3, 1, 1, Padding.of(0)), Shape.of(2, 5, 5)));
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0} {1} on {2}")
  @MethodSource("cases")
  void equalsItsDefinition(DataType type, Conv2d layer, Shape input) {
    ConvGeometry g =
        ConvGeometry.of(input, layer.filters(), layer.kernel(), layer.stride(), layer.padding());
    try (Sequential network = new Sequential(input, List.of(layer), type);
        NamedTensors gradients = network.parameters().zerosLike()) {
      network.parameters().flat().assign(random(2, type, network.parameters().length()));
      INDArray x = random(1, type, input.withBatch(BATCH));
      INDArray dy = random(3, type, network.outputShape().withBatch(BATCH));
      Results expected = definition(g, x, network.parameters().get("0.weight"), dy);
      PassContext context = new PassContext(network, BATCH, gradients).nested("0", input);
      for (ConvPlan plan : List.of(ConvPlan.byTap(g, BATCH), ConvPlan.byPhase(g, BATCH))) {
        for (int threads : new int[] {1, 2, 5, 1000}) {
          String how = " in " + plan.slots().size() + " slots on " + threads;
          for (Kind kind : Kind.values()) {
            Convolution direct = new DirectConvolution(plan, kind, context, threads);
            assertEqual(how, run(direct, kind, x, dy, gradients), expected);
          }
        }
      }
      Optional<WinogradPlan> plan = WinogradPlan.of(g, BATCH);
      assertThat(plan.isPresent())
          .isEqualTo(layer.kernel() > layer.stride() && layer.kernel() <= 4 * layer.stride());
      for (Kind kind : Kind.values()) {
        if (plan.isPresent()) {
          try (PassContext whole = new PassContext(network, BATCH, gradients)) {
            PassContext own = whole.nested("0", input);
            Convolution winograd = new WinogradConvolution(plan.get(), kind, own);
            assertEqual(" by " + plan.get(), run(winograd, kind, x, dy, gradients), expected);
          }
        }
      }
      context.close();
    }
  }

  private record Results(INDArray y, INDArray dweight, INDArray dx) {}

  private static void assertEqual(String how, Results found, Results expected) {
    assertClose("y" + how, found.y, expected.y);
    assertClose("dweight" + how, found.dweight, expected.dweight);
    assertClose("dx" + how, found.dx, expected.dx);
  }

  /** Twice, since the second run finds buffers that are no longer zero. */
  private static Results run(
      Convolution convolution, Kind kind, INDArray x, INDArray dy, NamedTensors gradients) {
    INDArray y = dy.dup('c');
    INDArray dx = x.dup('c');
    for (int run = 0; run < 2; run++) {
      gradients.flat().assign(0);
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
    }
    return new Results(y, gradients.get("0.weight").dup('c'), dx);
  }

  /** Loop by loop, in double. */
  private static Results definition(ConvGeometry g, INDArray x, INDArray weight, INDArray dy) {
    INDArray y = Nd4j.zeros(DataType.DOUBLE, dy.shape());
    INDArray dweight = Nd4j.zeros(DataType.DOUBLE, weight.shape());
    INDArray dx = Nd4j.zeros(DataType.DOUBLE, x.shape());
    for (int f = 0; f < g.filters(); f++) {
      for (int c = 0; c < g.channels(); c++) {
        for (int u = 0; u < g.kernel(); u++) {
          for (int v = 0; v < g.kernel(); v++) {
            for (int i = 0; i < g.outHeight(); i++) {
              for (int j = 0; j < g.outWidth(); j++) {
                int h = i * g.stride() - g.padTop() + u;
                int w = j * g.stride() - g.padLeft() + v;
                for (int b = 0; isIn(h, g.height()) && isIn(w, g.width()) && b < BATCH; b++) {
                  add(y, weight.getDouble(f, c, u, v) * x.getDouble(c, h, w, b), f, i, j, b);
                  add(dweight, dy.getDouble(f, i, j, b) * x.getDouble(c, h, w, b), f, c, u, v);
                  add(dx, weight.getDouble(f, c, u, v) * dy.getDouble(f, i, j, b), c, h, w, b);
                }
              }
            }
          }
        }
      }
    }
    return new Results(y, dweight, dx);
  }

  private static boolean isIn(int pixel, int extent) {
    return pixel >= 0 && pixel < extent;
  }

  private static void add(INDArray sums, double value, int... index) {
    long[] place = {index[0], index[1], index[2], index[3]};
    sums.putScalar(place, sums.getDouble(index) + value);
  }

  private static INDArray random(int seed, DataType type, long... shape) {
    return TestArrays.random(seed, type, shape);
  }

  private static void assertClose(String what, INDArray found, INDArray expected) {
    double tolerance = found.dataType() == DataType.FLOAT ? 5e-6 : 1e-12;
    INDArray difference = found.castTo(DataType.DOUBLE).sub(expected);
    assertThat(difference.norm2Number().doubleValue() / expected.norm2Number().doubleValue())
        .as(what)
        .isLessThan(tolerance);
  }
}
