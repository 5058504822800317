package org.infogan.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.infogan.Checkpoints;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;

/** What a run has left in its folder. */
public final class RunFolderState {

  private RunFolderState() {}

  /** Of what has a name of its own, nothing is damaged at any moment. */
  public static void assertWhole(Path folder) throws IOException {
    for (Path checkpoint : Checkpoints.list(folder)) {
      InfoGanTrainer.resume(checkpoint).close();
    }
    Path model = folder.resolve(RunFolder.MODEL);
    if (Files.exists(model)) {
      InfoGan.load(model).close();
    }
  }

  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
