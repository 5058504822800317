package org.infogan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far a run has come.
 *
 * @param step the number of steps made
 * @param images the size of the data set it trains on; 0 before the first step
 * @param updates the number of updates made, by optimiser
 */
record RunCounters(int step, int images, Map<String, Long> updates) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  byte[] toJson() {
    ObjectNode root = MAPPER.createObjectNode().put("step", step).put("images", images);
    ObjectNode list = root.putObject("updates");
    updates.forEach(list::put);
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * From its JSON form.
   *
   * @param where names the file in messages
   * @throws IOException when these bytes are something else
   */
  static RunCounters parse(byte[] json, String where) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IOException(where + ": expected JSON, found " + e.getMessage(), e);
    }
    Map<String, Long> updates = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : root.path("updates").properties()) {
      updates.put(field.getKey(), count(field.getValue(), field.getKey(), Long.MAX_VALUE, where));
    }
    return new RunCounters(
        (int) count(root.path("step"), "step", Integer.MAX_VALUE, where),
        (int) count(root.path("images"), "images", Integer.MAX_VALUE, where),
        updates);
  }

  private static long count(JsonNode node, String field, long most, String where)
      throws IOException {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() > most) {
      throw new IOException(
          where + ": " + field + ": expected a count, found " + abbreviated(node.toString()));
    }
    return node.longValue();
  }

  /** A forged file could hold millions of letters. */
  private static String abbreviated(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  /**
   * That the optimisers are those of the run.
   *
   * @throws IOException when they are not
   */
  void requireOptimizers(Set<String> expected, String where) throws IOException {
    if (!updates.keySet().equals(expected)) {
      throw new IOException(
          where + ": updates: expected those of " + expected + ", found " + updates.keySet());
    }
  }
}
