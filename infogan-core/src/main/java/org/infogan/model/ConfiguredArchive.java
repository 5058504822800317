package org.infogan.model;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.infogan.config.InfoGanConfig;
import org.infogan.internal.Internal;
import org.infogan.io.TensorArchive;
import org.infogan.nn.Layer;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An archive of a run's tensors with the configuration that they belong to, as {@code config.json}.
 * The configuration says whose the networks are: of its layers, or the user's own, whose structure
 * no file can hold.
 */
@Internal
public abstract class ConfiguredArchive implements Closeable {

  private static final String CONFIG = "config.json";

  private final Path file;
  private final TensorArchive archive;
  private final InfoGanConfig config;

  /**
   * Opens the file and reads its configuration; nothing large is allocated.
   *
   * @param file the file
   * @param kind the kind of archive that is expected
   * @param ownLayers classes of the user's layers. Not modified.
   * @throws IOException when the file is another, or damaged; it is then closed
   */
  public ConfiguredArchive(Path file, String kind, List<Class<? extends Layer>> ownLayers)
      throws IOException {
    this.file = file;
    archive = TensorArchive.open(file);
    try {
      config = readConfig(kind, ownLayers);
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private InfoGanConfig readConfig(String kind, List<Class<? extends Layer>> ownLayers)
      throws IOException {
    if (!archive.kind().equals(kind)) {
      throw new IOException(
          file + ": expected a file of kind " + kind + ", found " + archive.kind());
    }
    try {
      String json = new String(archive.document(CONFIG), StandardCharsets.UTF_8);
      return InfoGanConfig.fromJson(json, ownLayers);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes an archive, which replaces an earlier file as a whole or not at all.
   *
   * @param file the file to create or replace
   * @param kind the kind of archive
   * @param config the configuration
   * @param documents further documents by name. Not modified.
   * @param tensors by full name. Not modified.
   * @throws IOException when the file cannot be written
   */
  public static void writeArchive(
      Path file,
      String kind,
      InfoGanConfig config,
      Map<String, byte[]> documents,
      Map<String, INDArray> tensors)
      throws IOException {
    TensorArchive.write(file, kind, documents(config, documents), tensors);
  }

  /**
   * All documents of an archive.
   *
   * @param config the configuration
   * @param documents further documents by name. Not modified.
   * @return the documents and the configuration, by name
   */
  static Map<String, byte[]> documents(InfoGanConfig config, Map<String, byte[]> documents) {
    Map<String, byte[]> all = new LinkedHashMap<>(documents);
    all.put(CONFIG, config.toJson().getBytes(StandardCharsets.UTF_8));
    return all;
  }

  /**
   * The configuration.
   *
   * @return what the networks were trained with
   */
  public InfoGanConfig config() {
    return config;
  }

  /**
   * Whether the archive has a document.
   *
   * @param name the document's name
   * @return whether there is one of that name
   */
  boolean hasDocument(String name) {
    return archive.documents().contains(name);
  }

  /**
   * One document.
   *
   * @param name the document's name
   * @return its bytes
   * @throws IOException when there is none of that name
   */
  public byte[] document(String name) throws IOException {
    return archive.document(name);
  }

  /**
   * Allocates the networks that the configuration describes, still without the file's tensors.
   *
   * @param remedy the method that reads into the user's own networks, named in the message
   * @return the networks; the caller closes them
   * @throws IOException when the file holds the user's own networks, or other tensors; no memory
   *     has then been taken
   */
  public InfoGanNetworks allocateNetworks(String remedy) throws IOException {
    requireDescribed(remedy);
    requireShapes(InfoGanNetworks.tensorShapes(config));
    return InfoGanNetworks.allocate(config, DataType.FLOAT);
  }

  /**
   * Checks that the configuration describes the networks.
   *
   * @param remedy the method that reads into the user's own networks, named in the message
   * @throws IOException when the file holds the user's own
   */
  void requireDescribed(String remedy) throws IOException {
    if (config.hasOwnNetworks()) {
      throw new IOException(
          file
              + ": expected networks that the configuration describes, found the user's own; give"
              + " networks of the same structure to "
              + remedy);
    }
  }

  /** Before networks are allocated, so that a wrong file cannot take any memory. */
  private void requireShapes(Map<String, Shape> expected) throws IOException {
    Map<String, long[]> stored = archive.shapes();
    for (Map.Entry<String, Shape> tensor : expected.entrySet()) {
      long[] extents = stored.get(tensor.getKey());
      String found = extents == null ? "none" : Arrays.stream(extents).boxed().toList().toString();
      if (!found.equals(tensor.getValue().toString())) {
        throw new IOException(
            file
                + ": tensor "
                + tensor.getKey()
                + ": expected shape "
                + tensor.getValue()
                + ", found "
                + found);
      }
    }
  }

  /**
   * Checks that the file has the tensors of these names and no others.
   *
   * @param expected the names. Not modified.
   * @throws IOException when one is missing or in excess
   */
  void requireNames(Set<String> expected) throws IOException {
    Set<String> stored = archive.shapes().keySet();
    if (!stored.equals(expected)) {
      Set<String> missing = new TreeSet<>(expected);
      missing.removeAll(stored);
      Set<String> unknown = new TreeSet<>(stored);
      unknown.removeAll(expected);
      throw new IOException(
          file
              + ": expected the tensors of the configured networks, found "
              + missing
              + " missing and "
              + unknown
              + " in excess");
    }
  }

  /**
   * Reads all tensors.
   *
   * @param tensors by name, exactly those of the file. Modified.
   * @throws IOException when a name, a shape or a type differs
   */
  public void readInto(Map<String, INDArray> tensors) throws IOException {
    requireNames(tensors.keySet());
    for (Map.Entry<String, INDArray> tensor : tensors.entrySet()) {
      archive.readInto(tensor.getKey(), tensor.getValue());
    }
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
