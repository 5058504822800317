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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model on disk: the configuration as {@code config.json}, and every tensor by its full name. */
final class ModelFile implements Closeable {

  private static final String KIND = "model";
  private static final String CONFIG = "config.json";

  private final Path file;
  private final TensorArchive archive;
  private final InfoGanConfig config;

  private ModelFile(Path file, TensorArchive archive, InfoGanConfig config) {
    this.file = file;
    this.archive = archive;
    this.config = config;
  }

  static void write(Path file, InfoGanConfig config, Networks networks) throws IOException {
    byte[] json = new ConfigJson(List.of()).write(config).getBytes(StandardCharsets.UTF_8);
    TensorArchive.write(file, KIND, Map.of(CONFIG, json), networks.tensors());
  }

  /** Opens the file and reads its configuration; nothing large is allocated. */
  static ModelFile open(Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    TensorArchive archive = TensorArchive.open(file);
    try {
      return new ModelFile(file, archive, readConfig(archive, file, ownLayers));
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  InfoGanConfig config() {
    return config;
  }

  /** The networks that the configuration describes, with the file's tensors. */
  Networks networks() throws IOException {
    requireTensors(Networks.tensorShapes(config));
    return fill(Networks.allocate(config, DataType.FLOAT));
  }

  /** Reads the file's tensors into these networks, and closes them if that fails. */
  Networks fill(Networks networks) throws IOException {
    try {
      Map<String, INDArray> tensors = networks.tensors();
      requireNames(tensors.keySet());
      for (Map.Entry<String, INDArray> tensor : tensors.entrySet()) {
        archive.readInto(tensor.getKey(), tensor.getValue());
      }
      return networks;
    } catch (IOException | RuntimeException e) {
      networks.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }

  private static InfoGanConfig readConfig(
      TensorArchive archive, Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    if (!archive.kind().equals(KIND)) {
      throw new IOException(
          file + ": expected a file of kind " + KIND + ", found " + archive.kind());
    }
    try {
      String json = new String(archive.document(CONFIG), StandardCharsets.UTF_8);
      return new ConfigJson(ownLayers).read(json);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Before networks are allocated, so that a wrong file cannot take any memory. */
  private void requireTensors(Map<String, Shape> expected) throws IOException {
    Map<String, long[]> stored = archive.shapes();
    requireNames(expected.keySet());
    for (Map.Entry<String, Shape> tensor : expected.entrySet()) {
      List<Long> found = Arrays.stream(stored.get(tensor.getKey())).boxed().toList();
      if (!found.toString().equals(tensor.getValue().toString())) {
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

  private void requireNames(Set<String> expected) throws IOException {
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
}
