package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.run.RunFolderState.assertSameModel;
import static org.infogan.cli.run.RunFolderState.assertWhole;
import static org.infogan.cli.run.RunFolderState.names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.infogan.Checkpoints;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.run.SmallRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program itself, {@code train --preset mnist} at its real size on one core, killed at thirty
 * random moments of its life and resumed each time, against one that was left alone. {@code
 * KilledRunTest} does the same with networks that are small enough for every build.
 */
@EnabledIfSystemProperty(named = "infogan.chaos", matches = "true")
class KilledMnistRunTest {

  private static final int STEPS = 400;
  private static final int CHECKPOINT_EVERY = 25;
  private static final int KILLS = 30;
  private static final int MINUTES = 30;

  @TempDir private Path temporary;

  @Test
  void aRunThatIsKilledAtAnyMomentEndsAsIfItHadNotBeen() throws Exception {
    Path unbroken = Files.createDirectories(temporary.resolve("unbroken").resolve("out"));
    long start = System.nanoTime();
    assertEnded(start(unbroken), unbroken);
    long lifetime = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    Random random = new Random(20_261_125);
    List<String> kills = new ArrayList<>();
    int mostLost = 0;
    int runs = 1;
    Path folder = newRun(runs);
    while (kills.size() < KILLS) {
      // Long enough, now and then, for a third of the run: start, steps, pictures and evaluation.
      Process process = start(folder);
      if (process.waitFor(random.nextLong(lifetime / 3), TimeUnit.MILLISECONDS)) {
        assertEnded(process, folder);
        assertSame(folder, unbroken);
        folder = newRun(++runs);
        continue;
      }
      process.destroyForcibly().waitFor();
      assertWhole(folder);
      int saved = lastCheckpoint(folder);
      int rows = Math.max(saved, completeRows(folder));
      mostLost = Math.max(mostLost, rows - saved);
      kills.add(rows + "(" + saved + ")");
    }
    assertEnded(start(folder), folder);
    assertSame(folder, unbroken);
    System.out.println(
        (KILLS + " kills in " + runs + " runs of " + STEPS + " steps, after row (checkpoint) ")
            + (kills + "; lost at most " + mostLost + " steps"));
    assertThat(mostLost).as("steps lost at most").isLessThanOrEqualTo(CHECKPOINT_EVERY);
  }

  /** Begins the run, or goes on with it where there is a checkpoint. */
  private static Process start(Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=1",
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "--checkpoint-every",
                Integer.toString(CHECKPOINT_EVERY),
                "--refresh",
                "100"));
    if (Checkpoints.list(folder).isEmpty()) {
      command.addAll(List.of("--preset", "mnist", "--seed", "1", "--no-refinement"));
      command.addAll(List.of("--steps", Integer.toString(STEPS), "--out", folder.toString()));
    } else {
      command.addAll(List.of("--resume", folder.toString()));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output(folder).toFile())
        .start();
  }

  private static void assertEnded(Process process, Path folder) throws Exception {
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String text = Files.readString(output(folder));
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
  }

  private static Path output(Path folder) {
    return folder.resolveSibling("output.txt");
  }

  private Path newRun(int number) throws IOException {
    return Files.createDirectories(temporary.resolve("run " + number).resolve("out"));
  }

  private static int lastCheckpoint(Path folder) throws IOException {
    List<Path> checkpoints = Checkpoints.list(folder);
    return checkpoints.isEmpty()
        ? 0
        : Integer.parseInt(checkpoints.get(0).getFileName().toString().replaceAll("\\D", ""));
  }

  /** The rows that have reached the disk whole; the writer may have made a step or two more. */
  private static int completeRows(Path folder) throws IOException {
    Path metrics = folder.resolve(RunFolder.METRICS);
    if (Files.notExists(metrics)) {
      return 0;
    }
    String text = Files.readString(metrics, StandardCharsets.ISO_8859_1);
    return Math.max(0, (int) text.chars().filter(c -> c == '\n').count() - 1);
  }

  /**
   * Every file byte by byte, but the time in the model, the speeds in metrics.csv and, drawn from
   * its rows, curves.
   */
  private static void assertSame(Path folder, Path unbroken) throws IOException {
    assertThat(names(folder)).as("nothing is left over").isEqualTo(names(unbroken));
    assertThat(SmallRun.rows(folder)).isEqualTo(SmallRun.rows(unbroken)).hasSize(STEPS + 1);
    for (String name : names(unbroken)) {
      if (name.equals(RunFolder.MODEL)) {
        assertSameModel(folder.resolve(name), unbroken.resolve(name));
      } else if (!name.equals(RunFolder.METRICS) && !name.equals(RunFolder.CURVES)) {
        assertThat(folder.resolve(name)).hasSameBinaryContentAs(unbroken.resolve(name));
      }
    }
  }
}
