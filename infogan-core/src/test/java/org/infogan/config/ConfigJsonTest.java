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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.infogan.Tiny;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.DepthToSpace;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.PartialTanh;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.SpaceToDepth;
import org.infogan.nn.layers.SpectralNorm;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.layers.Upsample;
import org.infogan.nn.optim.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A configuration in JSON: what comes back, and what the user reads when a field is wrong. */
class ConfigJsonTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Set<String> REQUIRED =
      Set.of("image", "latent", "generator", "trunk", "head", "q");

  private static final Set<String> OPTIONAL_IN_LISTS =
      Set.of("momentum", "epsilon", "stride", "padding", "channels", "lambda", "sigma", "prior");

  /** No field has its default, and every kind of layer, code and padding occurs. */
  static final InfoGanConfig FULL =
      InfoGanConfig.builder()
          .image(3, 8, 4)
          .valueRange(ValueRange.SYMMETRIC)
          .latent(
              Noise.gaussian(5),
              LatentCode.categorical("digit", 3).withLambda(0.1),
              LatentCode.uniform("slant", -2, 2).withLearnedSigma(),
              LatentCode.gaussian("width", 1, 0.577),
              LatentCode.bernoulli("bold", 0.3))
          .generator(
              new Dense(24),
              new BatchNorm(0.8, 1e-3),
              new Relu(),
              Reshape.to(12, 2, 1),
              new DepthToSpace(2),
              new Upsample(2),
              new ConvTranspose2d(3, 4, 1, Padding.SAME),
              new Tanh())
          .trunk(
              new SpectralNorm(new Conv2d(2, 4, 2, Padding.of(1))),
              new LeakyRelu(0.2),
              Dropout.channels(0.25),
              new SpaceToDepth(2),
              Reshape.to(16),
              Dropout.of(0.4))
          .head(new Dense(1))
          .q(new Dense(7), new PartialTanh(3, 1))
          .initialWeights(InitialWeights.GLOROT)
          .initialStandardDeviation(0.05)
          .adversarialLoss(AdversarialLoss.LEAST_SQUARES)
          .realLabel(0.9)
          .discriminatorAdam(new Adam(1e-4, 0.4, 0.99, 1e-7))
          .generatorAdam(new Adam(2e-4, 0.3, 0.98, 1e-6))
          .updatePartition(UpdatePartition.SEPARATE)
          .informationAdam(new Adam(3e-4, 0.2, 0.97, 1e-5))
          .lambdaSchedule(new Schedule(0.1, 1, 2, 7))
          .learningRateSchedule(new Schedule(1, 0.2, 3, 9))
          .instanceNoise(new Schedule(0.3, 0, 1, 8))
          .consistency(0.7, new Jitter(0.1, 0.2, 0.3, 1.5, 0.4, 0.5, 0.3, 0.6, 0.7, 0.8, 0.9, 0.25))
          .equivariances(new Stabilizers.Equivariance("slant", Distortion.Factor.SIZE, 0.5, 2))
          .r1Gamma(2.5)
          .contrastiveWeight(new Schedule(0, 2, 5, 6))
          .generatorEmaDecay(0.99)
          .gradientClipNorm(5)
          .updatesPerStep(2, 3)
          .pretraining(new Pretraining(2, 60, 3, 4, 0.4, 2e-3, new Jitter(0.2, 0, 0, 1)))
          .refinement(
              new Refinement(3, 4, 50, 6, 0.4, 0.7, true, 1e-3, 0.95, new Jitter(0.1, 0, 0, 1)))
          .batch(3)
          .steps(11)
          .seed(Long.MAX_VALUE - 1)
          .build();

  static Stream<InfoGanConfig> configurations() {
    List<InfoGanConfig> all = new ArrayList<>(List.of(FULL, Tiny.config()));
    InfoGanConfig.presets().forEach(name -> all.add(InfoGanConfig.preset(name)));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void comesBackEqual(InfoGanConfig config) {
    assertThat(InfoGanConfig.fromJson(config.toJson())).isEqualTo(config);
  }

  /**
   * Every field of the whole document in turn: left out if it has no default, null, and joined by a
   * stranger.
   */
  @Test
  void everyMissingNullOrUnknownFieldIsNamed() throws JsonProcessingException {
    JsonNode root = MAPPER.readTree(FULL.toJson());
    List<JsonPointer> objects = new ArrayList<>();
    collectObjects(root, JsonPointer.empty(), objects);
    int fields = 0;
    for (JsonPointer object : objects) {
      List<String> names = new ArrayList<>();
      root.at(object).fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        fields++;
        if (!hasDefault(object.appendProperty(name))) {
          ObjectNode missing = root.deepCopy();
          ((ObjectNode) missing.at(object)).remove(name);
          assertNamed(missing, object, name);
        }
        ObjectNode none = root.deepCopy();
        ((ObjectNode) none.at(object)).putNull(name);
        assertNamed(none, object, name);
      }
      ObjectNode stranger = root.deepCopy();
      ((ObjectNode) stranger.at(object)).put("stranger", 1);
      assertNamed(stranger, object, "stranger");
    }
    assertThat(fields).isGreaterThan(60);
  }

  /** The builder has a default for it, or the layer or code that stands in a list. */
  private static boolean hasDefault(JsonPointer field) {
    String[] names = field.toString().split("/", -1);
    return field.toString().matches(".*/\\d+/.*")
        ? OPTIONAL_IN_LISTS.contains(names[names.length - 1])
        : !REQUIRED.contains(field.getMatchingProperty());
  }

  /** Layers and codes without what their short constructors leave out, also one within another. */
  @Test
  void layersAndCodesHaveDefaults() throws JsonProcessingException {
    InfoGanConfig expected =
        InfoGanConfig.builder()
            .image(1, 4, 4)
            .latent(
                Noise.uniform(3),
                LatentCode.categorical("k", 2),
                LatentCode.uniform("u", -1, 1),
                LatentCode.gaussian("g", 0, 1),
                LatentCode.bernoulli("b", 0.5))
            .generator(
                new Dense(4),
                new BatchNorm(),
                Reshape.to(1, 2, 2),
                new ConvTranspose2d(1, 3, 1, Padding.of(0)),
                new Sigmoid())
            .trunk(
                new SpectralNorm(new Conv2d(2, 2, 1, Padding.of(0))),
                Dropout.of(0.5),
                Reshape.to(18))
            .head(new Dense(1))
            .q(new Dense(5))
            .build();
    String json =
        """
        {"image": {"channels": 1, "height": 4, "width": 4},
         "latent": {"noise": {"width": 3, "distribution": "UNIFORM"}, "codes": [
           {"kind": "categorical", "name": "k", "categories": 2},
           {"kind": "uniform", "name": "u", "low": -1, "high": 1},
           {"kind": "gaussian", "name": "g", "mean": 0, "standardDeviation": 1},
           {"kind": "bernoulli", "name": "b", "probability": 0.5}]},
         "generator": [{"kind": "dense", "units": 4}, {"kind": "batch_norm"},
           {"kind": "reshape", "shape": [1, 2, 2]},
           {"kind": "conv_transpose2d", "filters": 1, "kernel": 3}, {"kind": "sigmoid"}],
         "trunk": [
           {"kind": "spectral_norm", "layer": {"kind": "conv2d", "filters": 2, "kernel": 2}},
           {"kind": "dropout", "rate": 0.5}, {"kind": "reshape", "shape": [18]}],
         "head": [{"kind": "dense", "units": 1}],
         "q": [{"kind": "dense", "units": 5}]}
        """;
    assertThat(InfoGanConfig.fromJson(json)).isEqualTo(expected);
  }

  /** Every field in turn that the builder has a default for, and all of them at once. */
  @Test
  void whatIsNotGivenHasItsDefault() throws JsonProcessingException {
    InfoGanConfig defaults =
        InfoGanConfig.builder()
            .image(1, 8, 8)
            .latent(Noise.uniform(3), LatentCode.categorical("c", 2))
            .generator(new Dense(64), Reshape.to(1, 8, 8))
            .trunk(Reshape.to(64))
            .head(new Dense(1))
            .q(new Dense(2))
            .build();
    JsonNode root = MAPPER.readTree(defaults.toJson());
    List<JsonPointer> objects = new ArrayList<>();
    collectObjects(root, JsonPointer.empty(), objects);
    int fields = 0;
    for (JsonPointer object : objects) {
      for (Map.Entry<String, JsonNode> field : root.at(object).properties()) {
        if (hasDefault(object.appendProperty(field.getKey()))) {
          fields++;
          ObjectNode shorter = root.deepCopy();
          ((ObjectNode) shorter.at(object)).remove(field.getKey());
          assertThat(InfoGanConfig.fromJson(shorter.toString()))
              .as(object + " " + field)
              .isEqualTo(defaults);
        }
      }
    }
    assertThat(fields).isGreaterThan(40);
    assertThat(read(((ObjectNode) root).retain(REQUIRED))).isEqualTo(defaults);
  }

  /** Defaults take nothing away: what is given counts, and what is wrong is named. */
  @Test
  void whatIsGivenIsKeptOrRefused() throws JsonProcessingException {
    ObjectNode full = (ObjectNode) MAPPER.readTree(FULL.toJson());
    assertThat(read(full)).isEqualTo(FULL);
    ObjectNode older = full.deepCopy();
    older.remove("initialWeights");
    ((ObjectNode) older.at("/consistency/jitter")).remove("shear");
    assertThat(read(older))
        .isEqualTo(
            FULL.toBuilder()
                .initialWeights(InitialWeights.NORMAL)
                .consistency(
                    0.7, new Jitter(0.1, 0.2, 0, 1.5, 0.4, 0.5, 0.3, 0.6, 0.7, 0.8, 0.9, 0.25))
                .build());
    assertRefused(full.deepCopy().<ObjectNode>without("latent"), "latent");
    assertRefused(full.deepCopy().put("stranger", 1), "stranger");
    assertRefused(full.deepCopy().putNull("batch"), "batch");
    assertRefused(full.deepCopy().put("consistency", 1), "consistency: ");
    ObjectNode nested = full.deepCopy();
    ((ObjectNode) nested.at("/consistency")).put("stranger", 1);
    assertRefused(nested, "consistency.stranger: ");
    ObjectNode layer = full.deepCopy();
    ((ObjectNode) layer.at("/trunk/1")).remove("leak");
    assertRefused(layer, "trunk[1].leak: ");
    assertRefused(MAPPER.createArrayNode(), "");
  }

  private static InfoGanConfig read(JsonNode json) {
    return InfoGanConfig.fromJson(json.toString());
  }

  private static void assertRefused(JsonNode json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("config: " + message);
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        Arguments.of("/batch", "\"64\"", "batch: "),
        Arguments.of("/batch", "12.7", "batch: "),
        Arguments.of("/batch", "1e12", "batch: "),
        Arguments.of("/batch", "true", "batch: "),
        Arguments.of("/batch", "1", "batch: expected at least 2"),
        Arguments.of("/seed", "\"one\"", "seed: "),
        Arguments.of("/realLabel", "\"NaN\"", "realLabel: "),
        Arguments.of("/initialStandardDeviation", "[0.02]", "initialStandardDeviation: "),
        Arguments.of("/adversarialLoss", "\"WASSERSTEIN\"", "adversarialLoss: "),
        Arguments.of("/adversarialLoss", "0", "adversarialLoss: "),
        Arguments.of("/image", "28", "image: "),
        Arguments.of("/image/height", "0", "image: image shape: expected"),
        Arguments.of("/latent/noise/width", "-1", "latent.noise: noise: expected a width"),
        Arguments.of("/latent/codes/0/categories", "1", "latent.codes[0]: latent code digit: exp"),
        Arguments.of("/latent/codes/0/prior", "\"SOME\"", "latent.codes[0].prior: prior: "),
        Arguments.of(
            "/latent/codes/0/prior", "[0.5, 0.5]", "latent.codes[0]: latent code digit: exp"),
        Arguments.of("/latent/codes/1/sigma", "\"SOME\"", "latent.codes[1].sigma: "),
        Arguments.of("/latent/codes/2/kind", "\"normal\"", "latent.codes[2]: "),
        Arguments.of("/latent/codes/2", "null", "latent: "),
        Arguments.of("/generator", "{}", "generator: "),
        Arguments.of("/generator/0/kind", "\"lstm\"", "generator[0]: "),
        Arguments.of("/generator/0/units", "\"many\"", "generator[0].units: "),
        Arguments.of("/generator/3/shape", "[12, 2.5, 1]", "generator[3].shape[1]: "),
        Arguments.of("/generator/3/shape", "[12, 0, 1]", "generator[3].shape: shape: expected"),
        Arguments.of("/generator/6/kernel", "0", "generator[6]: conv_transpose2d: kernel: expec"),
        Arguments.of(
            "/generator/6/padding", "\"valid\"", "generator[6].padding: padding: expected"),
        Arguments.of(
            "/trunk/0/layer/padding", "-1", "trunk[0].layer.padding: padding: expected at least 0"),
        Arguments.of(
            "/trunk/0/layer",
            "{\"kind\": \"relu\"}",
            "trunk[0]: spectral_norm: layer: expected dense or conv2d, found Relu"),
        Arguments.of("/trunk/5/rate", "1", "trunk[5]: dropout: rate: expected a number from"),
        Arguments.of("/trunk/5/channels", "\"no\"", "trunk[5].channels: "),
        Arguments.of("/trunk/5", "null", "trunk[5]: expected a layer, found none"),
        Arguments.of("/generatorAdam/beta1", "1", "generatorAdam: adam: beta1: expected"),
        Arguments.of("/initialWeights", "\"HE\"", "initialWeights: "),
        Arguments.of("/q/1/first", "7", "q: layer 1: tanh_rows: expected an input of at least 8"),
        Arguments.of("/updatePartition", "\"ALONE\"", "updatePartition: "),
        Arguments.of("/updatePartition", "1", "updatePartition: "),
        Arguments.of("/informationAdam", "3e-4", "informationAdam: "),
        Arguments.of("/informationAdam/beta2", "1", "informationAdam: adam: beta2: expected"),
        Arguments.of("/stabilizers", "[]", "stabilizers: "),
        Arguments.of("/lambdaSchedule", "1", "lambdaSchedule: "),
        Arguments.of(
            "/lambdaSchedule/end",
            "1",
            "lambdaSchedule: schedule: expected 0 <= start <= end, found start 2"),
        Arguments.of(
            "/learningRateSchedule/to", "-0.1", "learningRateSchedule: expected at least 0"),
        Arguments.of("/instanceNoise/start", "0.5", "instanceNoise.start: "),
        Arguments.of(
            "/consistency/weight", "-1", "consistency: consistency.weight: expected at least 0"),
        Arguments.of(
            "/consistency/jitter/rotation",
            "4",
            "consistency.jitter: jitter: rotation: expected a number from 0 to 3.14"),
        Arguments.of(
            "/consistency/equivariances/0/factor",
            "\"COLOUR\"",
            "consistency.equivariances[0].factor: expected one of SLANT, ROTATION, SIZE, THICKNESS"),
        Arguments.of("/r1Gamma", "-1", "r1Gamma: expected at least 0 and below 1e6, found -1"),
        Arguments.of(
            "/generatorEmaDecay", "1", "generatorEmaDecay: expected a decay from 0 to below 1"),
        Arguments.of("/gradientClipNorm", "\"5\"", "gradientClipNorm: "),
        Arguments.of("/generatorUpdates", "1.5", "generatorUpdates: "),
        Arguments.of("/q/0/units", "8", "q: expected output shape [7], found [8]"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("wrongValues")
  void aWrongValueIsNamed(String pointer, String value, String message)
      throws JsonProcessingException {
    JsonNode root = MAPPER.readTree(FULL.toJson());
    JsonPointer place = JsonPointer.compile(pointer);
    JsonNode parent = root.at(place.head());
    if (parent instanceof ArrayNode array) {
      array.set(place.last().getMatchingIndex(), MAPPER.readTree(value));
    } else {
      ((ObjectNode) parent).set(place.last().getMatchingProperty(), MAPPER.readTree(value));
    }
    assertThatThrownBy(() -> InfoGanConfig.fromJson(root.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("config: " + message)
        .message()
        .doesNotEndWith(": null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|a JSON object, found none",
        "null|JSON object",
        "{|JSON",
        "{} {}|",
        "[]|",
        "steps: 4|JSON"
      })
  void textThatIsNoConfigurationIsRefused(String text, String message) {
    assertThatThrownBy(() -> InfoGanConfig.fromJson(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("config: ")
        .hasMessageContaining(message == null ? "" : message);
  }

  /** Within these, reading a document ends soon and takes no more stack than there is. */
  static Stream<Arguments> withoutMeasure() {
    String layer = "{\"kind\": \"spectral_norm\", \"layer\": ";
    return Stream.of(
        Arguments.of("arrays in arrays", "[".repeat(100_000)),
        Arguments.of("objects in objects", "{\"preset\": ".repeat(100_000)),
        Arguments.of("layers in layers", "{\"trunk\": [" + layer.repeat(900)),
        Arguments.of("a long number", "{\"seed\": " + "9".repeat(5000) + "}"),
        Arguments.of("a long exponent", "{\"batch\": 1e" + "9".repeat(9) + "}"),
        Arguments.of("a long text", "{\"preset\": \"" + "a".repeat(21_000_000) + "\"}"),
        Arguments.of("a long name", "{\"" + "a".repeat(60_000) + "\": 1}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withoutMeasure")
  void whatIsWithoutMeasureIsRefused(String what, String text) {
    assertThatThrownBy(() -> InfoGanConfig.fromJson(text))
        .as(what)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("config: ")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
  }

  @Test
  void aFieldThatStandsTwiceIsRefused() {
    String twice = FULL.toJson().replaceFirst("\"steps\" : 11", "\"steps\" : 11, \"steps\" : 12");
    assertThatThrownBy(() -> InfoGanConfig.fromJson(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps");
  }

  private static void collectObjects(JsonNode node, JsonPointer at, List<JsonPointer> objects) {
    if (node.isObject()) {
      objects.add(at);
      node.properties()
          .forEach(e -> collectObjects(e.getValue(), at.appendProperty(e.getKey()), objects));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collectObjects(node.get(i), at.appendIndex(i), objects);
    }
  }

  /** The message says where the object is and how the field is called. */
  private static void assertNamed(JsonNode document, JsonPointer object, String field) {
    String path =
        object.toString().replaceAll("/(\\d+)", "[$1]").replaceFirst("^/", "").replace('/', '.');
    assertThatThrownBy(() -> InfoGanConfig.fromJson(document.toString()))
        .as(object + " " + field)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("config: " + path)
        .hasMessageContaining(field);
  }
}
