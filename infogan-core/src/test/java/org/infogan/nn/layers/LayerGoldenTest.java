package org.infogan.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.infogan.backend.HashNumbers;
import org.infogan.backend.TestArrays;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Padding;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every layer against PyTorch: output, input gradient and parameter gradients. */
public class LayerGoldenTest {

  private static final double DOUBLE_TOLERANCE = 1e-11;
  private static final double FLOAT_TOLERANCE = 2e-5;

  static Stream<Arguments> cases() throws IOException {
    return StreamSupport.stream(golden().get("layers").spliterator(), false)
        .map(node -> Arguments.of(node.get("name").asText(), node));
  }

  public static JsonNode golden() throws IOException {
    try (InputStream in = LayerGoldenTest.class.getResourceAsStream("/golden/layers.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agreesInDouble(String name, JsonNode golden) {
    compare(name, golden, DataType.DOUBLE, DOUBLE_TOLERANCE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agreesInFloat(String name, JsonNode golden) {
    compare(name, golden, DataType.FLOAT, FLOAT_TOLERANCE);
  }

  private static void compare(String name, JsonNode golden, DataType type, double tolerance) {
    long[] inputShape = longs(golden.get("inputShape"));
    long[] outputShape = longs(golden.get("outputShape"));
    try (Sequential network = new Sequential(example(inputShape), List.of(layer(golden)), type);
        NamedTensors gradients = network.parameters().zerosLike();
        Pass pass = network.newPass((int) inputShape[0], gradients)) {
      network.parameters().asMap().forEach((tensor, view) -> fill(name, tensor, view, type));
      INDArray x = TestArrays.batchLast(fill(name + ".x", inputShape), type, inputShape);
      INDArray dy = TestArrays.batchLast(fill(name + ".dy", outputShape), type, outputShape);

      INDArray y = pass.forward(x, Mode.TRAINING, new SplittableRandom(1));
      assertClose(name + ".y", y, golden.get("y"), tolerance);
      INDArray dx = pass.backward(dy, WithRespectTo.BOTH);
      assertClose(name + ".dx", dx, golden.get("dx"), tolerance);
      gradients
          .asMap()
          .forEach(
              (tensor, view) -> {
                JsonNode expected = golden.get("gradients").get(local(tensor));
                assertValues(name + ".d" + tensor, TestArrays.values(view), expected, tolerance);
              });
      if (golden.has("runningMean")) {
        NamedTensors statistics = network.statistics();
        assertValues(
            name + ".running_mean",
            TestArrays.values(statistics.get("0.running_mean")),
            golden.get("runningMean"),
            tolerance);
        assertValues(
            name + ".running_variance",
            TestArrays.values(statistics.get("0.running_variance")),
            golden.get("runningVariance"),
            tolerance);
        INDArray inference = pass.forward(x, Mode.INFERENCE, new SplittableRandom(1));
        assertClose(name + ".inferenceY", inference, golden.get("inferenceY"), tolerance);
      }
    }
  }

  private static void fill(String name, String tensor, INDArray view, DataType type) {
    double centre = local(tensor).equals("gamma") ? 1 : 0;
    double half = local(tensor).equals("gamma") ? 0.5 : 1;
    double[] values =
        HashNumbers.fill(name + "." + local(tensor), (int) view.length(), centre, half);
    view.assign(Nd4j.create(values, view.shape(), 'c').castTo(type));
  }

  private static String local(String tensor) {
    return tensor.substring(tensor.indexOf('.') + 1);
  }

  private static double[] fill(String name, long[] shape) {
    int n = 1;
    for (long extent : shape) {
      n *= (int) extent;
    }
    return HashNumbers.fill(name, n, 0, 1);
  }

  private static Layer layer(JsonNode golden) {
    JsonNode h = golden.get("hyperparameters");
    long[] out = longs(golden.get("outputShape"));
    return switch (golden.get("kind").asText()) {
      case "conv" ->
          new Conv2d((int) out[1], h.get("kernel").asInt(), h.get("stride").asInt(), padding(h));
      case "transposedConv" ->
          new ConvTranspose2d(
              (int) out[1], h.get("kernel").asInt(), h.get("stride").asInt(), padding(h));
      case "dense" -> new Dense((int) out[1]);
      case "batchNorm" -> new BatchNorm(h.get("momentum").asDouble(), h.get("epsilon").asDouble());
      case "relu" -> new Relu();
      case "leakyRelu" -> new LeakyRelu(h.get("leak").asDouble());
      case "tanh" -> new Tanh();
      case "sigmoid" -> new Sigmoid();
      case "upsample" -> new Upsample(h.get("factor").asInt());
      case "depthToSpace" -> new DepthToSpace(h.get("block").asInt());
      case "spaceToDepth" -> new SpaceToDepth(h.get("block").asInt());
      default -> throw new IllegalArgumentException(golden.get("kind").asText());
    };
  }

  private static Padding padding(JsonNode h) {
    return h.get("same").asBoolean() ? Padding.SAME : Padding.of(h.get("padding").get(0).asInt());
  }

  private static Shape example(long[] batchFirst) {
    List<Integer> extents = new ArrayList<>();
    for (int i = 1; i < batchFirst.length; i++) {
      extents.add((int) batchFirst[i]);
    }
    return new Shape(extents);
  }

  private static long[] longs(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  private static void assertClose(
      String what, INDArray batchLast, JsonNode expected, double tolerance) {
    assertValues(what, TestArrays.batchFirst(batchLast), expected, tolerance);
  }

  private static void assertValues(
      String what, double[] found, JsonNode expected, double tolerance) {
    double[] values =
        StreamSupport.stream(expected.get("values").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    assertThat(found).as(what).hasSameSizeAs(values);
    double scale = 1;
    double worst = 0;
    for (int i = 0; i < values.length; i++) {
      scale = Math.max(scale, Math.abs(values[i]));
      worst = Math.max(worst, Math.abs(values[i] - found[i]));
    }
    assertThat(worst / scale).as(what + ": largest difference").isLessThan(tolerance);
  }
}
