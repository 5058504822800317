package org.infogan.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.infogan.InfoGanTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same run in JVMs of other countries, in folders whose names are not plain letters. */
class PlatformTest {

  private static final int STEPS = 30;

  @TempDir private static Path here;
  @TempDir private Path temporary;

  @BeforeAll
  static void train() throws IOException {
    try (InfoGanTrainer trainer = new InfoGanTrainer(SmallRun.config(STEPS))) {
      SmallRun.train(trainer, RunFolder.create(here), new PrintWriter(new StringWriter()));
    }
  }

  /** Commas in numbers, a capital i with a dot, days that do not exist, digits that are not 0-9. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=de -Duser.country=DE -Duser.timezone=Europe/Berlin",
        "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu",
        "-Duser.language=ar -Duser.country=EG -Duser.timezone=Pacific/Apia",
      })
  void theFilesAreTheSameEverywhere(String options) throws Exception {
    Path folder = temporary.resolve(name());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options.split(" ")));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            SmallRun.class.getName(),
            folder.toString(),
            Integer.toString(STEPS)));
    Path output = temporary.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(SmallRun.rows(folder)).isEqualTo(SmallRun.rows(here));
    for (String file : List.of("checkpoint-30.zip", RunFolder.SAMPLES)) {
      assertThat(folder.resolve(file)).hasSameBinaryContentAs(here.resolve(file));
    }
    RunFolderState.assertSameModel(folder.resolve(RunFolder.MODEL), here.resolve(RunFolder.MODEL));
    assertThat(Files.readString(output)).contains("step 30/30", "trained 30");
  }

  /** As far as this system's file names can say it. */
  private static String name() {
    String charset = System.getProperty("sun.jnu.encoding", "US-ASCII");
    String name = "Läufe für morgen, 数字 ı";
    return Charset.forName(charset).newEncoder().canEncode(name) ? name : "runs of to-morrow";
  }
}
