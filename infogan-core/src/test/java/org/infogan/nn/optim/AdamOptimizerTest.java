package org.infogan.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.infogan.backend.NativeRuntime;
import org.infogan.backend.TestArrays;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.LayerGoldenTest;
import org.infogan.nn.layers.Reshape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Adam against PyTorch's trajectory after 1, 2 and 12 steps. */
class AdamOptimizerTest {

  static Stream<Arguments> trajectories() throws IOException {
    return StreamSupport.stream(LayerGoldenTest.golden().get("adam").spliterator(), false)
        .flatMap(
            node ->
                Stream.of(
                    Arguments.of(node.get("name").asText(), DataType.DOUBLE, 1e-13, node),
                    Arguments.of(node.get("name").asText(), DataType.FLOAT, 3e-7, node)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("trajectories")
  void followsPyTorch(String name, DataType type, double tolerance, JsonNode golden) {
    JsonNode h = golden.get("hyperparameters");
    Adam settings =
        new Adam(
            h.get("learningRate").asDouble(),
            h.get("beta1").asDouble(),
            h.get("beta2").asDouble(),
            h.get("epsilon").asDouble());
    Map<String, Shape> shapes = Map.of("theta", Shape.of(5));
    try (NamedTensors parameters = new NamedTensors(type, shapes);
        NamedTensors gradients = parameters.zerosLike();
        AdamOptimizer adam = new AdamOptimizer(settings, parameters, gradients)) {
      parameters.flat().assign(vector(golden.get("parameter")).castTo(type));
      for (int step = 1; step <= golden.get("gradients").size(); step++) {
        gradients.flat().assign(vector(golden.get("gradients").get(step - 1)).castTo(type));
        adam.update(1);
        JsonNode expected = golden.get("after").get(Integer.toString(step));
        if (expected != null) {
          assertThat(TestArrays.values(parameters.flat()))
              .as(name + " after " + step + " steps")
              .containsExactly(TestArrays.values(vector(expected)), within(tolerance));
        }
        assertThat(gradients.flat().sumNumber().doubleValue()).isZero();
      }
    }
  }

  /** Vectors longer than one block take the parallel path; ND4J's own operations are the oracle. */
  @Test
  void blocksAndNd4jAgreeOnALongVector() {
    Map<String, Shape> shapes = Map.of("theta", Shape.of(100_003));
    INDArray start = TestArrays.random(5, DataType.DOUBLE, 100_003);
    INDArray inDouble = afterThreeSteps(shapes, start, DataType.DOUBLE);
    INDArray inFloat = afterThreeSteps(shapes, start, DataType.FLOAT).castTo(DataType.DOUBLE);
    assertThat(inFloat.sub(inDouble).amaxNumber().doubleValue()).isLessThan(2e-6);
    assertThat(inDouble.sub(start).amaxNumber().doubleValue()).isGreaterThan(1e-3);
  }

  private static INDArray afterThreeSteps(
      Map<String, Shape> shapes, INDArray start, DataType type) {
    try (NamedTensors parameters = new NamedTensors(type, shapes);
        NamedTensors gradients = parameters.zerosLike();
        AdamOptimizer adam =
            new AdamOptimizer(Adam.withLearningRate(1e-3), parameters, gradients)) {
      parameters.flat().assign(start);
      for (int step = 0; step < 3; step++) {
        gradients.flat().assign(TestArrays.random(step, type, start.length()));
        adam.update(1);
      }
      return parameters.flat().dup();
    }
  }

  private static INDArray vector(JsonNode values) {
    NativeRuntime.prepare();
    return Nd4j.create(
        StreamSupport.stream(values.spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray());
  }

  /** A head that only reshapes has nothing to learn, and must not stop a run. */
  @Test
  void networkWithoutParametersIsLeftAlone() {
    try (Sequential network = new Sequential(Shape.of(1), List.of(Reshape.to(1)), DataType.FLOAT);
        NamedTensors gradients = network.parameters().zerosLike();
        AdamOptimizer adam =
            new AdamOptimizer(Adam.withLearningRate(1), network.parameters(), gradients)) {
      assertThatCode(() -> adam.update(1)).doesNotThrowAnyException();
    }
  }
}
