package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a JVM of its own, whichever this build runs on. */
class ErrorStreamTest {

  /** Newer JDKs would warn of what JavaCPP does. The jar's manifest has the option given here. */
  @Test
  void aCommandThatSucceedsWritesNothingToIt(@TempDir Path folder) throws Exception {
    Path errors = folder.resolve("errors.txt");
    Process process = generate(folder.resolve("grid.png"), errors);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(errors)).isEmpty();
    assertThat(process.exitValue()).isZero();
    assertThat(folder.resolve("grid.png")).isNotEmptyFile();
  }

  private static Process generate(Path picture, Path errors) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "generate",
                "--quiet",
                "--model",
                TinyRun.model().toString(),
                "--out",
                picture.toString()))
        .redirectError(errors.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
