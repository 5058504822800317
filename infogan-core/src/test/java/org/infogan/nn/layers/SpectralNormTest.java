package org.infogan.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.infogan.backend.HashNumbers;
import org.infogan.backend.OneNd4jThread;
import org.infogan.backend.TestArrays;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Padding;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Spectral norm against PyTorch, central differences and a singular value decomposition. */
@ExtendWith(OneNd4jThread.class)
class SpectralNormTest {

  private static final int BATCH = 6;
  private static final Shape VECTOR = Shape.of(9);
  private static final Shape IMAGE = Shape.of(2, 8, 6);

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of(new Dense(5), VECTOR),
        Arguments.of(new Dense(1), VECTOR),
        Arguments.of(new Dense(12), VECTOR),
        Arguments.of(new Conv2d(4, 4, 2, Padding.of(1)), IMAGE),
        Arguments.of(new Conv2d(7, 3, 1, Padding.SAME), Shape.of(6, 5, 4)));
  }

  static Stream<Arguments> golden() throws IOException {
    try (InputStream in =
        SpectralNormTest.class.getResourceAsStream("/golden/spectral-norm.json")) {
      JsonNode layers = new ObjectMapper().readTree(in).get("layers");
      List<Arguments> cases = new ArrayList<>();
      for (JsonNode node : layers) {
        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
          cases.add(Arguments.of(node.get("name").asText(), type, node));
        }
      }
      return cases.stream();
    }
  }

  /** Three training passes, the weights moving between them. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("golden")
  void agreesWithPytorch(String name, DataType type, JsonNode golden) {
    boolean dense = name.equals("spectral-dense");
    Layer layer = dense ? new Dense(5) : new Conv2d(3, 4, 2, Padding.of(1));
    Shape input = dense ? Shape.of(7) : Shape.of(5, 8, 6);
    double tolerance = type == DataType.DOUBLE ? 1e-11 : 2e-5;
    long[] inputShape = longs(golden.get("inputShape"));
    long[] outputShape = longs(golden.get("outputShape"));
    try (Sequential network = new Sequential(input, List.of(new SpectralNorm(layer)), type);
        NamedTensors gradients = network.parameters().zerosLike();
        Pass pass = network.newPass((int) inputShape[0], gradients)) {
      for (String tensor : List.of("weight", "bias")) {
        INDArray view = network.parameters().get("0." + tensor);
        view.assign(Nd4j.create(hash(name + "." + tensor, view.shape()), view.shape(), 'c'));
      }
      INDArray x = TestArrays.batchLast(hash(name + ".x", inputShape), type, inputShape);
      INDArray dy = TestArrays.batchLast(hash(name + ".dy", outputShape), type, outputShape);
      for (JsonNode expected : golden.get("passes")) {
        gradients.flat().assign(0);
        INDArray y = pass.forward(x, Mode.TRAINING, new SplittableRandom(1));
        assertClose(TestArrays.batchFirst(y), expected.get("y"), tolerance);
        INDArray dx = pass.backward(dy, WithRespectTo.BOTH);
        assertClose(TestArrays.batchFirst(dx), expected.get("dx"), tolerance);
        INDArray u = network.statistics().get("0.left_singular_vector");
        assertClose(TestArrays.values(u), expected.get("u"), tolerance);
        for (String tensor : List.of("weight", "bias")) {
          INDArray gradient = gradients.get("0." + tensor);
          assertClose(TestArrays.values(gradient), expected.get("d" + tensor), tolerance);
        }
        network.parameters().flat().subi(gradients.flat().mul(golden.get("rate").asDouble()));
      }
    }
  }

  /** u is left alone, so the gradient is exact whatever u is. */
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("layers")
  void theGradientIsExactForTheSavedVector(Layer layer, Shape input) {
    for (Mode mode : List.of(Mode.INFERENCE, Mode.BATCH_STATISTICS)) {
      try (var c = new LayerGradientTest.Case(new SpectralNorm(layer), input, mode)) {
        c.checkInputGradient();
        c.checkParameterGradients();
      }
    }
  }

  /** Once u has arrived, that of the training mode is so too. */
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("layers")
  void theGradientIsExactInTrainingOnceTheIterationHasConverged(Layer layer, Shape input) {
    try (var c = new LayerGradientTest.Case(new SpectralNorm(layer), input, Mode.TRAINING)) {
      for (int i = 0; i < 2000; i++) {
        c.forward();
      }
      c.checkInputGradient();
      c.checkParameterGradients();
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("layers")
  void sigmaConvergesToTheLargestSingularValue(Layer layer, Shape input) {
    try (Sequential plain = network(input, layer);
        Sequential normalized = network(input, new SpectralNorm(layer))) {
      normalized.parameters().assign(plain.parameters());
      run(normalized, Mode.TRAINING, 2000);
      INDArray weight = plain.parameters().get("0.weight");
      weight.divi(largestSingularValue(weight));
      INDArray expected = run(plain, Mode.INFERENCE, 1);
      for (Mode mode : List.of(Mode.TRAINING, Mode.INFERENCE, Mode.calibration(1))) {
        assertThat(run(normalized, mode, 1).distance2(expected)).isLessThan(1e-9);
      }
    }
  }

  /** However steep the plain network, no two inputs come out further apart than they went in. */
  @Test
  void aDenseNetworkStretchesNoDifference() {
    List<Layer> plain = List.of(new Dense(20), new LeakyRelu(0.1), new Dense(5));
    List<Layer> bounded =
        List.of(
            new SpectralNorm(new Dense(20)), new LeakyRelu(0.1), new SpectralNorm(new Dense(5)));
    assertThat(steepest(plain)).isGreaterThan(5);
    assertThat(steepest(bounded)).isLessThanOrEqualTo(1 + 1e-9).isGreaterThan(0.05);
  }

  private static double steepest(List<Layer> layers) {
    try (Sequential network = new Sequential(VECTOR, layers, DataType.DOUBLE)) {
      INDArray flat = network.parameters().flat();
      flat.assign(TestArrays.random(3, DataType.DOUBLE, flat.length()).muli(3));
      run(network, Mode.TRAINING, 2000);
      double steepest = 0;
      for (int seed = 0; seed < 50; seed++) {
        INDArray x = TestArrays.random(seed, DataType.DOUBLE, VECTOR.withBatch(2));
        INDArray y = run(network, Mode.INFERENCE, x);
        double moved = y.getColumn(0).distance2(y.getColumn(1));
        steepest = Math.max(steepest, moved / x.getColumn(0).distance2(x.getColumn(1)));
      }
      return steepest;
    }
  }

  /** The output does not depend on the scale of the weight. */
  @Test
  void theScaleOfTheWeightDropsOut() {
    try (Sequential network = network(VECTOR, new SpectralNorm(new Dense(5)))) {
      INDArray before = run(network, Mode.INFERENCE, 1);
      network.parameters().get("0.weight").muli(1000);
      assertThat(run(network, Mode.INFERENCE, 1).distance2(before)).isLessThan(1e-9);
    }
  }

  @Test
  void onlyPassesThatUpdateStatisticsMoveTheVector() {
    try (Sequential network = network(VECTOR, new SpectralNorm(new Dense(5)))) {
      INDArray u = network.statistics().get("0.left_singular_vector");
      assertThat(TestArrays.values(u)).containsOnly(new double[] {1 / Math.sqrt(5)}, within(1e-15));
      INDArray start = u.dup();
      run(network, Mode.INFERENCE, 3);
      run(network, Mode.BATCH_STATISTICS, 3);
      assertThat(u).isEqualTo(start);
      for (Mode mode : List.of(Mode.TRAINING, Mode.calibration(2))) {
        INDArray before = u.dup();
        run(network, mode, 1);
        assertThat(u).isNotEqualTo(before);
        assertThat(u.norm2Number().doubleValue()).isCloseTo(1, within(1e-12));
      }
    }
  }

  /** Backward belongs to its own forward, though a second pass has moved the vector since. */
  @Test
  void passesDoNotDisturbEachOther() {
    try (Sequential network = network(VECTOR, new SpectralNorm(new Dense(5)));
        NamedTensors gradients = network.parameters().zerosLike();
        Pass first = network.newPass(BATCH, gradients);
        Pass second = network.newPass(BATCH)) {
      INDArray x = TestArrays.random(1, DataType.DOUBLE, VECTOR.withBatch(BATCH));
      INDArray dy = TestArrays.random(2, DataType.DOUBLE, 5, BATCH);
      INDArray start = network.statistics().flat().dup();
      first.forward(x, Mode.TRAINING, new SplittableRandom(1));
      first.backward(dy, WithRespectTo.PARAMETERS);
      INDArray alone = gradients.flat().dup();

      gradients.flat().assign(0);
      network.statistics().flat().assign(start);
      first.forward(x, Mode.TRAINING, new SplittableRandom(1));
      second.forward(x, Mode.TRAINING, new SplittableRandom(1));
      first.backward(dy, WithRespectTo.PARAMETERS);
      assertThat(gradients.flat()).isEqualTo(alone);
    }
  }

  @Test
  void weightsOfZeroGiveTheBias() {
    try (Sequential network =
        new Sequential(VECTOR, List.of(new SpectralNorm(new Dense(2))), DataType.FLOAT)) {
      network.parameters().get("0.bias").assign(3);
      INDArray x = TestArrays.random(1, DataType.FLOAT, VECTOR.withBatch(BATCH));
      assertThat(TestArrays.values(run(network, Mode.INFERENCE, x))).containsOnly(3);
    }
  }

  @Test
  void otherLayersAreRefused() {
    for (Layer layer : Arrays.asList(new Relu(), new SpectralNorm(new Dense(2)), null)) {
      assertThatThrownBy(() -> new SpectralNorm(layer))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("spectral_norm: layer: expected dense or conv2d, found " + layer);
    }
  }

  @Test
  void costsTheArithmeticOfItsLayer() {
    assertThat(new SpectralNorm(new Dense(5)).multiplyAdds(VECTOR)).isEqualTo(45);
  }

  private static Sequential network(Shape input, Layer layer) {
    Sequential network = new Sequential(input, List.of(layer), DataType.DOUBLE);
    INDArray flat = network.parameters().flat();
    flat.assign(TestArrays.random(3, DataType.DOUBLE, flat.length()));
    return network;
  }

  private static INDArray run(Sequential network, Mode mode, int times) {
    INDArray x = TestArrays.random(1, network.dataType(), network.inputShape().withBatch(BATCH));
    try (Pass pass = network.newPass(BATCH)) {
      for (int i = 1; i < times; i++) {
        pass.forward(x, mode, new SplittableRandom(1));
      }
      return pass.forward(x, mode, new SplittableRandom(1)).dup();
    }
  }

  private static INDArray run(Sequential network, Mode mode, INDArray x) {
    try (Pass pass = network.newPass((int) x.size(x.rank() - 1))) {
      return pass.forward(x, mode, new SplittableRandom(1)).dup();
    }
  }

  private static double largestSingularValue(INDArray weight) {
    int rows = (int) weight.size(0);
    double[] values = TestArrays.values(weight);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, values.length / rows, true, values);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, false);
    assertThat(svd.decompose(matrix)).isTrue();

    return Arrays.stream(svd.getSingularValues())
        .limit(svd.numberOfSingularValues())
        .max()
        .orElseThrow();
  }

  private static double[] hash(String name, long[] shape) {
    return HashNumbers.fill(name, (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b), 0, 1);
  }

  private static long[] longs(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  private static void assertClose(double[] found, JsonNode expected, double tolerance) {
    double[] values =
        StreamSupport.stream(expected.get("values").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    assertThat(found).containsExactly(values, within(tolerance));
  }
}
