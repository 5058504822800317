package org.infogan.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import org.infogan.InfoGan;

/** The model that a command works with. */
final class ModelFile {

  private ModelFile() {}

  /** Loads a model; the caller closes it. */
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
