package org.infogan.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What format.json says of one file in an archive.
 *
 * @param bytes length of the file
 * @param sha256 in 64 lower-case hexadecimal digits
 * @param dataType of the values, or null for a document
 * @param shape extents of a tensor, or null for a document
 */
record ArchiveEntry(
    long bytes, String sha256, @Nullable DataType dataType, @Nullable List<Long> shape) {

  private static final int MAX_NAME = 200;
  private static final String TENSOR_FOLDER = "tensors/";
  private static final String TENSOR_SUFFIX = ".npy";
  private static final Pattern DOCUMENT_NAME = Pattern.compile("[A-Za-z0-9_-]+\\.json");
  private static final Pattern TENSOR_NAME =
      Pattern.compile("(?!\\.)[A-Za-z0-9._-]+(?:/(?!\\.)[A-Za-z0-9._-]+)*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** The length that a name may have, and the letters: no absolute path and no way up. */
  static boolean isTensorName(String name) {
    return name.length() <= MAX_NAME && TENSOR_NAME.matcher(name).matches();
  }

  static boolean isDocumentName(String name) {
    return name.length() <= MAX_NAME
        && DOCUMENT_NAME.matcher(name).matches()
        && !name.equals(ArchiveIndex.FILE);
  }

  static String tensorPath(String name) {
    return TENSOR_FOLDER + name + TENSOR_SUFFIX;
  }

  /** The name of the tensor at a path, or null if no tensor can be there. */
  static @Nullable String tensorName(String path) {
    int end = path.length() - TENSOR_SUFFIX.length();
    if (!path.startsWith(TENSOR_FOLDER)
        || !path.endsWith(TENSOR_SUFFIX)
        || end < TENSOR_FOLDER.length()) {
      return null;
    }
    String name = path.substring(TENSOR_FOLDER.length(), end);
    return isTensorName(name) ? name : null;
  }

  boolean isTensor() {
    return shape != null;
  }

  long[] extents() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (isTensor()) {
      node.put("dtype", NpyHeader.descr(dataType));
      shape.forEach(node.putArray("shape")::add);
    }
    return node.put("bytes", bytes).put("sha256", sha256);
  }

  /**
   * Reads and checks one entry; its numbers say no more than that such a file could exist.
   *
   * @throws IOException if the path cannot be in an archive or a field is missing or absurd
   */
  static ArchiveEntry of(String path, JsonNode node, String where) throws IOException {
    boolean tensor = tensorName(path) != null;
    if (!tensor && !isDocumentName(path)) {
      throw new IOException(where + ": expected the name of a document or a tensor");
    }
    JsonNode bytes = node.path("bytes");
    String sha256 = node.path("sha256").asText();
    if (!bytes.canConvertToExactIntegral()
        || !bytes.canConvertToLong()
        || bytes.longValue() < 0
        || !SHA256.matcher(sha256).matches()) {
      throw new IOException(
          where + ": expected bytes and sha256, found " + ArchiveIndex.quote(node));
    }
    if (!tensor) {
      if (bytes.longValue() > TensorArchive.MAX_DOCUMENT_BYTES) {
        throw new IOException(
            where
                + ": expected at most "
                + TensorArchive.MAX_DOCUMENT_BYTES
                + " bytes, found "
                + bytes);
      }
      return new ArchiveEntry(bytes.longValue(), sha256, null, null);
    }
    DataType dataType = NpyHeader.dataType(node.path("dtype").asText());
    if (dataType != DataType.FLOAT && dataType != DataType.DOUBLE) {
      throw new IOException(
          where + ": expected dtype <f4 or <f8, found " + ArchiveIndex.quote(node.path("dtype")));
    }
    List<Long> shape = shape(node.path("shape"), where);
    return new ArchiveEntry(bytes.longValue(), sha256, dataType, shape);
  }

  private static List<Long> shape(JsonNode node, String where) throws IOException {
    List<Long> shape = new ArrayList<>();
    for (JsonNode extent : node) {
      if (extent.canConvertToExactIntegral() && extent.canConvertToLong()) {
        shape.add(extent.longValue());
      }
    }
    boolean positive = shape.stream().allMatch(extent -> extent > 0);
    if (!node.isArray() || shape.size() != node.size() || !positive) {
      throw new IOException(
          where + ": expected a shape of positive extents, found " + ArchiveIndex.quote(node));
    }
    if (shape.size() > NpyHeader.MAX_RANK) {
      throw new IOException(
          where + ": expected at most " + NpyHeader.MAX_RANK + " axes, found " + shape.size());
    }
    return List.copyOf(shape);
  }
}
