package org.infogan.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Preset;
import picocli.CommandLine.Option;

/** Where a command's configuration is from: a preset or a file, of which only one may be named. */
public final class ConfigSource {

  @Option(
      names = "--preset",
      order = -9,
      paramLabel = "NAME",
      description =
          "Networks, codes and schedule by name; see the command presets. Default: mnist, but for"
              + " images of your own a recipe made for their size.")
  private String preset;

  @Option(
      names = "--config",
      order = -8,
      paramLabel = "FILE",
      description =
          "The same from a JSON file: as presets show NAME --json prints it, or"
              + " {\"preset\": NAME} with the fields that differ; see docs/config.md.")
  private Path file;

  /** Null unless the options made a configuration of their own. */
  private InfoGanConfig recipe;

  /** What to say about the recipe, or null. */
  private String note;

  /** No option given yet. */
  public ConfigSource() {}

  /**
   * A preset.
   *
   * @param name its name
   * @return the source
   */
  public static ConfigSource ofPreset(String name) {
    ConfigSource source = new ConfigSource();
    source.preset = name;
    return source;
  }

  /**
   * The recipe for images of one's own.
   *
   * @param config what the command's options made of it
   * @param note what the user should know of it
   * @return the source
   */
  public static ConfigSource ofRecipe(InfoGanConfig config, String note) {
    ConfigSource source = ofPreset("own images");
    source.recipe = config;
    source.note = note;
    return source;
  }

  /**
   * A file, where there is one of that name or the name ends in ".json"; otherwise a preset.
   *
   * @param nameOrFile the name of a preset or of a file
   * @return the source
   */
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

  /**
   * The preset's or the file's name, for results.
   *
   * @return the name
   */
  public String name() {
    return file == null ? preset : file.toString();
  }

  /**
   * The name with what it names, for sentences.
   *
   * @return such as "preset mnist"
   */
  public String label() {
    return (recipe != null ? "recipe for " : file == null ? "preset " : "configuration ") + name();
  }

  /**
   * How the configuration was chosen, where nobody named it.
   *
   * @return what options change; empty for presets and files
   */
  public Optional<String> note() {
    return Optional.ofNullable(note);
  }

  /**
   * What to know before training with it.
   *
   * @return a preset's warning; none for a file, and for presets that train well
   */
  public Optional<String> warning() {
    return file == null && recipe == null ? Preset.named(preset).warning() : Optional.empty();
  }

  /**
   * A builder that starts from what the source holds.
   *
   * @return a new builder
   * @throws UserException if there is no such preset, or the file cannot be read
   */
  public InfoGanConfig.Builder read() {
    if (recipe != null) {
      return recipe.toBuilder();
    }
    return UserException.guard(
        () -> file == null ? InfoGanConfig.preset(preset) : InfoGanConfig.load(file))
        .toBuilder();
  }
}
