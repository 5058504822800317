package org.infogan.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;

/** A run that is to go on, from the newest checkpoint in its folder that can be read. */
public final class ResumedRun {

  private final RunFolder folder;
  private final InfoGanTrainer trainer;

  /**
   * Reads the checkpoint.
   *
   * @param path of the run's folder
   * @param err is told of checkpoints that cannot be read
   */
  public ResumedRun(Path path, PrintWriter err) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new UserException(
          "--resume " + path + ": expected the folder of a run, found no such folder");
    }
    folder = RunFolder.create(path);
    trainer =
        InfoGanTrainer.resumeNewest(
                path,
                e ->
                    err.println(
                        "Warning: " + UserException.message(e) + "; looking for an earlier one"))
            .orElseThrow(
                () ->
                    new UserException(
                        "--resume "
                            + path
                            + ": expected a checkpoint-STEP.zip that can be read, found none"));
    err.flush();
  }

  public RunFolder folder() {
    return folder;
  }

  /** After the checkpoint's step; the caller closes it. */
  public InfoGanTrainer trainer() {
    return trainer;
  }

  /**
   * Checks that options which a run is begun with, where they are given again, say the same, and
   * makes the run longer where more steps are asked for.
   *
   * @param out the folder, or null
   * @param source the configuration, or null
   * @param steps the steps of the whole run, or null
   * @param batch the images per update, or null
   * @param seed the seed, or null
   * @throws UserException when one does not; the trainer is then closed
   */
  public void requireSame(Path out, ConfigSource source, Integer steps, Integer batch, Long seed) {
    InfoGanConfig run = trainer.config();
    try {
      require("--out", out, folder.path());
      require("--batch", batch, run.batch());
      require("--seed", seed, run.seed());
      if (source != null && !isMadeFrom(source)) {
        throw new UserException(
            source.label() + ": expected that of the resumed run, found another");
      }
      extendTo(steps == null ? run.steps() : steps);
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }

  private void extendTo(int steps) {
    int ofRun = trainer.config().steps();
    if (steps < ofRun) {
      throw new UserException(
          "--steps: expected "
              + ofRun
              + " as the resumed run has it, or more to prolong it, found "
              + steps);
    }
    trainer.extendTo(steps);
  }

  /**
   * What {@code --data} named when the run was begun.
   *
   * @return empty when the run does not say; MNIST as it comes with the program is present and has
   *     no name
   * @throws UserException when its file cannot be read
   */
  public Optional<RunProvenance> provenance() {
    return RunProvenance.read(folder.file(RunFolder.RUN));
  }

  /**
   * Checks that images are those that the run was trained on so far.
   *
   * @param images the images of {@code --data}
   * @param given what {@code --data} named, for the message
   * @throws UserException when they are others
   */
  public void requireSameData(DataSource images, String given) {
    provenance()
        .filter(run -> !run.dataSha256().equals(images.fingerprint()))
        .ifPresent(
            run -> {
              throw new UserException(
                  "--data "
                      + (given == null ? "(MNIST)" : given)
                      + ": expected the "
                      + run.images()
                      + " images that the run was trained on ("
                      + (run.data() == null ? "MNIST, without --data" : "--data " + run.data())
                      + "), found "
                      + images.train().size()
                      + " others");
            });
    UserException.guard(() -> trainer.checkImages(images.train()));
  }

  private static void require(String option, Object given, Object ofRun) {
    if (given != null && !given.equals(ofRun)) {
      throw new UserException(
          option + ": expected " + ofRun + " as the resumed run has it, found " + given);
    }
  }

  /** The preset that the run was begun with, as far as that can be told. */
  public ConfigSource source() {
    return InfoGanConfig.presets().stream()
        .map(ConfigSource::ofPreset)
        .filter(this::isMadeFrom)
        .findFirst()
        .orElse(ConfigSource.ofCheckpoint());
  }

  private boolean isMadeFrom(ConfigSource source) {
    InfoGanConfig run = trainer.config();
    return source.read().steps(run.steps()).batch(run.batch()).seed(run.seed()).build().equals(run);
  }
}
