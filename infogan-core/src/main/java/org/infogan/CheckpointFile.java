package org.infogan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.infogan.io.TensorArchive;
import org.infogan.nn.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A training run on disk: the configuration as {@code config.json}, the counts as {@code
 * state.json}, and every tensor of its {@link TrainingState}.
 */
final class CheckpointFile implements Closeable {

  private static final String KIND = "checkpoint";
  private static final String STATE = "state.json";

  private final String where;
  private final ConfiguredArchive archive;
  private final RunCounters progress;

  private CheckpointFile(String where, ConfiguredArchive archive, RunCounters progress) {
    this.where = where;
    this.archive = archive;
    this.progress = progress;
  }

  static void write(Path file, InfoGanConfig config, TrainingState state, int step, int images)
      throws IOException {
    state.requireFinite();
    Map<String, byte[]> documents =
        Map.of(
            ConfiguredArchive.CONFIG,
            ConfiguredArchive.json(config),
            STATE,
            new RunCounters(step, images, state.updates()).toJson());
    TensorArchive.write(file, KIND, documents, state.tensors());
  }

  /** Opens the file and checks it; nothing large is allocated. */
  static CheckpointFile open(Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    ConfiguredArchive archive = ConfiguredArchive.open(file, KIND, ownLayers);
    try {
      String where = file + ", " + STATE;
      return new CheckpointFile(where, archive, RunCounters.parse(archive.document(STATE), where));
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  InfoGanConfig config() {
    return archive.config();
  }

  RunCounters progress() {
    return progress;
  }

  /** The networks that the configuration describes, still without the file's tensors. */
  InfoGanNetworks allocateNetworks() throws IOException {
    archive.requireLayers();
    archive.requireShapes(InfoGanNetworks.tensorShapes(config()));
    return InfoGanNetworks.allocate(config(), DataType.FLOAT);
  }

  /**
   * Reads the file's tensors and counts.
   *
   * @param state of networks that the file's configuration describes. Modified.
   */
  void readInto(TrainingState state) throws IOException {
    progress.requireOptimizers(state.optimizers().keySet(), where);
    archive.readInto(state.tensors());
    state.resumeAfter(progress.updates());
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
