package org.infogan.train;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.infogan.internal.Internal;

/**
 * The counts of a run that its checkpoint keeps.
 *
 * @param step the number of steps made
 * @param images the size of the data set that the run trains on, over all ranks; 0 before the first
 *     step
 * @param ranks the number of trainers that make the run together
 * @param updates the number of updates made, by optimiser. Not modified.
 */
@Internal
public record RunCounters(int step, int images, int ranks, Map<String, Long> updates) {

  private static final int MOST_CHARACTERS_QUOTED = 40;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * The counts in JSON.
   *
   * @return the document's bytes, the same for the same counts
   */
  public byte[] toJson() {
    ObjectNode root = MAPPER.createObjectNode().put("step", step).put("images", images);
    if (ranks > 1) {
      root.put("ranks", ranks);
    }
    new TreeMap<>(updates).forEach(root.putObject("updates")::put);
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Counts from their JSON form.
   *
   * @param json the document's bytes. Not modified.
   * @param where the document's name in messages
   * @return the counts
   * @throws IOException when these bytes are something else
   */
  public static RunCounters parse(byte[] json, String where) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IOException(where + ": expected JSON, found " + e.getMessage(), e);
    }
    Map<String, Long> updates = new TreeMap<>();
    JsonNode counts = root.path("updates");
    for (Iterator<String> names = counts.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      updates.put(name, count(counts.get(name), name, Long.MAX_VALUE, where));
    }
    return new RunCounters(
        (int) count(root.path("step"), "step", Integer.MAX_VALUE, where),
        (int) count(root.path("images"), "images", Integer.MAX_VALUE, where),
        root.has("ranks") ? (int) count(root.path("ranks"), "ranks", Integer.MAX_VALUE, where) : 1,
        updates);
  }

  private static long count(JsonNode node, String field, long maximum, String where)
      throws IOException {
    boolean isLong = node.isIntegralNumber() && node.canConvertToLong();
    if (!isLong || node.longValue() < 0 || node.longValue() > maximum) {
      String found = node.toString();
      // A forged file could hold millions of letters.
      String quoted =
          found.length() <= MOST_CHARACTERS_QUOTED
              ? found
              : found.substring(0, MOST_CHARACTERS_QUOTED) + "...";
      throw new IOException(where + ": " + field + ": expected a count, found " + quoted);
    }
    return node.longValue();
  }

  /**
   * Checks that the optimisers are those of a run.
   *
   * @param expected the run's optimisers. Not modified.
   * @param where the document's name in messages
   * @throws IOException when they are not
   */
  void requireOptimizers(Set<String> expected, String where) throws IOException {
    if (!updates.keySet().equals(expected)) {
      throw new IOException(
          where + ": updates: expected those of " + expected + ", found " + updates.keySet());
    }
  }
}
