package org.infogan.io;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The content of format.json: what the archive is, and each file in it. Like all JSON of the
 * library, it is read with what Jackson 2.13 has.
 *
 * @param kind what the archive holds, such as "model"
 * @param library version of the library that wrote it
 * @param attributes what it says besides, values by name
 * @param entries by path inside the archive
 */
record ArchiveIndex(
    String kind,
    String library,
    SortedMap<String, String> attributes,
    SortedMap<String, ArchiveEntry> entries) {

  static final String FILE = "format.json";

  private static final String FORMAT = "infogan";
  private static final Pattern KIND = Pattern.compile("[a-z]{1,40}");

  /** The index's own fields, which no attribute can be called. */
  private static final List<String> FIELDS =
      List.of("format", "version", "kind", "library", "entries");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  ArchiveIndex {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  static boolean isKind(String kind) {
    return KIND.matcher(kind).matches();
  }

  static boolean isAttribute(String name, String value) {
    return isKind(name) && isKind(value) && !FIELDS.contains(name);
  }

  /** The same bytes on every system: Jackson's own choice of line ends follows the platform. */
  byte[] toJson() throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("version", TensorArchive.VERSION);
    root.put("kind", kind).put("library", library);
    attributes.forEach(root::put);
    ObjectNode list = root.putObject("entries");
    entries.forEach((path, entry) -> list.set(path, entry.toJson()));
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return MAPPER.writer(printer).writeValueAsBytes(root);
  }

  /**
   * Reads the version before anything else, so that a file of a later version is called that.
   *
   * @param where names the archive in messages
   * @throws IOException if these bytes are not the index of a version that is read
   */
  static ArchiveIndex parse(byte[] json, String where) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IOException(where + ": " + FILE + " is damaged: " + e.getMessage(), e);
    }
    if (!root.path("format").asText().equals(FORMAT)) {
      throw new IOException(
          where + ": expected format \"" + FORMAT + "\", found " + quote(root.path("format")));
    }
    JsonNode version = root.path("version");
    if (!version.isInt() || version.intValue() != TensorArchive.VERSION) {
      throw new IOException(
          where
              + ": this library reads format version "
              + TensorArchive.VERSION
              + ", found version "
              + quote(version)
              + ", written by library "
              + quote(root.path("library")));
    }
    String kind = root.path("kind").asText();
    if (!isKind(kind)) {
      throw new IOException(where + ": expected a kind, found " + quote(root.path("kind")));
    }
    SortedMap<String, String> attributes = new TreeMap<>();
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode value = root.get(name);
      if (value.isTextual() && isAttribute(name, value.asText())) {
        attributes.put(name, value.asText());
      }
    }
    SortedMap<String, ArchiveEntry> entries = new TreeMap<>();
    JsonNode files = root.path("entries");
    for (Iterator<String> paths = files.fieldNames(); paths.hasNext(); ) {
      String path = paths.next();
      entries.put(path, ArchiveEntry.of(path, files.get(path), where + ", " + path));
    }
    return new ArchiveIndex(kind, root.path("library").asText(), attributes, entries);
  }

  /**
   * Checks that an archive has the files that are listed here, and no others.
   *
   * @param lengths the lengths of the files in the zip, by path. Not modified.
   * @param where names the archive in messages
   */
  void requireFiles(SortedMap<String, Long> lengths, String where) throws IOException {
    SortedMap<String, Long> listed = new TreeMap<>();
    entries.forEach((path, entry) -> listed.put(path, entry.bytes()));
    SortedMap<String, Long> found = new TreeMap<>(lengths);
    found.keySet().removeAll(List.of(FILE, ArchiveWriter.SUM_FILE));
    for (Map.Entry<String, Long> entry : listed.entrySet()) {
      Long bytes = found.remove(entry.getKey());
      if (!entry.getValue().equals(bytes)) {
        throw new IOException(
            where
                + ", "
                + entry.getKey()
                + ": expected "
                + entry.getValue()
                + " bytes, found "
                + (bytes == null ? "no such file" : bytes));
      }
    }
    if (!found.isEmpty()) {
      throw new IOException(
          where + ": expected only what format.json lists, found " + found.keySet());
    }
  }

  /** For a message; a forged file could hold millions of letters. */
  static String quote(JsonNode node) {
    return NpyHeader.quote(node.toString());
  }
}
