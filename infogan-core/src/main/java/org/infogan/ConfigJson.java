package org.infogan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.infogan.nn.Layer;

/** The JSON form of a configuration: its records as they are, layers and codes told by "kind". */
final class ConfigJson {

  private final ObjectMapper mapper;

  /**
   * A converter.
   *
   * @param ownLayers the user's own layer classes, told by their simple class names
   */
  ConfigJson(List<Class<? extends Layer>> ownLayers) {
    mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
      return mapper.readValue(json, InfoGanConfig.class);
    } catch (ValueInstantiationException e) {
      throw new IllegalArgumentException("config: " + field(e) + e.getCause().getMessage(), e);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException("config: " + field(e) + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("config: expected JSON, found " + e.getMessage(), e);
    }
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
