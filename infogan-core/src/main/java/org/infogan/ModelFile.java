package org.infogan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.infogan.io.TensorArchive;
import org.infogan.nn.Layer;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.buffer.DataType;

/** A model on disk: the configuration as {@code config.json}, and every tensor by its full name. */
final class ModelFile implements Closeable {

  private static final String KIND = "model";

  private final ConfiguredArchive archive;

  private ModelFile(ConfiguredArchive archive) {
    this.archive = archive;
  }

  static void write(Path file, InfoGanConfig config, InfoGanNetworks networks) throws IOException {
    TensorArchive.write(file, KIND, documents(config), networks.tensors());
  }

  /** The SHA-256 of the file that {@link #write} would write. */
  static String sha256(InfoGanConfig config, InfoGanNetworks networks) {
    return TensorArchive.sha256(KIND, documents(config), networks.tensors());
  }

  private static Map<String, byte[]> documents(InfoGanConfig config) {
    return Map.of(ConfiguredArchive.CONFIG, ConfiguredArchive.json(config));
  }

  /** Opens the file and reads its configuration; nothing large is allocated. */
  static ModelFile open(Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    return new ModelFile(ConfiguredArchive.open(file, KIND, ownLayers));
  }

  InfoGanConfig config() {
    return archive.config();
  }

  /** The networks that the configuration describes, with the file's tensors. */
  InfoGanNetworks networks() throws IOException {
    Map<String, Shape> expected = InfoGanNetworks.tensorShapes(config());
    archive.requireNames(expected.keySet());
    archive.requireShapes(expected);
    return fill(InfoGanNetworks.allocate(config(), DataType.FLOAT));
  }

  /** Reads the file's tensors into these networks, and closes them if that fails. */
  InfoGanNetworks fill(InfoGanNetworks networks) throws IOException {
    try {
      archive.readInto(networks.tensors());
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
}
