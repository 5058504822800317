package org.infogan.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.support.UserException;
import picocli.CommandLine.Option;

/** {@code --model}: the model that a command works with. */
final class ModelOption {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The model.zip that training left.")
  private Path file;

  Path file() {
    return file;
  }

  /** Loads the model; the caller closes it. */
  InfoGan load() {
    return load(file);
  }

  /** Loads the model of a file that the user named; the caller closes it. */
  static InfoGan load(Path file) {
    if (Files.isDirectory(file)) {
      throw new UserException(
          file
              + ": expected a model file, found a folder; its model may be "
              + file.resolve(RunFolder.MODEL));
    }
    return UserException.guard(() -> InfoGan.load(file));
  }
}
