package org.infogan.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Convolutions whose columns are laid out block by block do what they do in one piece. */
class BlocksTest {

  private static final int BATCH = 3;
  private static final Gather.BlockSize WHOLE = new Gather.BlockSize(1 << 26, 1);

  static Stream<Arguments> cases() {
    return Stream.of(DataType.FLOAT, DataType.DOUBLE)
        .flatMap(
            type ->
                Stream.of(
                    Arguments.of(type, new Conv2d(2, 7, 1, Padding.SAME), Shape.of(5, 7, 7)),
                    Arguments.of(type, new Conv2d(2, 7, 1, Padding.SAME), Shape.of(2, 7, 6)),
                    Arguments.of(type, new Conv2d(6, 4, 2, Padding.of(1)), Shape.of(5, 10, 8)),
                    Arguments.of(type, new Conv2d(6, 4, 2, Padding.of(1)), Shape.of(5, 4, 4)),
                    Arguments.of(type, new Conv2d(3, 2, 3, Padding.of(1)), Shape.of(6, 9, 9))));
  }

  @ParameterizedTest(name = "{0} {1} on {2}")
  @MethodSource("cases")
  void blocksGiveTheSameNumbers(DataType type, Conv2d layer, Shape input) {
    ConvGeometry g =
        ConvGeometry.of(input, layer.filters(), layer.kernel(), layer.stride(), layer.padding());
    int perRow = input.get(0) * layer.kernel() * layer.kernel() * g.outWidth() * BATCH;
    Results whole = results(type, layer, input, g, WHOLE);
    for (int mostValues : new int[] {1, perRow / 2, perRow, 2 * perRow + 1}) {
      Results inBlocks = results(type, layer, input, g, new Gather.BlockSize(mostValues, 1));
      assertClose("y", inBlocks.y, whole.y);
      assertClose("dweight", inBlocks.dweight, whole.dweight);
      assertClose("dx", inBlocks.dx, whole.dx);
    }
  }

  private record Results(INDArray y, INDArray dweight, INDArray dx) {}

  private static Results results(
      DataType type, Conv2d layer, Shape input, ConvGeometry g, Gather.BlockSize size) {
    INDArray x = TestArrays.random(1, type, input.withBatch(BATCH));
    try (Sequential network = new Sequential(input, List.of(layer), type)) {
      INDArray flat = network.parameters().flat();
      flat.assign(TestArrays.random(2, type, flat.length()));
      INDArray dy = TestArrays.random(3, type, network.outputShape().withBatch(BATCH));
      NamedTensors gradients = network.parameters().zerosLike();
      PassContext context = new PassContext(network, BATCH, gradients).nested("0", input);
      Correlation correlation = new Correlation(g, context, size);
      AdjointCorrelation adjoint = new AdjointCorrelation(g, context, size);
      INDArray y = Nd4j.create(type, dy.shape());
      INDArray dx = Nd4j.create(type, x.shape());
      // Twice, since the second run finds buffers that are no longer zero.
      for (int run = 0; run < 2; run++) {
        gradients.flat().assign(0);
        correlation.take(x);
        correlation.product(y);
        correlation.accumulateWeightGradient(dy);
        adjoint.apply(dy, dx);
      }
      return new Results(y, gradients.get("0.weight").dup(), dx);
    }
  }

  private static void assertClose(String what, INDArray found, INDArray expected) {
    double tolerance = expected.dataType() == DataType.FLOAT ? 1e-5 : 1e-13;
    assertThat(found.distance2(expected) / expected.norm2Number().doubleValue())
        .as(what)
        .isLessThan(tolerance);
  }
}
