package org.infogan.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where a model comes from. It is saved with the model as {@code provenance.json}; nothing that the
 * model computes depends on it.
 *
 * @param library the version of the library that trained the model, or "development"
 * @param steps the number of training steps made
 * @param seed the seed of the run
 * @param data the name that the trainer was given for the images; empty if none
 * @param images the number of images that the model was trained on
 * @param time when the model was made, in whole seconds
 * @param recalibratedOn the number of other images on which batch norm's statistics were measured
 *     after training; 0 if they are those of the images trained on
 */
public record Provenance(
    String library,
    int steps,
    long seed,
    Optional<String> data,
    int images,
    Instant time,
    int recalibratedOn) {

  private static final int MOST_CHARACTERS_QUOTED = 40;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * The provenance of the same model with batch norm's statistics of other images.
   *
   * @param count the number of these images
   * @return a new provenance
   */
  public Provenance withRecalibratedOn(int count) {
    return new Provenance(library, steps, seed, data, images, time, count);
  }

  /**
   * The provenance as JSON.
   *
   * @return an object with a field for each component, {@code data} being null if there is none
   */
  public String toJson() {
    ObjectNode root =
        MAPPER
            .createObjectNode()
            .put("library", library)
            .put("steps", steps)
            .put("seed", seed)
            .put("data", data.orElse(null))
            .put("images", images)
            .put("time", time.toString())
            .put("recalibrated_on", recalibratedOn);
    return root.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
  }

  /**
   * Reads what {@link #toJson} wrote; fields of other names are passed over.
   *
   * @param json in UTF-8
   * @param where the document's name in messages
   * @throws IOException when a field is missing or of another kind
   */
  static Provenance parse(byte[] json, String where) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException(where + ": expected JSON, found " + e.getMessage(), e);
    }
    JsonNode data = root.path("data");
    return new Provenance(
        text(root, "library", where),
        (int) number(root, "steps", 0, Integer.MAX_VALUE, where),
        number(root, "seed", Long.MIN_VALUE, Long.MAX_VALUE, where),
        data.isNull() ? Optional.empty() : Optional.of(text(root, "data", where)),
        (int) number(root, "images", 0, Integer.MAX_VALUE, where),
        time(root, where),
        (int) number(root, "recalibrated_on", 0, Integer.MAX_VALUE, where));
  }

  private static String text(JsonNode root, String field, String where) throws IOException {
    JsonNode node = root.path(field);
    if (!node.isTextual()) {
      throw unexpected(where, field, "a text", node);
    }
    return node.textValue();
  }

  private static long number(JsonNode root, String field, long least, long most, String where)
      throws IOException {
    JsonNode node = root.path(field);
    boolean isLong = node.isIntegralNumber() && node.canConvertToLong();
    if (!isLong || node.longValue() < least || node.longValue() > most) {
      throw unexpected(where, field, "a whole number in its range", node);
    }
    return node.longValue();
  }

  private static Instant time(JsonNode root, String where) throws IOException {
    try {
      return Instant.parse(text(root, "time", where));
    } catch (DateTimeParseException e) {
      throw unexpected(where, "time", "a time such as 2026-01-31T12:00:00Z", root.path("time"));
    }
  }

  private static IOException unexpected(
      String where, String field, String expected, JsonNode node) {
    String found = node.isMissingNode() ? "none" : node.toString();
    String quoted =
        found.length() <= MOST_CHARACTERS_QUOTED
            ? found
            : found.substring(0, MOST_CHARACTERS_QUOTED) + "...";
    return new IOException(where + ": " + field + ": expected " + expected + ", found " + quoted);
  }
}
