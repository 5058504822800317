package org.infogan.examples;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.infogan.config.InfoGanConfig;

/**
 * What the examples of single data sets are told: {@code DATA [FOLDER [STEPS]]}.
 *
 * @param data where the images are, or {@code rendered}
 * @param folder to write into
 * @param steps how many to make, if not as many as the set-up has
 */
record ExampleArguments(String data, Path folder, OptionalInt steps) {

  /**
   * Reads them.
   *
   * @param kinds what DATA may be, for the message
   * @param args of the program. Not modified.
   * @throws IllegalArgumentException if there are too few or too many, or STEPS is no number
   */
  static ExampleArguments of(String kinds, String... args) {
    if (args.length < 1 || args.length > 3) {
      throw new IllegalArgumentException(
          "arguments: expected DATA [FOLDER [STEPS]], where DATA is "
              + kinds
              + ", found "
              + args.length
              + " arguments");
    }
    return new ExampleArguments(
        args[0],
        Path.of(args.length > 1 ? args[1] : "example"),
        args.length > 2 ? OptionalInt.of(Integer.parseInt(args[2])) : OptionalInt.empty());
  }

  /** Whether images are to be drawn in place of those of the paper. */
  boolean rendered() {
    return data.equals("rendered");
  }

  /** Where the images are. */
  Path path() {
    return Path.of(data);
  }

  /** The set-up with so many steps, and with smaller batches if there are fewer images. */
  InfoGanConfig fit(InfoGanConfig config, int images) {
    return config.toBuilder()
        .steps(steps.orElse(config.steps()))
        .batch(Math.min(config.batch(), images))
        .build();
  }
}
