package org.infogan.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A set-up that is known by name, with what a user should know before taking it.
 *
 * @see InfoGanConfig#preset
 */
public final class Preset {

  private final String name;
  private final String summary;

  /** null where there is nothing to be warned of. */
  private final String warning;

  private final Supplier<InfoGanConfig> config;

  Preset(String name, String summary, String warning, Supplier<InfoGanConfig> config) {
    this.name = name;
    this.summary = summary;
    this.warning = warning;
    this.config = config;
  }

  /**
   * All presets.
   *
   * @return the library's own recipe first, then the paper's, then the tutorials'
   */
  public static List<Preset> all() {
    return Presets.ALL;
  }

  /**
   * A preset by its name.
   *
   * @param name the name, such as "paper-mnist"
   * @return the preset
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  public static Preset named(String name) {
    List<String> names = all().stream().map(Preset::name).toList();
    return all().stream()
        .filter(preset -> preset.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "preset: expected one of "
                        + String.join(", ", names)
                        + ", found "
                        + (name == null
                            ? "none"
                            : "\"" + name + "\"" + NearestName.question(name, names))));
  }

  /**
   * The name, by which the command line and configuration files know the preset.
   *
   * @return lower-case letters and hyphens
   */
  public String name() {
    return name;
  }

  /**
   * What the preset is, and what to take it for.
   *
   * @return a sentence or two
   */
  public String summary() {
    return summary;
  }

  /**
   * What is known to go wrong with the preset as its source has it, and what helps.
   *
   * @return a sentence or two; empty where nothing is known
   */
  public Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  /**
   * The configuration.
   *
   * @return the preset's networks, codes, losses and schedule
   */
  public InfoGanConfig config() {
    return config.get();
  }

  @Override
  public String toString() {
    return name;
  }
}
