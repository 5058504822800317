package org.infogan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Dense;
import org.infogan.nn.Layer;
import org.infogan.nn.Reshape;

/**
 * The JSON form of a configuration: its records as they are, layers and codes identified by "kind".
 */
final class ConfigJson {

  /** Layers may hold layers, but not so many that reading them exhausts the stack. */
  private static final int MAX_NESTING = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .build();

  private final ObjectMapper mapper;

  /**
   * A converter.
   *
   * @param ownLayers the user's own layer classes, identified by their simple class names
   */
  ConfigJson(List<Class<? extends Layer>> ownLayers) {
    mapper =
        JsonMapper.builder(JSON)
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
            .addModule(new LayerJson())
            .build();
    ownLayers.forEach(mapper::registerSubtypes);
  }

  String write(InfoGanConfig config) {
    try {
      return mapper.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("config: cannot be written as JSON: " + e, e);
    }
  }

  InfoGanConfig read(String json) {
    try {
      InfoGanConfig config = mapper.readValue(json, InfoGanConfig.class);
      if (config == null) {
        throw new IllegalArgumentException("config: expected a JSON object, found null");
      }
      return config;
    } catch (ValueInstantiationException e) {
      throw new IllegalArgumentException("config: " + field(e) + reason(e.getCause()), e);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException("config: " + field(e) + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("config: expected JSON, found " + e.getMessage(), e);
    }
  }

  /**
   * Writes a short form out: {"preset": NAME, …} becomes the preset's whole form with the fields
   * that follow put in its place, objects field by field, everything else as one. A text without
   * "preset" stays as it is.
   */
  String writeOut(String json) {
    try {
      JsonNode tree = mapper.readTree(json);
      if (!(tree instanceof ObjectNode changes) || !changes.has("preset")) {
        return json;
      }
      JsonNode name = changes.remove("preset");
      if (!name.isTextual()) {
        throw new IllegalArgumentException("config: preset: expected a name, found " + name);
      }
      JsonNode whole = mapper.readTree(write(Presets.named(name.textValue())));
      merge((ObjectNode) whole, changes);
      return whole.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("config: expected JSON, found " + e.getMessage(), e);
    }
  }

  /**
   * Completes what an earlier version has written: the fields that it did not know get the
   * builder's defaults, those of objects within too. What has no default, and the fields of layers
   * and codes, are not completed.
   */
  String complete(String json) {
    try {
      JsonNode stored = mapper.readTree(json);
      if (!(stored instanceof ObjectNode fields)) {
        return json;
      }
      ObjectNode whole = defaults();
      merge(whole, fields);
      return whole.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("config: expected JSON, found " + e.getMessage(), e);
    }
  }

  /** The fields that the builder has a default for. */
  private ObjectNode defaults() throws JsonProcessingException {
    InfoGanConfig smallest =
        InfoGanConfig.builder()
            .image(1, 1, 1)
            .latent(Noise.uniform(1), LatentCode.uniform("c", -1, 1))
            .generator(new Dense(1), Reshape.to(1, 1, 1))
            .trunk(Reshape.to(1))
            .head(new Dense(1))
            .q(new Dense(1))
            .build();
    ObjectNode fields = (ObjectNode) mapper.readTree(write(smallest));
    return fields.remove(List.of("image", "latent", "generator", "trunk", "head", "q"));
  }

  private static void merge(ObjectNode whole, ObjectNode changes) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      JsonNode old = whole.get(change.getKey());
      if (old instanceof ObjectNode object && change.getValue() instanceof ObjectNode fields) {
        merge(object, fields);
      } else {
        whole.set(change.getKey(), change.getValue());
      }
    }
  }

  /** A constructor's own words, or what a list says of null in it. */
  private static String reason(Throwable cause) {
    return cause instanceof NullPointerException
        ? "expected a value everywhere, found null"
        : cause.getMessage();
  }

  /** Where in the document the fault lies, such as "generator[3].kernel: ". */
  private static String field(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(Collectors.joining());
    return path.isEmpty() ? "" : path.substring(path.startsWith(".") ? 1 : 0) + ": ";
  }
}
