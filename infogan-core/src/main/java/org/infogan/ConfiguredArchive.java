package org.infogan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.infogan.io.TensorArchive;
import org.infogan.nn.Layer;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An archive of a run's tensors with the configuration that they belong to. */
final class ConfiguredArchive implements Closeable {

  /** The configuration's document. */
  static final String CONFIG = "config.json";

  private final Path file;
  private final TensorArchive archive;
  private final InfoGanConfig config;

  private ConfiguredArchive(Path file, TensorArchive archive, InfoGanConfig config) {
    this.file = file;
    this.archive = archive;
    this.config = config;
  }

  /** The configuration as a document. */
  static byte[] json(InfoGanConfig config) {
    return config.toJson().getBytes(StandardCharsets.UTF_8);
  }

  /** Opens the file and reads its configuration; nothing large is allocated. */
  static ConfiguredArchive open(Path file, String kind, List<Class<? extends Layer>> ownLayers)
      throws IOException {
    TensorArchive archive = TensorArchive.open(file);
    try {
      return new ConfiguredArchive(file, archive, readConfig(archive, kind, file, ownLayers));
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static InfoGanConfig readConfig(
      TensorArchive archive, String kind, Path file, List<Class<? extends Layer>> ownLayers)
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

  InfoGanConfig config() {
    return config;
  }

  byte[] document(String name) throws IOException {
    return archive.document(name);
  }

  /** That the networks can be made from the configuration. */
  void requireLayers() throws IOException {
    if (config.hasOwnNetworks()) {
      throw new IOException(
          file
              + ": expected networks of layers, found the user's own; read the file with a"
              + " generator, discriminator and Q of the same structure");
    }
  }

  /** Before networks are allocated, so that a wrong file cannot take any memory. */
  void requireShapes(Map<String, Shape> expected) throws IOException {
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

  /** That the file has the tensors of these names and no others. */
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
   */
  void readInto(Map<String, INDArray> tensors) throws IOException {
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
