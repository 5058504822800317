package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.infogan.Checkpoints;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;

/** What a run has left in its folder. */
final class RunFolderState {

  private RunFolderState() {}

  /** Of what has a name of its own, nothing is damaged at any moment. */
  static void assertWhole(Path folder) throws IOException {
    for (Path checkpoint : Checkpoints.list(folder)) {
      InfoGanTrainer.resume(checkpoint).close();
    }
    Path model = folder.resolve(RunFolder.MODEL);
    if (Files.exists(model)) {
      InfoGan.load(model).close();
    }
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
