package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.infogan.data.ImageDataset;
import org.infogan.nn.BatchNorm;
import org.infogan.nn.ChildJvm;
import org.infogan.nn.Dense;
import org.infogan.nn.LeakyRelu;
import org.infogan.nn.Relu;
import org.infogan.nn.Reshape;
import org.infogan.nn.Sigmoid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Memory outside of the Java heap, measured as the process's resident memory less the heap in use:
 * ND4J's buffers pass by JavaCPP's own counters.
 *
 * <p>The cycles run in a JVM whose collector never collects, so that what is not closed by hand
 * stays for good.
 */
@EnabledOnOs(OS.LINUX)
class OffHeapTest {

  /**
   * Else the C library keeps freed blocks for itself, and they would look like a leak. One thread
   * does for such small networks, and is not slowed down by what else the machine is doing.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "65536",
          "MALLOC_TRIM_THRESHOLD_", "65536",
          "OMP_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1");

  private static final String LINE = "native MB: ";

  /** Trains, uses, saves, loads and closes, over and over; prints the native memory after each. */
  static final class Cycles {
    private static final int CYCLES = 8;

    private Cycles() {}

    public static void main(String[] arguments) throws IOException {
      ImageDataset images = Tiny.quadrants(16, 1);
      Path file = Files.createTempFile("model", ".zip");
      for (int i = 0; i < CYCLES; i++) {
        try (InfoGanTrainer trainer = new InfoGanTrainer(large());
            InfoGan model = trainer.fit(images);
            InfoGan snapshot = trainer.snapshot()) {
          model.save(file);
          try (InfoGan loaded = InfoGan.load(file)) {
            loaded.sample(9, 1).close();
            loaded.classify(images);
            snapshot.traverse("c1", 2, 1).close();
            failToEncode(loaded);
          }
          System.out.println("peak, " + LINE + megabytes());
        }
        System.out.println(LINE + megabytes());
      }
      Files.delete(file);
    }

    private static void failToEncode(InfoGan model) {
      try {
        model.encode(Tiny.failing(Tiny.quadrants(128, 1), 3));
        throw new AssertionError("expected an exception");
      } catch (IllegalStateException e) {
        // As it should.
      }
    }

    /** 6 million parameters: 24 MB, of which a trainer has four and each model one. */
    private static InfoGanConfig large() {
      return Tiny.builder()
          .generator(
              new Dense(1000),
              new BatchNorm(),
              new Relu(),
              new Dense(2000),
              new Dense(64),
              Reshape.to(1, 8, 8),
              new Sigmoid())
          .trunk(
              Reshape.to(64),
              new Dense(2000),
              new LeakyRelu(0.1),
              new Dense(2000),
              new LeakyRelu(0.1),
              new Dense(16))
          .steps(2)
          .build();
    }
  }

  /** Trains on and on; prints the resident memory every hundred steps, all of the heap in it. */
  static final class LongRun {
    private LongRun() {}

    public static void main(String[] arguments) {
      // One batch of images is 128 KB: leaked once a step, 50 MB over the steps that are compared.
      InfoGanConfig config = Tiny.builder().batch(512).steps(500).build();
      try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
        trainer.addListener(
            new TrainingListener() {
              @Override
              public void onStep(InfoGanTrainer source, StepStats stats) {
                if (stats.step() % 100 == 0) {
                  System.out.println(LINE + (Pointer.physicalBytes() >> 20));
                }
              }
            });
        trainer.fit(Tiny.quadrants(512, 1)).close();
      }
    }
  }

  private static long megabytes() {
    Runtime runtime = Runtime.getRuntime();
    long heap = runtime.totalMemory() - runtime.freeMemory();
    return (Pointer.physicalBytes() - heap) >> 20;
  }

  @Test
  void closingFreesWhatTrainingAndUseTook() {
    List<String> lines =
        ChildJvm.of(Cycles.class)
            .environment(ENVIRONMENT)
            .options("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xms1m", "-Xmx3g")
            .run();
    int[] peaks = numbers(lines, "peak, " + LINE);
    int[] after = numbers(lines, LINE);
    assertThat(peaks[2] - after[2]).as("a cycle's memory in MB").isGreaterThan(100);
    assertThat(after[after.length - 1] - after[2])
        .as("MB kept by five cycles, all readings: " + lines)
        .isLessThan(15);
  }

  @Test
  void aLongRunsMemoryStaysLevel() {
    // The second compiler takes and returns tens of megabytes when it likes.
    List<String> lines =
        ChildJvm.of(LongRun.class)
            .environment(ENVIRONMENT)
            .options("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1")
            .run();
    int[] readings = numbers(lines, LINE);
    assertThat(readings).hasSize(5);
    assertThat(readings[4] - readings[0]).as("MB grown in 400 steps: " + lines).isLessThan(15);
  }

  private static int[] numbers(List<String> lines, String prefix) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .flatMapToInt(line -> IntStream.of(Integer.parseInt(line.substring(prefix.length()))))
        .toArray();
  }
}
