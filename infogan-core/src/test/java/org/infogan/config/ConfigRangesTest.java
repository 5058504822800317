package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every value that a configuration holds, on both sides of its range. The table is complete: a
 * field that is not in it fails the test.
 */
class ConfigRangesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Field, values out of its range, what the message contains. Layers and codes go by kind. */
  private static final String TABLE =
      """
      kind | "x", 1 | kind: expected one of
      image.channels | -1, 0, 2147483647 | expected
      image.height | -1, 0, 2147483647 | expected
      image.width | -1, 0, 2147483647 | expected
      valueRange | "x" | expected one of UNIT, SYMMETRIC, found "x"
      latent.noise.width | -1, 2147483647 | expected
      latent.noise.distribution | "x" | UNIFORM
      categorical.name | "", "a b", "../c" | expected a name of letters, digits
      categorical.categories | -1, 0, 1, 2147483647 | expected at
      categorical.lambda | -1e-9, 1e999 | expected a finite lambda of at least 0
      categorical.prior | "x", "learned", 3, true, {}, ["a"], [], [1], [0.5,0.4], [0,1] | prior: ex
      uniform.name | "", "digit" | expected
      uniform.low | -1e999, 2, 3, 1e999 | expected low < high
      uniform.high | -1e999, -3, -2, 1e999 | expected low < high
      uniform.lambda | -1e-9, 1e999 | expected a finite lambda of at least 0
      uniform.sigma | "x", "FIXED", 0, -1, 1e999, true | sigma: expected a
      gaussian.name | "", "bold" | expected
      gaussian.mean | -1e999, 1e999 | expected a finite mean
      gaussian.standardDeviation | -1, 0, 1e999 | expected a finite standard deviation above 0
      gaussian.lambda | -1e-9, 1e999 | expected a finite lambda of at least 0
      gaussian.sigma | "x", "fixed", 0, -1, 1e999, [1] | sigma: expected a
      bernoulli.name | "", "width" | expected
      bernoulli.probability | -1, 0, 1, 1e999 | expected a probability strictly between 0 and 1
      bernoulli.lambda | -1e-9, 1e999 | expected a finite lambda of at least 0
      dense.units | -1, 0, 2147483647 | expected at
      batch_norm.momentum | -1e-9, 1.1, 1e999 | momentum: expected a number from 0
      batch_norm.epsilon | -1, 0, 1.1, 1e999 | epsilon: expected a number from
      reshape.shape | -1, 0, 2147483647 | expected
      depth_to_space.block | -1, 0, 2147483647 | depth_to_space:
      upsample.factor | -1, 0, 2147483647 | upsample:
      space_to_depth.block | -1, 0, 2147483647 | space_to_depth:
      conv_transpose2d.filters | -1, 0, 2147483647 | expected at
      conv_transpose2d.kernel | -1, 0, 2147483647 | expected at
      conv_transpose2d.stride | -1, 0, 2147483647 | conv_transpose2d:
      conv_transpose2d.padding | "x", -1, 2147483647 | padding
      conv2d.filters | -1, 0, 2147483647 | expected at
      conv2d.kernel | -1, 0, 2147483647 | kernel
      conv2d.stride | -1, 0 | conv2d: stride: expected at least 1
      conv2d.padding | "x", -1, 2147483647 | expected
      leaky_relu.leak | -1e-9, 1, 1e999 | leak: expected a number from 0
      dropout.rate | -1e-9, 1, 1e999 | rate: expected a number from 0
      dropout.channels | "no", 1 | channels
      partial_tanh.first | -1, 7, 2147483647 | expected
      partial_tanh.count | -1, 0, 5, 2147483647 | expected
      initialWeights | "x" | expected one of NORMAL, GLOROT
      initialStandardDeviation | -1, 0, 10, 1e999 | expected a number between 0 and 10
      adversarialLoss | "x" | LEAST_SQUARES
      realLabel | -1, 0, 1.1, 1e999 | expected a number above 0 and at most 1
      discriminatorAdam.learningRate | -1, 0, 1e999 | learningRate: expected a number from
      discriminatorAdam.beta1 | -1e-9, 1, 1e999 | beta1: expected a number from
      discriminatorAdam.beta2 | -1e-9, 1, 1e999 | beta2: expected a number from
      discriminatorAdam.epsilon | -1, 0, 1e999 | epsilon: expected a number from
      generatorAdam.learningRate | -1, 0, 1e999 | learningRate: expected a number from
      generatorAdam.beta1 | -1e-9, 1, 1e999 | beta1: expected a number from
      generatorAdam.beta2 | -1e-9, 1, 1e999 | beta2: expected a number from
      generatorAdam.epsilon | -1, 0, 1e999 | epsilon: expected a number from
      informationAdam.learningRate | -1, 0, 1e999 | learningRate: expected a number from
      informationAdam.beta1 | -1e-9, 1, 1e999 | beta1: expected a number from
      informationAdam.beta2 | -1e-9, 1, 1e999 | beta2: expected a number from
      informationAdam.epsilon | -1, 0, 1e999 | epsilon: expected a number from
      updatePartition | "x" | SEPARATE
      lambdaSchedule.from | -1e-9, 1e999 | expected
      lambdaSchedule.to | -1e-9, 1e999 | expected
      lambdaSchedule.start | -1, 8 | expected 0 <= start <= end
      lambdaSchedule.end | -1, 1 | expected 0 <= start <= end
      learningRateSchedule.from | -1e-9, 1e999 | expected
      learningRateSchedule.to | -1e-9, 1e999 | expected
      learningRateSchedule.start | -1, 10 | expected 0 <= start <= end
      learningRateSchedule.end | -1, 2 | expected 0 <= start <= end
      instanceNoise.from | -1e-9, 1e999 | expected
      instanceNoise.to | -1e-9, 1e999 | expected
      instanceNoise.start | -1, 9 | expected 0 <= start <= end
      instanceNoise.end | -1, 0 | expected 0 <= start <= end
      consistency.weight | -1e-9, 1e6 | expected at least 0
      consistency.jitter.rotation | -1e-9, 3.15 | rotation: expected a number from 0
      consistency.jitter.scale | -1e-9, 1.1 | scale: expected a number from 0
      consistency.jitter.shear | -1e-9, 2.1 | shear: expected a number from 0
      consistency.jitter.shift | -1e-9, 1001 | shift: expected a number from 0
      consistency.jitter.thickness | -1e-9, 1.1 | thickness: expected a number from 0
      consistency.jitter.flip | -1e-9, 1.1 | flip: expected a number from 0
      consistency.jitter.crop | -1e-9, 0.91 | crop: expected a number from 0
      consistency.jitter.elastic | -1e-9, 1001 | elastic: expected a number from 0
      consistency.jitter.brightness | -1e-9, 2.1 | brightness: expected a number from 0
      consistency.jitter.contrast | -1e-9, 2.1 | contrast: expected a number from 0
      consistency.jitter.hue | -1e-9, 3.15 | hue: expected a number from 0
      consistency.jitter.cutout | -1e-9, 1.1 | cutout: expected a number from 0
      consistency.equivariances.code | "x", "digit" | uniform or Gaussian code
      consistency.equivariances.factor | "x" | SLANT
      consistency.equivariances.unit | 0, 1e999 | expected a number but 0
      consistency.equivariances.weight | -1, 0, 1e6 | expected above 0
      r1Gamma | -1e-9, 1e6 | expected at least 0
      contrastiveWeight.from | -1e-9, 1e999 | expected
      contrastiveWeight.to | -1e-9, 1e999 | expected
      contrastiveWeight.start | -1, 7 | expected 0 <= start <= end
      contrastiveWeight.end | -1, 4 | expected 0 <= start <= end
      generatorEmaDecay | -1e-9, 1 | expected a decay from 0 to below 1
      gradientClipNorm | -1e-9, 1e999 | expected at least 0
      discriminatorUpdates | -1, 0 | expected at least 1
      generatorUpdates | -1, 0 | expected at least 1
      batch | -1, 0, 1, 2147483647 | batch: expected at
      steps | -1, 0, 2147483648 | steps:
      refinement.rounds | -1, 1.5 | rounds
      refinement.steps | -1, 0 | steps: expected at least 1
      refinement.images | 1, 1000001 | images: expected from 2
      refinement.neighbors | -1, 0 | neighbors: expected at least 1
      refinement.pixels | -1e-9, 1.1 | pixels: expected from 0
      refinement.share | -1e-9, 1 | share: expected from 0
      refinement.learningRate | 0, 1 | learningRate: expected above 0
      refinement.emaDecay | -1e-9, 1 | emaDecay: expected from 0
      refinement.keepSizes | 1, "x" | keepSizes
      refinement.jitter.rotation | -1e-9, 3.15 | rotation: expected a number from 0
      refinement.jitter.scale | -1e-9, 1.1 | scale: expected a number from 0
      refinement.jitter.shear | -1e-9, 2.1 | shear: expected a number from 0
      refinement.jitter.shift | -1e-9, 1001 | shift: expected a number from 0
      refinement.jitter.thickness | -1e-9, 1.1 | thickness: expected a number from 0
      refinement.jitter.flip | -1e-9, 1.1 | flip: expected a number from 0
      refinement.jitter.crop | -1e-9, 0.91 | crop: expected a number from 0
      refinement.jitter.elastic | -1e-9, 1001 | elastic: expected a number from 0
      refinement.jitter.brightness | -1e-9, 2.1 | brightness: expected a number from 0
      refinement.jitter.contrast | -1e-9, 2.1 | contrast: expected a number from 0
      refinement.jitter.hue | -1e-9, 3.15 | hue: expected a number from 0
      refinement.jitter.cutout | -1e-9, 1.1 | cutout: expected a number from 0
      pretraining.steps | -1, 1.5 | steps
      pretraining.images | 1, 1000001 | images: expected from 2
      pretraining.rounds | -1, 0 | rounds: expected at least 1
      pretraining.stepsPerRound | -1, 0 | stepsPerRound: expected at least 1
      pretraining.temperature | 0, 101 | temperature: expected from 0.01
      pretraining.learningRate | 0, 1 | learningRate: expected above 0
      pretraining.jitter.rotation | -1e-9, 3.15 | rotation: expected a number from 0
      pretraining.jitter.scale | -1e-9, 1.1 | scale: expected a number from 0
      pretraining.jitter.shear | -1e-9, 2.1 | shear: expected a number from 0
      pretraining.jitter.shift | -1e-9, 1001 | shift: expected a number from 0
      pretraining.jitter.thickness | -1e-9, 1.1 | thickness: expected a number from 0
      pretraining.jitter.flip | -1e-9, 1.1 | flip: expected a number from 0
      pretraining.jitter.crop | -1e-9, 0.91 | crop: expected a number from 0
      pretraining.jitter.elastic | -1e-9, 1001 | elastic: expected a number from 0
      pretraining.jitter.brightness | -1e-9, 2.1 | brightness: expected a number from 0
      pretraining.jitter.contrast | -1e-9, 2.1 | contrast: expected a number from 0
      pretraining.jitter.hue | -1e-9, 3.15 | hue: expected a number from 0
      pretraining.jitter.cutout | -1e-9, 1.1 | cutout: expected a number from 0
      seed | 9223372036854775808 | seed:
      """;

  @Test
  void everyValueOutOfItsRangeIsRefused() throws JsonProcessingException {
    JsonNode root = MAPPER.readTree(ConfigJsonTest.FULL.toJson());
    List<JsonPointer> values = new ArrayList<>();
    collect(root, JsonPointer.empty(), values);
    Map<String, List<JsonPointer>> places =
        values.stream().collect(Collectors.groupingBy(value -> field(root, value)));
    Set<String> tabled = new HashSet<>();
    int tried = 0;
    for (String line : TABLE.lines().toList()) {
      String[] row = line.split(" \\| ", -1);
      assertThat(tabled.add(row[0])).as("one row for " + row[0]).isTrue();
      for (JsonPointer place : places.getOrDefault(row[0], List.of())) {
        for (String wrong : row[1].split(", ", -1)) {
          tried++;
          String text = with(root, place, wrong);
          assertThatThrownBy(() -> InfoGanConfig.fromJson(text))
              .as(place + " = " + wrong)
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageStartingWith("config: ")
              .hasMessageContaining(row[2]);
        }
      }
    }
    assertThat(tabled).isEqualTo(places.keySet());
    assertThat(tried).isGreaterThan(250);
  }

  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> values) {
    if (node.isValueNode()) {
      values.add(at);
    }
    node.properties().forEach(e -> collect(e.getValue(), at.appendProperty(e.getKey()), values));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), at.appendIndex(i), values);
    }
  }

  /** The name in the table: that of a layer's or code's field, or the path without the indices. */
  private static String field(JsonNode root, JsonPointer value) {
    JsonPointer named = value;
    while (named.last().mayMatchElement()) {
      named = named.head();
    }
    String name = named.last().getMatchingProperty();
    JsonNode kind = root.at(named.head()).path("kind");
    if (kind.isMissingNode()) {
      return value.toString().substring(1).replaceAll("/\\d+", "").replace('/', '.');
    }
    return name.equals("kind") ? name : kind.textValue() + "." + name;
  }

  /** The document with one value replaced by a text, which may be a number that no double holds. */
  private static String with(JsonNode root, JsonPointer place, String wrong) {
    JsonNode copy = root.deepCopy();
    JsonNode parent = copy.at(place.head());
    if (parent instanceof ArrayNode array) {
      array.set(place.last().getMatchingIndex(), "HERE");
    } else {
      ((ObjectNode) parent).put(place.last().getMatchingProperty(), "HERE");
    }
    return copy.toString().replace("\"HERE\"", wrong);
  }
}
