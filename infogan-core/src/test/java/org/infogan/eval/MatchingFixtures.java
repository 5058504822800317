package org.infogan.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** What src/test/python/make_matching_fixtures.py wrote. */
final class MatchingFixtures {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MatchingFixtures() {}

  static List<JsonNode> of(String kind) {
    try (InputStream in = MatchingFixtures.class.getResourceAsStream("/eval/matching.json")) {
      return StreamSupport.stream(MAPPER.readTree(in).get(kind).spliterator(), false).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T as(JsonNode node, Class<T> type) {
    return MAPPER.convertValue(node, type);
  }
}
