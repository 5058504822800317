package org.infogan.examples;

import java.util.function.Consumer;
import org.infogan.InfoGanConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the commands that train have in common: the configuration and the images. */
final class TrainingOptions {

  private static final String DEFAULT_PRESET = "mnist";

  @ArgGroup(exclusive = true, heading = "Without --preset and --config, the preset is mnist.%n")
  private ConfigSource source;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "The images: " + DataSource.KINDS + " Default: MNIST, which is part of this program.")
  private String data;

  /** Where the configuration is from, or null if that was not said. */
  ConfigSource givenSource() {
    return source;
  }

  ConfigSource source() {
    return source == null ? ConfigSource.ofPreset(DEFAULT_PRESET) : source;
  }

  /**
   * The configuration.
   *
   * @param changes of what the source holds
   */
  InfoGanConfig config(Consumer<InfoGanConfig.Builder> changes) {
    return UserException.guard(
        () -> {
          InfoGanConfig.Builder builder = source().read();
          changes.accept(builder);
          return requireLayers(builder.build());
        });
  }

  private static InfoGanConfig requireLayers(InfoGanConfig config) {
    if (config.hasOwnNetworks()) {
      throw new UserException(
          "networks: expected layers, found \"own\"; only a Java program can bring its own networks");
    }
    return config;
  }

  /** The images to train on, at least one batch. */
  DataSource images(InfoGanConfig config) {
    DataSource images = DataSource.load(data, config);
    if (images.train().size() < config.batch()) {
      throw new UserException(
          (images.name() + ": expected at least one batch of " + config.batch())
              + (" images, found " + images.train().size() + "; a smaller batch may help"));
    }
    return images;
  }
}
