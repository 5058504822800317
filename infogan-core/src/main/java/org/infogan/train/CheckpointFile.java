package org.infogan.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.infogan.config.InfoGanConfig;
import org.infogan.internal.Internal;
import org.infogan.model.ConfiguredArchive;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.Layer;

/**
 * A training run on disk: the configuration, every tensor of its {@link TrainingState}, and its
 * counts as {@code state.json}.
 */
@Internal
public final class CheckpointFile extends ConfiguredArchive {

  private static final String KIND = "checkpoint";
  private static final String STATE = "state.json";

  private final String where;
  private final RunCounters counters;

  /**
   * Opens the file and checks it; nothing large is allocated.
   *
   * @param file the file
   * @param ownLayers classes of the user's layers. Not modified.
   * @throws IOException when the file is no checkpoint, or damaged; it is then closed
   */
  public CheckpointFile(Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    super(file, KIND, ownLayers);
    where = file + ", " + STATE;
    try {
      counters = RunCounters.parse(document(STATE), where);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Writes a checkpoint.
   *
   * @param file the file to create or replace
   * @param config the run's configuration
   * @param state all that a step hands to the next. Not modified.
   * @param step the number of steps made
   * @param images the size of the data set over all ranks, 0 before the first step
   * @param ranks the number of trainers that make the run together
   * @throws IOException when the file cannot be written
   * @throws ArithmeticException when a value of the state is not finite
   */
  public static void write(
      Path file, InfoGanConfig config, TrainingState state, int step, int images, int ranks)
      throws IOException {
    state.requireFinite();
    byte[] counters = new RunCounters(step, images, ranks, state.updates()).toJson();
    writeArchive(file, KIND, config, Map.of(STATE, counters), state.tensors());
  }

  /**
   * The run's counts.
   *
   * @return steps, images and updates
   */
  public RunCounters counters() {
    return counters;
  }

  /**
   * Allocates the networks that the configuration describes, still without the file's tensors.
   *
   * @return the networks; the caller closes them
   * @throws IOException when the file holds the user's own networks, or other tensors
   */
  public InfoGanNetworks allocateNetworks() throws IOException {
    return allocateNetworks(
        "InfoGanTrainer.resume(Path, Generator, Discriminator, QHead, LatentSampler)");
  }

  /**
   * Reads the file's tensors.
   *
   * @param state the state of a run with the file's configuration. Modified.
   * @throws IOException when the file's tensors or optimisers are not those of the state
   */
  public void readInto(TrainingState state) throws IOException {
    counters.requireOptimizers(state.updates().keySet(), where);
    readInto(state.tensors());
  }
}
