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
import org.infogan.config.Pretraining;
import org.infogan.config.Refinement;

/** A run that is to go on, from the newest checkpoint in its folder that can be read. */
public final class ResumedRun {

  private final RunFolder folder;
  private final InfoGanTrainer trainer;

  /**
   * Reads the newest checkpoint that can be read.
   *
   * @param path the run's folder
   * @param err where it says which checkpoints cannot be read
   * @throws IOException if the folder cannot be read
   * @throws UserException if it holds no checkpoint that can be read
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

  /**
   * The folder of the run.
   *
   * @return the folder
   */
  public RunFolder folder() {
    return folder;
  }

  /**
   * The trainer after the checkpoint's step.
   *
   * @return the trainer; the caller closes it
   */
  public InfoGanTrainer trainer() {
    return trainer;
  }

  /**
   * Checks that options which a run is begun with, where they are given again, say the same, and
   * ends the run at another step where one is asked for.
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
      if (steps != null) {
        endAt(steps);
      }
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }

  private void endAt(int steps) {
    int done = trainer.stepsDone();
    if (steps < done) {
      throw new UserException(
          "--steps: expected at least "
              + done
              + ", the steps that the resumed run has made, found "
              + steps);
    }
    UserException.guard(() -> trainer.endAt(steps));
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

  /**
   * The preset that the run was begun with, where it is one.
   *
   * @return the preset, or a name for the checkpoint's own configuration
   */
  public ConfigSource source() {
    return InfoGanConfig.presets().stream()
        .map(ConfigSource::ofPreset)
        .filter(this::isMadeFrom)
        .findFirst()
        .orElse(ConfigSource.ofCheckpoint());
  }

  /**
   * But for what options change: steps, batch, seed, and whether pretraining and refinement are
   * left out.
   */
  private boolean isMadeFrom(ConfigSource source) {
    InfoGanConfig run = trainer.config();
    InfoGanConfig.Builder builder =
        source.read().steps(run.steps()).batch(run.batch()).seed(run.seed());
    if (run.pretraining().equals(Pretraining.NONE)) {
      builder.pretraining(Pretraining.NONE);
    }
    if (run.refinement().equals(Refinement.NONE)) {
      builder.refinement(Refinement.NONE);
    }
    return builder.build().equals(run);
  }
}
