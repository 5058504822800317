package org.infogan.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.run.RunFolderState.assertSameModel;
import static org.infogan.cli.run.RunFolderState.assertWhole;
import static org.infogan.cli.run.RunFolderState.names;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.infogan.Checkpoints;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A training process that is killed or told to stop, and begun again until it is through, against
 * one that was left alone. The profile "chaos" kills thirty times instead of two.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals to send")
public class KilledRunTest {

  private static final boolean CHAOS = Boolean.getBoolean("infogan.chaos");
  private static final int KILLS = CHAOS ? 30 : 2;
  private static final int STEPS = CHAOS ? 1500 : 150;

  @TempDir private static Path unbroken;
  @TempDir private Path temporary;

  @BeforeAll
  static void trainWithoutInterruption() throws IOException {
    try (InfoGanTrainer trainer = new InfoGanTrainer(SmallRun.config(STEPS))) {
      SmallRun.train(
          trainer, RunFolder.create(unbroken), new PrintWriter(new StringWriter(), true));
    }
  }

  /** A process, and the last step that it has told. */
  private static final class Child {
    private final Process process;
    private final BufferedReader lines;
    private int last = -1;

    Child(Path folder) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-XX:TieredStopAtLevel=1",
                  "-Djava.awt.headless=true",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SmallRun.class.getName(),
                  folder.toString(),
                  Integer.toString(STEPS))
              .redirectError(folder.resolveSibling("stderr.txt").toFile())
              .start();
      lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Reads on until this many steps have been told, or the end; returns the latest step. */
    int follow(int count) throws IOException {
      for (int i = 0; i < count; i++) {
        String line = lines.readLine();
        if (line == null) {
          break;
        }
        last = Integer.parseInt(line);
      }
      return last;
    }

    int end() throws InterruptedException {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended").isTrue();
      return process.exitValue();
    }
  }

  @Test
  void aRunThatIsKilledAtAnyMomentEndsAsIfItHadNotBeen() throws Exception {
    Random random = new Random(20_261_123);
    int killed = 0;
    int runs = 0;
    int resumedLast = 0;
    int mostLost = 0;
    List<Integer> at = new ArrayList<>();
    Path folder = newRun(runs);
    while (true) {
      Child child = new Child(folder);
      int resumed = child.follow(1);
      assertThat(resumed).as(stderr(folder)).isNotNegative();
      if (!at.isEmpty() && resumed > 0) {
        mostLost = Math.max(mostLost, resumedLast - resumed);
      }
      if (killed == KILLS) {
        child.follow(Integer.MAX_VALUE);
        assertThat(child.end()).as(stderr(folder)).isZero();
        break;
      }
      // Some steps, and a moment more that falls anywhere between two lines.
      child.follow(random.nextInt(STEPS / 4));
      Thread.sleep(random.nextInt(30));
      kill("KILL", child);
      resumedLast = child.follow(Integer.MAX_VALUE);
      int exit = child.end();
      assertWhole(folder);
      if (exit == 0) {
        assertSame(folder);
        folder = newRun(++runs);
        resumedLast = 0;
      } else {
        killed++;
        at.add(resumedLast);
      }
    }
    assertSame(folder);
    assertThat(mostLost).as("steps lost at most").isLessThanOrEqualTo(SmallRun.CHECKPOINT_EVERY);
    System.out.println(
        "killed " + killed + " times after steps " + at + ", lost at most " + mostLost + " steps");
  }

  /** Not by way of Process, which closes the pipe and with it the last lines. */
  private static void kill(String signal, Child child) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(child.process.pid()))
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  /** What a shell starts in the background ignores Ctrl-C, as do the processes that it starts. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.notExists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    int interrupt = 2;
    return (Long.parseUnsignedLong(ignored, 16) >>> (interrupt - 1) & 1) == 1;
  }

  private Path newRun(int number) throws IOException {
    return Files.createDirectories(temporary.resolve("run " + number).resolve("out"));
  }

  private static String stderr(Path folder) throws IOException {
    return Files.readString(folder.resolveSibling("stderr.txt"));
  }

  private static void assertSame(Path folder) throws IOException {
    assertSameModel(folder.resolve(RunFolder.MODEL), unbroken.resolve(RunFolder.MODEL));
    assertThat(folder.resolve("checkpoint-" + STEPS + ".zip"))
        .hasSameBinaryContentAs(unbroken.resolve("checkpoint-" + STEPS + ".zip"));
    assertThat(SmallRun.rows(folder)).isEqualTo(SmallRun.rows(unbroken)).hasSize(STEPS + 1);
    assertThat(names(folder)).as("nothing is left over").isEqualTo(names(unbroken));
  }

  /** Ctrl-C and what a cluster sends: the step in hand is the last, and no step is lost. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aRunThatIsToldToStopSavesItsLastStep(String signal) throws Exception {
    assumeTrue(signal.equals("TERM") || !ignoresInterrupts(), "started where Ctrl-C is ignored");
    Path folder = newRun(0);
    Child child = new Child(folder);
    child.follow(35);
    kill(signal, child);
    int last = child.follow(Integer.MAX_VALUE);
    assertThat(child.end()).isEqualTo(signal.equals("INT") ? 130 : 143);
    assertThat(last).isBetween(34, STEPS);
    Path checkpoint = folder.resolve("checkpoint-" + last + ".zip");
    assertThat(Checkpoints.list(folder)).first().isEqualTo(checkpoint);
    assertThat(stderr(folder))
        .contains("Stopped after step " + last + "; saved as " + checkpoint)
        .contains("train --resume " + folder);
    try (InfoGan model = InfoGan.load(folder.resolve(RunFolder.MODEL))) {
      assertThat(model.provenance().orElseThrow().steps()).isEqualTo(last);
    }
    Child second = new Child(folder);
    assertThat(second.follow(1)).isEqualTo(last);
    second.follow(Integer.MAX_VALUE);
    assertThat(second.end()).as(stderr(folder)).isZero();
    assertSame(folder);
  }
}
