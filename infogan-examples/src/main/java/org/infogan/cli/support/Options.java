package org.infogan.cli.support;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks of option values that several commands share. */
public final class Options {

  private Options() {}

  public static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new UserException(option + ": expected at least 1, found " + value);
    }
  }

  /** Codes and what to set them to, from "c1=3". */
  public static Map<String, Double> codes(String option, List<String> assignments) {
    Map<String, Double> codes = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      try {
        codes.put(
            assignment.substring(0, equals), Double.valueOf(assignment.substring(equals + 1)));
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw new UserException(
            option + ": expected NAME=NUMBER such as c1=3, found " + assignment);
      }
    }
    return codes;
  }

  /**
   * An argument as a shell takes it.
   *
   * @param argument any text
   * @return in quotation marks where it holds what a shell would read as something else
   */
  public static String quoted(String argument) {
    return argument.matches("[\\w./:=,@%+~\\\\-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  public static boolean hasExtension(Path file, String extension) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(extension);
  }

  /** A picture under another name would be a surprise to whatever opens it. */
  public static void requireExtension(Path file, String... extensions) {
    for (String extension : extensions) {
      if (hasExtension(file, extension)) {
        return;
      }
    }
    throw new UserException(
        "--out: expected a file name that ends in "
            + String.join(" or ", extensions)
            + ", found "
            + file);
  }
}
