package org.infogan.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.Checkpoints;
import org.infogan.InfoGanConfig;
import org.infogan.cli.support.UserException;
import org.infogan.io.AtomicFile;
import org.infogan.latent.LatentCode;

/**
 * The folder that a training run writes into.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {

  public static final String MODEL = "model.zip";
  public static final String METRICS = "metrics.csv";
  public static final String CURVES = "curves.png";
  static final String SAMPLES = "samples.png";

  /** Makes the folder and a file in it, so that no training ends in "permission denied". */
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

  public Path file(String name) {
    return path.resolve(name);
  }

  /** Nobody should lose hours of training to a command that was typed once too often. */
  public void requireNoCheckpoints() throws IOException {
    List<Path> checkpoints = Checkpoints.list(path);
    if (!checkpoints.isEmpty()) {
      throw new UserException(
          "--out "
              + path
              + ": expected no run that could be resumed, found "
              + checkpoints.get(0).getFileName()
              + "; go on with train --resume "
              + path
              + ", or remove its checkpoints");
    }
  }

  /** The name of the picture that walks along a code. */
  public static String traversal(LatentCode code) {
    return "traversal-" + code.name() + ".png";
  }

  /** The files that a run has left here, in the order in which one would look at them. */
  List<String> files(InfoGanConfig config) {
    List<String> names = new ArrayList<>(List.of(MODEL, METRICS, CURVES, SAMPLES));
    config.latent().codes().forEach(code -> names.add(traversal(code)));
    names.removeIf(name -> Files.notExists(file(name)));
    return names;
  }
}
