package org.infogan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.infogan.io.AtomicFile;
import org.infogan.nn.Layer;
import org.infogan.nn.NativeRuntime;

/**
 * The checkpoints of one run, in one folder: {@code checkpoint-250.zip} is the run after 250 steps.
 * As a listener it saves one every so many steps and keeps the last few:
 *
 * <pre>{@code
 * trainer.addListener(new Checkpoints(folder, 500, 2));
 * // after a crash:
 * Optional<InfoGanTrainer> resumed = Checkpoints.resumeNewest(folder, e -> log.warn("skipped", e));
 * }</pre>
 */
public final class Checkpoints implements TrainingListener {

  private static final Pattern NAME = Pattern.compile("checkpoint-(0|[1-9][0-9]{0,9})\\.zip");

  private final Path folder;
  private final int interval;
  private final int keep;

  /**
   * Checkpoints in this folder; what a killed save has left there is removed.
   *
   * @param folder of this run alone; made when it is first written to. Checkpoints of later steps,
   *     which can only be another run's, go with the first that is saved.
   * @param interval steps from one checkpoint to the next
   * @param keep how many to keep; with 2 or more, the last but one is still there should the last
   *     be damaged
   * @throws IllegalArgumentException when a number is below 1
   */
  public Checkpoints(Path folder, int interval, int keep) {
    require("interval", interval);
    require("keep", keep);
    this.folder = folder;
    this.interval = interval;
    this.keep = keep;
    AtomicFile.removeLeftovers(folder);
  }

  private static void require(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "checkpoints: " + what + ": expected at least 1, found " + value);
    }
  }

  /** Saves a checkpoint when its time has come. */
  @Override
  public void onStep(InfoGanTrainer trainer, StepMetrics stats) {
    if (isDue(stats.step())) {
      try {
        save(trainer);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  /** Whether a checkpoint is to be saved after this step, counted from 1. */
  public boolean isDue(int step) {
    return step % interval == 0;
  }

  /**
   * Saves a checkpoint now; only once it stands, removes those that are too many.
   *
   * @param trainer between two steps
   * @return the file
   * @throws IOException when it cannot be written; the earlier ones still stand
   * @throws RuntimeException as {@link InfoGanTrainer#saveCheckpoint}
   */
  public Path save(InfoGanTrainer trainer) throws IOException {
    Path file = folder.resolve("checkpoint-" + trainer.stepsDone() + ".zip");
    trainer.saveCheckpoint(file);
    // One of a later step would be taken for this run's newest.
    List<Path> others = list(folder).stream().filter(other -> !other.equals(file)).toList();
    List<Path> earlier =
        others.stream().filter(other -> step(other) < trainer.stepsDone()).toList();
    for (Path other : others) {
      if (earlier.indexOf(other) < 0 || earlier.indexOf(other) >= keep - 1) {
        Files.deleteIfExists(other);
      }
    }
    return file;
  }

  /**
   * The checkpoints in a folder, that of the latest step first; an absent folder has none.
   *
   * @throws IOException when the folder cannot be read
   */
  public static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparingLong(Checkpoints::step).reversed())
          .toList();
    }
  }

  private static long step(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  /**
   * Continues a run from the newest checkpoint that can be read.
   *
   * @param folder with the run's checkpoints
   * @param onDamaged is told of each newer one that cannot be read
   * @return the trainer, as from {@link InfoGanTrainer#resume}; empty when no checkpoint could be
   *     read
   * @throws IOException when the folder cannot be read
   */
  public static Optional<InfoGanTrainer> resumeNewest(Path folder, Consumer<IOException> onDamaged)
      throws IOException {
    for (Path file : list(folder)) {
      try {
        return Optional.of(InfoGanTrainer.resume(file));
      } catch (IOException e) {
        onDamaged.accept(e);
      }
    }
    return Optional.empty();
  }

  /**
   * As {@link InfoGanTrainer#resume}, with layers of the user's own.
   *
   * @param checkpoint the file
   * @param ownLayers the layers' classes
   * @throws IOException as {@link InfoGanTrainer#resume}
   */
  public static InfoGanTrainer resume(Path checkpoint, List<Class<? extends Layer>> ownLayers)
      throws IOException {
    NativeRuntime.prepare();
    try (CheckpointFile file = CheckpointFile.open(checkpoint, ownLayers)) {
      InfoGanConfig config = file.config();
      LatentSampler sampler = LatentSampler.prior(config.latent());
      return new InfoGanTrainer(config, file.allocateNetworks(), sampler).restore(file);
    }
  }

  /**
   * As {@link InfoGanTrainer#resume}, with the user's own networks, of the same structure as those
   * of the run, and sampler. The trainer takes them over.
   *
   * @param checkpoint the file
   * @param generator G
   * @param discriminator D
   * @param q Q
   * @param sampler draws the generator's inputs
   * @throws IOException as {@link InfoGanTrainer#resume}, and when a tensor has another name or
   *     shape in these networks
   */
  public static InfoGanTrainer resume(
      Path checkpoint,
      Generator generator,
      Discriminator discriminator,
      QHead q,
      LatentSampler sampler)
      throws IOException {
    NativeRuntime.prepare();
    try (CheckpointFile file = CheckpointFile.open(checkpoint, List.of())) {
      return new InfoGanTrainer(file.config(), generator, discriminator, q, sampler).restore(file);
    }
  }
}
