package org.infogan.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the scripts src/test/python/make_*_fixtures.py wrote for this package. */
public final class EvalFixtures {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EvalFixtures() {}

  /** The cases of one kind in src/test/resources/eval/{file}.json. */
  public static List<JsonNode> of(String file, String kind) {
    try (InputStream in = EvalFixtures.class.getResourceAsStream("/eval/" + file + ".json")) {
      return StreamSupport.stream(MAPPER.readTree(in).get(kind).spliterator(), false).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static <T> T as(JsonNode node, Class<T> type) {
    return MAPPER.convertValue(node, type);
  }
}
