package org.infogan.cli.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.Checkpoints;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.io.AtomicFile;
import org.infogan.latent.LatentCode;
import org.infogan.listeners.RunPictures;

/**
 * The folder that a training run writes into.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {

  /** The trained model. */
  public static final String MODEL = "model.zip";

  /** A row of statistics for each step. */
  public static final String METRICS = "metrics.csv";

  /** The statistics as curves. */
  public static final String CURVES = "curves.png";

  static final String SAMPLES = RunPictures.SAMPLES;

  /** What the run was trained with ({@link RunProvenance}). */
  public static final String RUN = "run.json";

  /** The names of the categories, where hints have given them some. */
  static final String NAMES = "names.json";

  /**
   * Makes the folder and a file in it, so that no training ends in "permission denied".
   *
   * @param path the folder, which may exist
   * @return the folder
   * @throws UserException if it cannot be written to
   */
  public static RunFolder create(Path path) {
    try {
      // A link to a folder is a folder, which JDKs before 20 would not see when asked to make it.
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
      }
      Files.delete(Files.createTempFile(path, ".infogan-", ".tmp"));
      AtomicFile.removeLeftovers(path);
    } catch (IOException e) {
      throw new UserException(
          "--out "
              + path
              + ": expected a folder that can be written to, found "
              + UserException.reason(e));
    }
    return new RunFolder(path);
  }

  /**
   * A file in the folder.
   *
   * @param name its name
   * @return its path
   */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Checks, before anything is read or made, that a folder can be made here.
   *
   * @throws UserException when a file is in the way
   */
  public void requireFolder() {
    requireFolder("--out", path);
  }

  /**
   * Checks, before anything is read or made, that a folder can be made.
   *
   * @param option which named it
   * @param path the folder
   * @throws UserException when a file is in the way
   */
  public static void requireFolder(String option, Path path) {
    Path nearest = path.toAbsolutePath();
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest != null && !Files.isDirectory(nearest)) {
      throw new UserException(
          option
              + " "
              + path
              + ": expected a folder that can be written to, found a file where a folder should be");
    }
  }

  /**
   * Checks that no run has left a model or a checkpoint here: nobody should lose hours of training
   * to a command that was typed once too often.
   *
   * @throws IOException when the folder cannot be read
   */
  public void requireNoRun() throws IOException {
    List<Path> found = new ArrayList<>(Checkpoints.list(path));
    if (Files.exists(file(MODEL))) {
      found.add(file(MODEL));
    }
    if (!found.isEmpty()) {
      throw new UserException(
          "--out "
              + path
              + ": expected a folder without a trained model or a run that could be resumed, found "
              + found.get(0).getFileName()
              + "; go on with train --resume "
              + path
              + " (with --steps N to train longer), name another folder, or replace the run with"
              + " --overwrite");
    }
  }

  /**
   * Removes the files of an earlier run.
   *
   * @throws IOException when one cannot be removed
   */
  public void removeRun() throws IOException {
    for (Path checkpoint : Checkpoints.list(path)) {
      Files.delete(checkpoint);
    }
    for (String name : List.of(MODEL, METRICS, CURVES, SAMPLES, RUN, NAMES)) {
      Files.deleteIfExists(file(name));
    }
    try (DirectoryStream<Path> pictures = Files.newDirectoryStream(path, "traversal-*.png")) {
      for (Path picture : pictures) {
        Files.delete(picture);
      }
    }
  }

  /**
   * The name of the picture that walks along a code.
   *
   * @param code the code
   * @return the name of the file
   */
  public static String traversal(LatentCode code) {
    return RunPictures.traversal(code);
  }

  /** The files that a run has left here, in the order in which one would look at them. */
  List<String> files(InfoGanConfig config) throws IOException {
    List<String> names = new ArrayList<>(List.of(MODEL, METRICS, CURVES, SAMPLES));
    config.latent().codes().forEach(code -> names.add(traversal(code)));
    names.add(RUN);
    names.add(NAMES);
    names.removeIf(name -> Files.notExists(file(name)));
    Checkpoints.list(path).forEach(checkpoint -> names.add(checkpoint.getFileName().toString()));
    return names;
  }
}
