package org.infogan.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import org.infogan.InfoGanConfig;
import picocli.CommandLine.Option;

/** Where a command's configuration is from: a preset or a file, of which only one may be named. */
final class ConfigSource {

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "Networks, codes and schedule by name; see the command presets.")
  private String preset;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The same from a JSON file: as presets show NAME --json prints it, or"
              + " {\"preset\": NAME} with the fields that differ; see docs/config.md.")
  private Path file;

  static ConfigSource ofPreset(String name) {
    ConfigSource source = new ConfigSource();
    source.preset = name;
    return source;
  }

  /** A file, where there is one of that name or the name ends in ".json"; otherwise a preset. */
  static ConfigSource ofNameOrFile(String nameOrFile) {
    boolean isFile = nameOrFile.endsWith(".json") || Files.isRegularFile(Path.of(nameOrFile));
    if (!isFile) {
      return ofPreset(nameOrFile);
    }
    ConfigSource source = new ConfigSource();
    source.file = Path.of(nameOrFile);
    return source;
  }

  /** A name only, for a run whose checkpoint holds the configuration. */
  static ConfigSource ofCheckpoint() {
    ConfigSource source = new ConfigSource();
    source.file = Path.of("of the checkpoint");
    return source;
  }

  /** The preset's or the file's name, for results. */
  String name() {
    return file == null ? preset : file.toString();
  }

  /** The same with what it names, for sentences. */
  String label() {
    return (file == null ? "preset " : "configuration ") + name();
  }

  /** A builder that starts from what the source holds. */
  InfoGanConfig.Builder read() {
    return UserException.guard(
        () -> file == null ? InfoGanConfig.preset(preset) : InfoGanConfig.load(file))
        .toBuilder();
  }
}
