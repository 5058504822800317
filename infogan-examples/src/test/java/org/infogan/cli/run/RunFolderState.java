package org.infogan.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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

  /** But for the time at which each was made, and its sum in the index. */
  public static void assertSameModel(Path found, Path expected) throws IOException {
    Map<String, String> entries = contents(found);
    Map<String, String> others = contents(expected);
    assertThat(entries).containsOnlyKeys(others.keySet());
    for (String name : others.keySet()) {
      assertThat(entries.get(name).equals(others.get(name))).as(name + " is the same").isTrue();
    }
  }

  /**
   * The entries of a model's file that say what the model is.
   *
   * @return a text for each, equal for equal bytes
   */
  public static Map<String, String> contents(Path model) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (ZipFile zip = new ZipFile(model.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().equals("provenance.json")) {
          String json = new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
          contents.put(entry.getName(), json.replaceFirst("\"time\" : \"[^\"]*\"", ""));
        } else if (!entry.getName().startsWith("format.")) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          contents.put(entry.getName(), HexFormat.of().formatHex(bytes));
        }
      }
    }
    return contents;
  }

  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
