package org.infogan.config;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.infogan.latent.BernoulliCode;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.GaussianCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.latent.UniformCode;
import org.infogan.nn.Layer;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.DepthToSpace;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.GaussianNoise;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.PartialTanh;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Resize;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.SpaceToDepth;
import org.infogan.nn.layers.SpectralNorm;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.layers.Upsample;

/**
 * The JSON form of a configuration: its fields by name, layers and codes identified by "kind". Text
 * becomes a tree, the tree is laid over that of the preset, and its fields are given to a builder.
 *
 * <p>Keeps to what Jackson 2.13 has: frameworks that bring a Jackson of their own bring an old one.
 */
final class ConfigJson {

  /** The names of layers and codes in JSON. */
  private static final List<NamedType> KINDS =
      List.of(
          new NamedType(Dense.class, "dense"),
          new NamedType(Conv2d.class, "conv2d"),
          new NamedType(ConvTranspose2d.class, "conv_transpose2d"),
          new NamedType(SpectralNorm.class, "spectral_norm"),
          new NamedType(BatchNorm.class, "batch_norm"),
          new NamedType(Relu.class, "relu"),
          new NamedType(LeakyRelu.class, "leaky_relu"),
          new NamedType(Tanh.class, "tanh"),
          new NamedType(PartialTanh.class, "partial_tanh"),
          new NamedType(Sigmoid.class, "sigmoid"),
          new NamedType(Dropout.class, "dropout"),
          new NamedType(GaussianNoise.class, "gaussian_noise"),
          new NamedType(Upsample.class, "upsample"),
          new NamedType(Resize.class, "resize"),
          new NamedType(DepthToSpace.class, "depth_to_space"),
          new NamedType(SpaceToDepth.class, "space_to_depth"),
          new NamedType(Reshape.class, "reshape"),
          new NamedType(CategoricalCode.class, "categorical"),
          new NamedType(UniformCode.class, "uniform"),
          new NamedType(GaussianCode.class, "gaussian"),
          new NamedType(BernoulliCode.class, "bernoulli"));

  /** Stands in front of what is different in a configuration from a preset. */
  private static final String PRESET = "preset";

  /** Stands in place of the layers where the user brings the networks. */
  private static final String NETWORKS = "networks";

  private static final String OWN = "own";

  /** Layers may hold layers, but not so many that reading them exhausts the stack. */
  private static final int MAX_NESTING = 100;

  /** Far more than any network needs, and read at once. */
  private static final int MAX_CHARACTERS = 1 << 20;

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface Kind {}

  private final ObjectMapper mapper;

  /**
   * A converter.
   *
   * @param ownLayers the user's own layer classes, identified by their names without the package
   */
  ConfigJson(List<Class<? extends Layer>> ownLayers) {
    mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // A batch of 12.7 or "64" is a mistake, not a batch of 12 or 64.
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addMixIn(Layer.class, Kind.class)
            .addMixIn(LatentCode.class, Kind.class)
            .addModule(new ScalarForms())
            .build();
    KINDS.forEach(mapper::registerSubtypes);
    ownLayers.forEach(mapper::registerSubtypes);
  }

  /** The kinds of layers, or of codes. */
  static List<String> kindsOf(Class<?> base) {
    return KINDS.stream()
        .filter(kind -> base.isAssignableFrom(kind.getType()))
        .map(NamedType::getName)
        .toList();
  }

  String write(InfoGanConfig config) {
    try {
      return mapper.writeValueAsString(tree(config));
    } catch (IOException e) {
      throw new IllegalArgumentException("config: cannot be written as JSON: " + e, e);
    }
  }

  private ObjectNode tree(InfoGanConfig config) throws IOException {
    ObjectNode tree = mapper.createObjectNode();
    for (ConfigField<?> field : ConfigField.ALL) {
      if (!config.hasOwnNetworks() || !ConfigField.NETWORKS.contains(field)) {
        tree.set(field.name(), tree(field, config));
      } else if (field.equals(ConfigField.NETWORKS.get(0))) {
        tree.put(NETWORKS, OWN);
      }
    }
    return tree;
  }

  /** By the field's type, since the class of a list does not say what is in it. */
  private JsonNode tree(ConfigField<?> field, InfoGanConfig config) throws IOException {
    try (TokenBuffer tokens = new TokenBuffer(mapper, false)) {
      mapper.writerFor(mapper.constructType(field.type())).writeValue(tokens, field.get(config));
      return mapper.readTree(tokens.asParser());
    }
  }

  /**
   * Reads a configuration.
   *
   * @param json fields by name; those that are not given are as in the preset that the text names,
   *     or have the builder's defaults
   * @return the configuration
   * @throws IllegalArgumentException when a field is wrong; the message names it
   */
  InfoGanConfig read(String json) {
    try {
      ObjectNode given = parse(json);
      ObjectNode whole = base(given.remove(PRESET));
      requireKnown(given);
      if (given.has(NETWORKS)) {
        ConfigField.NETWORKS.forEach(field -> whole.remove(field.name()));
      }
      merge(whole, given);
      return build(whole);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("config: expected JSON, found " + JsonFault.where(e), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("config: " + e.getMessage(), e);
    }
  }

  private ObjectNode parse(String json) throws IOException {
    if (json.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "expected at most " + MAX_CHARACTERS + " characters, found " + json.length());
    }
    requireShallow(json);
    JsonNode tree = mapper.readTree(json);
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("expected a JSON object, found " + JsonFault.found(tree));
  }

  private void requireShallow(String json) throws IOException {
    try (JsonParser parser = mapper.createParser(json)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > MAX_NESTING) {
          throw new IllegalArgumentException(
              "expected at most "
                  + MAX_NESTING
                  + " objects and lists within each other, found more");
        }
      }
    }
  }

  /** The whole form of what is not given: the preset's, or the builder's defaults. */
  private ObjectNode base(JsonNode preset) throws IOException {
    if (preset == null) {
      return defaults();
    }
    if (!preset.isTextual()) {
      throw new IllegalArgumentException(
          "preset: expected a name, found " + JsonFault.found(preset));
    }
    return tree(Preset.named(preset.textValue()).config());
  }

  /** The fields that the builder has a default for. */
  private ObjectNode defaults() throws IOException {
    ObjectNode fields = tree(Defaults.CONFIG);
    fields.remove(List.of("image", "latent", NETWORKS));
    return fields;
  }

  /** The smallest configuration, all else in it being the builder's. */
  private static final class Defaults {
    static final InfoGanConfig CONFIG =
        InfoGanConfig.builder()
            .image(1, 1, 1)
            .latent(Noise.uniform(0), LatentCode.uniform("c", -1, 1))
            .ownNetworks()
            .build();
  }

  private static void requireKnown(ObjectNode given) {
    List<String> known = new ArrayList<>(List.of(PRESET, NETWORKS));
    ConfigField.ALL.forEach(field -> known.add(field.name()));
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException(JsonFault.unknownField(name, name, known));
              }
            });
  }

  private static void merge(ObjectNode whole, ObjectNode changes) {
    for (Iterator<String> names = changes.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode change = changes.get(name);
      if (whole.get(name) instanceof ObjectNode object && change instanceof ObjectNode fields) {
        merge(object, fields);
      } else {
        whole.set(name, change);
      }
    }
  }

  private InfoGanConfig build(ObjectNode tree) throws IOException {
    InfoGanConfig.Builder builder = InfoGanConfig.builder();
    for (ConfigField<?> field : ConfigField.ALL) {
      JsonNode value = tree.get(field.name());
      if (value != null) {
        JsonDefaults.fillIn(value);
        field.set(builder, value(field, value));
      }
    }
    JsonNode networks = tree.get(NETWORKS);
    return networks == null ? builder.build() : withOwnNetworks(builder, networks, tree);
  }

  private Object value(ConfigField<?> field, JsonNode value) throws IOException {
    try {
      if (value.isNull()) {
        throw new IllegalArgumentException(field.name() + ": expected a value, found null");
      }
      return mapper.readerFor(mapper.constructType(field.type())).readValue(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonFault.describe(e, field.name(), value), e);
    }
  }

  private static InfoGanConfig withOwnNetworks(
      InfoGanConfig.Builder builder, JsonNode networks, ObjectNode tree) {
    if (!networks.isTextual() || !networks.textValue().equals(OWN)) {
      throw new IllegalArgumentException(
          NETWORKS + ": expected \"own\", found " + JsonFault.found(networks));
    }
    for (ConfigField<?> field : ConfigField.NETWORKS) {
      if (tree.has(field.name())) {
        throw new IllegalArgumentException(
            field.name() + ": expected no layers, since networks is \"own\", found some");
      }
    }
    return builder.ownNetworks().build();
  }
}
