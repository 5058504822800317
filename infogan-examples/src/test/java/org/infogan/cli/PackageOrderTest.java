package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of the command line: each uses only those before it. */
class PackageOrderTest {

  private static final List<String> ORDER =
      List.of(
          "org.infogan.cli.support",
          "org.infogan.cli.data",
          "org.infogan.cli.display",
          "org.infogan.cli.run",
          "org.infogan.cli.explore",
          "org.infogan.cli.study",
          "org.infogan.cli.bench",
          "org.infogan.cli");

  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?(org\\.infogan\\.cli(?:\\.[a-z]+)?)\\.[A-Z]", Pattern.MULTILINE);

  @Test
  void everyPackageUsesOnlyThoseBeforeIt() throws IOException {
    for (String name : ORDER) {
      for (Path file : classes(name)) {
        Matcher used = IMPORT.matcher(Files.readString(file));
        while (used.find()) {
          assertThat(ORDER.indexOf(used.group(1)))
              .as("%s uses %s", file, used.group(1))
              .isBetween(0, ORDER.indexOf(name) - 1);
        }
      }
    }
  }

  @Test
  void noPackageIsTooLargeToSurvey() throws IOException {
    for (String name : ORDER) {
      assertThat(classes(name)).as(name).hasSizeBetween(1, 25);
    }
  }

  private static List<Path> classes(String name) throws IOException {
    Path folder = Path.of("src/main/java").resolve(name.replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }
}
