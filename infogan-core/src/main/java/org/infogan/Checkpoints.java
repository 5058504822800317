package org.infogan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.infogan.io.AtomicFile;
import org.infogan.io.TensorArchive;
import org.infogan.train.StepMetrics;

/**
 * The checkpoints of one run, in one folder: {@code checkpoint-250.zip} is the run after 250 steps.
 * As a listener it saves one every so many steps and keeps the last few:
 *
 * <pre>{@code
 * trainer.addListener(new Checkpoints(folder, 500, 2));
 * // after a crash:
 * Optional<InfoGanTrainer> resumed =
 *     InfoGanTrainer.resumeNewest(folder, e -> log.warn("skipped", e));
 * }</pre>
 *
 * <p>A folder that has a checkpoint of a later step belongs to another run, or to this one before
 * it was resumed from an earlier step. It is refused, when a run starts and when a checkpoint is to
 * be saved: the next resume would take the later one for this run's newest. A later file that is
 * damaged is no checkpoint and does not count.
 */
public final class Checkpoints implements TrainingListener {

  private static final Pattern NAME = Pattern.compile("checkpoint-(0|[1-9][0-9]{0,9})\\.zip");

  private final Path folder;
  private final int interval;
  private final int keep;

  /**
   * Checkpoints in this folder, which is not touched before a run starts.
   *
   * @param folder the folder of this run alone; made when it is first written to
   * @param interval the number of steps from one checkpoint to the next
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
  }

  private static void require(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "checkpoints: " + what + ": expected at least 1, found " + value);
    }
  }

  /**
   * Checks that the folder has no checkpoint of a later step, before any step is made in vain.
   *
   * @param run the run
   * @throws UncheckedIOException when it has one, or cannot be read
   */
  @Override
  public void onStart(RunView run) {
    try {
      requireNoLater(run.stepsDone());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Saves a checkpoint when one is due.
   *
   * @param run the run
   * @param metrics what the step measured
   * @throws UncheckedIOException when it cannot be saved
   */
  @Override
  public void onStep(RunView run, StepMetrics metrics) {
    if (isDue(metrics.step())) {
      try {
        save(run);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  /**
   * Whether a checkpoint is to be saved after a step.
   *
   * @param step the step's number, from 1
   * @return whether it is a multiple of the interval
   */
  public boolean isDue(int step) {
    return step % interval == 0;
  }

  /**
   * Saves a checkpoint now; only once it is complete, removes the earliest ones that are too many,
   * and what a killed save has left.
   *
   * @param run the run, between two steps
   * @return the file
   * @throws IOException when it cannot be written, or the folder has a checkpoint of a later step;
   *     the earlier ones are untouched
   * @throws RuntimeException as {@link RunView#saveCheckpoint}
   */
  public Path save(RunView run) throws IOException {
    int step = run.stepsDone();
    requireNoLater(step);
    Path file = folder.resolve("checkpoint-" + step + ".zip");
    run.saveCheckpoint(file);
    AtomicFile.removeLeftovers(folder);
    List<Path> earlier = list(folder).stream().filter(other -> step(other) < step).toList();
    for (Path surplus : earlier.subList(Math.min(keep - 1, earlier.size()), earlier.size())) {
      Files.deleteIfExists(surplus);
    }
    return file;
  }

  private void requireNoLater(int step) throws IOException {
    for (Path other : list(folder)) {
      if (step(other) > step && isReadable(other)) {
        throw new IOException(
            folder
                + ": expected no checkpoint of a later step than this run's "
                + step
                + ", found "
                + other.getFileName()
                + "; resume from it, choose another folder, or remove it");
      }
    }
  }

  private static boolean isReadable(Path file) {
    try (TensorArchive archive = TensorArchive.open(file)) {
      return !archive.kind().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The checkpoints in a folder, that of the latest step first.
   *
   * @param folder the folder; an absent one has none
   * @return the files, whether or not they can be read
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
}
