package org.infogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.infogan.backend.Fingerprint;
import org.infogan.backend.HashNumbers;
import org.infogan.backend.TestArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.Mode;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.infogan.train.batches.FixedInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Three whole training steps of the paper-mnist preset in DOUBLE against PyTorch: losses, bounds,
 * every gradient of the first step, every parameter and statistic after steps 1 and 3, and what the
 * trained networks then give in inference mode. {@code export_paper_mnist_step.py} made the file.
 */
class PaperMnistGoldenTest {

  private static final int BATCH = 8;

  /** A tensor as the golden file has it. */
  @SuppressWarnings("ArrayRecordComponent") // a holder, never compared
  private record Tensor(long[] shape, double[] values) {
    static Tensor of(INDArray array) {
      return new Tensor(array.shape(), TestArrays.values(array));
    }
  }

  private static JsonNode golden;
  private static final Map<Integer, Map<String, Tensor>> STATES = new TreeMap<>();
  private static final List<StepMeasurements> RESULTS = new ArrayList<>();
  private static final Map<String, Tensor> GRADIENTS = new TreeMap<>();
  private static double[] images;
  private static double[] posterior;
  private static double[] logit;

  @BeforeAll
  static void runThreeSteps() throws IOException {
    try (InputStream in =
        PaperMnistGoldenTest.class.getResourceAsStream("/golden/paper-mnist-step.json")) {
      golden = new ObjectMapper().readTree(in);
    }
    InfoGanConfig config = InfoGanConfig.paperMnist().toBuilder().batch(BATCH).build();
    try (InfoGanNetworks networks = InfoGanNetworks.allocate(config, DataType.DOUBLE);
        TrainingStep step = new TrainingStep(config, networks)) {
      networks.tensors().forEach(PaperMnistGoldenTest::fill);
      record(networks, 0);
      for (int s = 0; s < 3; s++) {
        RESULTS.add(step.run(s, FixedInputs.of(real(s), latents(s)), new SplittableRandom(0)));
        record(networks, s + 1);
        if (s == 0) {
          // Adam's first moment after one step is (1 − 0.5)·g, which doubles hold exactly.
          step.optimizers()
              .forEach(
                  (optimizer, adam) ->
                      adam.firstMoment()
                          .asMap()
                          .forEach(
                              (name, m) ->
                                  GRADIENTS.put(
                                      network(optimizer) + "." + name, Tensor.of(m.div(1 - 0.5)))));
        }
      }
      images = infer(latents(0), networks.generator());
      posterior = infer(real(0), networks.trunk(), networks.q());
      logit = infer(real(0), networks.trunk(), networks.head());
    }
  }

  @Test
  void presetHasThePapersTensors() {
    golden
        .get("flatOrder")
        .forEach(
            node ->
                assertThat(STATES.get(0).get(node.get("name").asText()).shape())
                    .as(node.get("name").asText())
                    .isEqualTo(longs(node.get("shape"))));
    assertThat(STATES.get(0)).hasSize(32 + 12);
  }

  @Test
  void lossesAndBoundsAgree() {
    double tolerance = golden.get("tolerance").get("steps").asDouble();
    for (int s = 0; s < 3; s++) {
      JsonNode expected = golden.get("steps").get(s);
      StepMeasurements result = RESULTS.get(s);
      assertNumber(s, "lossReal", result.lossOnReal, expected, tolerance);
      assertNumber(s, "lossFake", result.lossOnFake, expected, tolerance);
      assertNumber(s, "lossG", result.generatorLoss, expected, tolerance);
      assertNumber(s, "probabilityReal", result.meanOnReal, expected, tolerance);
      assertNumber(s, "probabilityFake", result.meanOnFake, expected, tolerance);
      for (int i = 0; i < 3; i++) {
        assertThat(result.mutualInformation.get(i))
            .as("step " + s + ": L_I of code " + i)
            .isCloseTo(expected.get("informationG").get(i).asDouble(), within(tolerance));
      }
    }
  }

  @Test
  void everyGradientOfTheFirstStepAgrees() {
    double tolerance = golden.get("tolerance").get("gradients").asDouble();
    int compared = 0;
    for (String update : List.of("discriminator", "generator")) {
      for (Map.Entry<String, JsonNode> entry : golden.get("gradients").get(update).properties()) {
        Tensor found = GRADIENTS.get(entry.getKey());
        Fingerprint.assertMatches(
            "d" + entry.getKey(), found.shape(), found.values(), entry.getValue(), tolerance);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(GRADIENTS.size()).isEqualTo(32);
  }

  @Test
  void everyParameterAndStatisticAgreesAfterStepsOneAndThree() {
    double tolerance = golden.get("tolerance").get("states").asDouble();
    for (int s : new int[] {0, 1, 3}) {
      JsonNode state = golden.get("states").get(Integer.toString(s));
      for (String kind : List.of("parameters", "statistics")) {
        for (Map.Entry<String, JsonNode> entry : state.get(kind).properties()) {
          Tensor found = STATES.get(s).get(entry.getKey());
          Fingerprint.assertMatches(
              "step " + s + ": " + entry.getKey(),
              found.shape(),
              found.values(),
              entry.getValue(),
              tolerance);
        }
      }
    }
  }

  @Test
  void inferenceAgrees() {
    double tolerance = golden.get("tolerance").get("inference").asDouble();
    JsonNode inference = golden.get("inference");
    Fingerprint.assertMatches(
        "G(latent.0)",
        new long[] {BATCH, 1, 28, 28},
        images,
        inference.get("generator"),
        tolerance);
    assertThat(posterior)
        .containsExactly(doubles(inference.get("q").get("values")), within(tolerance));
    assertThat(logit)
        .containsExactly(doubles(inference.get("logit").get("values")), within(tolerance));
  }

  private static void fill(String name, INDArray tensor) {
    String goldenName = goldenName(name);
    boolean statistic = goldenName.endsWith(".mean") || goldenName.endsWith(".variance");
    if (!statistic) {
      double[] values = HashNumbers.parameter(goldenName, (int) tensor.length());
      tensor.assign(Nd4j.create(values, tensor.shape(), 'c'));
    }
  }

  private static void record(InfoGanNetworks networks, int steps) {
    Map<String, Tensor> state = new TreeMap<>();
    networks.tensors().forEach((name, array) -> state.put(goldenName(name), Tensor.of(array)));
    STATES.put(steps, state);
  }

  /** "discriminator/trunk" changes "trunk". */
  private static String network(String optimizer) {
    return optimizer.substring(optimizer.indexOf('/') + 1);
  }

  /** "trunk/3.running_mean" is "trunk.3.mean" in the golden file. */
  private static String goldenName(String name) {
    return name.replace('/', '.').replace("running_", "");
  }

  private static INDArray real(int step) {
    double[] pixels = HashNumbers.fill("real." + step, BATCH * 28 * 28);
    return TestArrays.batchLast(pixels, DataType.DOUBLE, BATCH, 1, 28, 28);
  }

  private static INDArray latents(int step) {
    double[] values = new double[BATCH * 74];
    for (int b = 0; b < BATCH; b++) {
      for (int j = 0; j < 62; j++) {
        values[b * 74 + j] = 2 * HashNumbers.uniform("noise." + step, b * 62L + j) - 1;
      }
      int category = (int) (10 * HashNumbers.uniform("category." + step, b));
      values[b * 74 + 62 + category] = 1;
      for (int j = 0; j < 2; j++) {
        values[b * 74 + 72 + j] = 2 * HashNumbers.uniform("continuous." + step, b * 2L + j) - 1;
      }
    }
    return TestArrays.batchLast(values, DataType.DOUBLE, BATCH, 74);
  }

  private static double[] infer(INDArray x, Network... chain) {
    INDArray y = x;
    for (Network network : chain) {
      try (Pass pass = network.newPass(BATCH)) {
        y = pass.forward(y, Mode.INFERENCE, new SplittableRandom(0)).dup();
      }
    }
    return TestArrays.batchFirst(y);
  }

  private static void assertNumber(
      int step, String name, double found, JsonNode expected, double tolerance) {
    assertThat(found)
        .as("step " + step + ": " + name)
        .isCloseTo(expected.get(name).asDouble(), within(tolerance));
  }

  private static long[] longs(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  private static double[] doubles(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
