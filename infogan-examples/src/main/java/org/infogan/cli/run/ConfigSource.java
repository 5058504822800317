package org.infogan.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.infogan.cli.support.Spelling;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import picocli.CommandLine.Option;

/** Where a command's configuration is from: a preset or a file, of which only one may be named. */
public final class ConfigSource {

  @Option(
      names = "--preset",
      order = -9,
      paramLabel = "NAME",
      description =
          "Networks, codes and schedule by name; see the command presets. Default: mnist.")
  private String preset;

  @Option(
      names = "--config",
      order = -8,
      paramLabel = "FILE",
      description =
          "The same from a JSON file: as presets show NAME --json prints it, or"
              + " {\"preset\": NAME} with the fields that differ; see docs/config.md.")
  private Path file;

  private static InfoGanConfig preset(String name) {
    List<String> presets = InfoGanConfig.presets();
    if (!presets.contains(name)) {
      throw new UserException(
          "preset: expected one of "
              + String.join(", ", presets)
              + ", found \""
              + name
              + "\""
              + Spelling.suggestion(name, presets));
    }
    return InfoGanConfig.preset(name);
  }

  public static ConfigSource ofPreset(String name) {
    ConfigSource source = new ConfigSource();
    source.preset = name;
    return source;
  }

  /** A file, where there is one of that name or the name ends in ".json"; otherwise a preset. */
  public static ConfigSource ofNameOrFile(String nameOrFile) {
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
  public String name() {
    return file == null ? preset : file.toString();
  }

  /** The same with what it names, for sentences. */
  public String label() {
    return (file == null ? "preset " : "configuration ") + name();
  }

  /** A builder that starts from what the source holds. */
  public InfoGanConfig.Builder read() {
    return UserException.guard(
        () -> file == null ? InfoGanConfig.preset(preset) : InfoGanConfig.load(file))
        .toBuilder();
  }
}
