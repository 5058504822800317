package org.infogan.cli;

import java.util.function.Consumer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.run.ConfigSource;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the commands that train have in common: the configuration and the images. */
final class TrainingOptions {

  private static final String DEFAULT_PRESET = "mnist";

  @ArgGroup(exclusive = true)
  private ConfigSource source;

  @Option(
      names = "--data",
      order = -7,
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

  /** What {@code --data} names, or null if it was not given. */
  String data() {
    return data;
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
    return images(config, data);
  }

  /**
   * The images to train on, at least one batch.
   *
   * @param named as {@code --data} would name them
   */
  DataSource images(InfoGanConfig config, String named) {
    DataSource images = DataSource.load(named, config);
    if (images.train().size() < config.batch()) {
      throw new UserException(
          (images.name() + ": expected at least one batch of " + config.batch())
              + (" images, found " + images.train().size() + "; a smaller batch may help"));
    }
    return images;
  }
}
