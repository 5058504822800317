package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.infogan.backend.ChildJvm;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Memory outside of the Java heap, measured as what the C library has handed out or as the
 * process's resident memory: ND4J's buffers pass by JavaCPP's own counters.
 *
 * <p>The cycles run in a JVM whose collector never collects, so that what is not closed by hand
 * stays for good. No second compiler either: it takes and returns tens of megabytes when it likes.
 */
@EnabledOnOs(OS.LINUX)
public class OffHeapTest {

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
  private static final String LARGE = "in large blocks, MB: ";

  /** Trains, uses, saves, loads and closes, over and over; prints the native memory after each. */
  static final class Cycles {
    private Cycles() {}

    public static void main(String[] arguments) throws IOException {
      ImageDataset images = Tiny.quadrants(16, 1);
      Path file = Files.createTempFile("model", ".zip");
      Path checkpoint = Files.createTempFile("checkpoint", ".zip");
      int cycles = Integer.parseInt(arguments[0]);
      for (int i = 0; i < cycles; i++) {
        failToFit(images);
        try (InfoGanTrainer trainer = new InfoGanTrainer(large());
            InfoGan model = trainer.fit(images);
            InfoGan snapshot = trainer.snapshot()) {
          model.save(file);
          trainer.saveCheckpoint(checkpoint);
          InfoGanTrainer.resume(checkpoint).close();
          try (InfoGan loaded = InfoGan.load(file)) {
            loaded.sample(9, 1).close();
            loaded.classify(images);
            snapshot.traverse("c1", 2, 1).close();
            failToEncode(loaded);
          }
          System.out.println("peak, " + LARGE + Malloc.now().largeMegabytes());
        }
        System.out.println(LARGE + Malloc.now().largeMegabytes());
        System.out.println(
            LINE + (cycles > 8 ? Pointer.physicalBytes() >> 20 : Malloc.now().megabytes()));
      }
      Files.delete(file);
      Files.delete(checkpoint);
    }

    /** A listener's exception, and an interrupt, end a run that is then closed. */
    private static void failToFit(ImageDataset images) {
      for (boolean interrupt : new boolean[] {false, true}) {
        try (InfoGanTrainer trainer = new InfoGanTrainer(large())) {
          trainer.addListener(
              new TrainingListener() {
                @Override
                public void onStep(RunView run, StepMetrics stats) {
                  if (!interrupt) {
                    throw new CancellationException("enough");
                  }
                  Thread.currentThread().interrupt();
                }
              });
          trainer.fit(images).close();
          throw new AssertionError("expected an exception");
        } catch (CancellationException e) {
          boolean interrupted = Thread.interrupted();
          if (interrupted != interrupt) {
            throw new AssertionError("interrupt status " + interrupted, e);
          }
        }
      }
    }

    private static void failToEncode(InfoGan model) {
      try {
        model.encode(Tiny.failing(Tiny.quadrants(128, 1), 3));
        throw new AssertionError("expected an exception");
      } catch (IllegalStateException e) {
        // As it should.
      }
    }

    /** 2 million parameters: 9 MB, of which a trainer has four and each model one. */
    private static InfoGanConfig large() {
      return Tiny.builder()
          .generator(
              new Dense(1000),
              new BatchNorm(),
              new Relu(),
              new Dense(1000),
              new Dense(64),
              Reshape.to(1, 8, 8),
              new Sigmoid())
          .trunk(
              Reshape.to(64),
              new Dense(1000),
              new LeakyRelu(0.1),
              new Dense(1000),
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
      // One batch of 512 images is 128 KB: leaked once a step, 50 MB over 400 steps.
      int batch = Integer.parseInt(arguments[0]);
      int steps = Integer.parseInt(arguments[1]);
      InfoGanConfig config = Tiny.builder().batch(batch).steps(steps).build();
      try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
        trainer.addListener(
            new TrainingListener() {
              @Override
              public void onStep(RunView run, StepMetrics stats) {
                if (stats.step() % (steps / 5) == 0) {
                  System.out.println(LINE + (Pointer.physicalBytes() >> 20));
                }
              }
            });
        trainer.fit(Tiny.quadrants(512, 1)).close();
      }
    }
  }

  /** What the C library has handed out; from glibc 2.33 on. */
  @Structure.FieldOrder({
    "arena",
    "ordblks",
    "smblks",
    "hblks",
    "hblkhd",
    "usmblks",
    "fsmblks",
    "uordblks",
    "fordblks",
    "keepcost"
  })
  public static final class Malloc extends Structure implements Structure.ByValue {
    public long arena;
    public long ordblks;
    public long smblks;
    public long hblks;
    public long hblkhd;
    public long usmblks;
    public long fsmblks;
    public long uordblks;
    public long fordblks;
    public long keepcost;

    public static Malloc now() {
      return (Malloc)
          NativeLibrary.getInstance("c")
              .getFunction("mallinfo2")
              .invoke(Malloc.class, new Object[0]);
    }

    /** In blocks of 64 KB and more, which the environment above has mapped one by one. */
    public long largeMegabytes() {
      return hblkhd >> 20;
    }

    long megabytes() {
      return (hblkhd + uordblks) >> 20;
    }
  }

  @Test
  void closingFreesWhatTrainingAndUseTook() {
    List<String> lines =
        ChildJvm.of(Cycles.class)
            .environment(ENVIRONMENT)
            .options("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xms1m", "-Xmx3g")
            .options("-XX:TieredStopAtLevel=1")
            .minutes(15)
            .run("8");
    int[] large = numbers(lines, LARGE);
    assertThat(numbers(lines, "peak, " + LARGE)[2] - large[2])
        .as("a cycle's memory in MB")
        .isGreaterThan(30);
    // One set of parameters left behind each time would be 5·9 MB.
    assertThat(large[large.length - 1] - large[2])
        .as("MB kept by five cycles in large blocks: " + lines)
        .isLessThan(8);
    // 9 to 11 MB stay: 7,935 small native objects a cycle (buffer handles, shapes), which ND4J
    // leaves
    // to the collector. Where one collects, nothing stays; see the two hundred cycles below.
    int[] all = numbers(lines, LINE);
    assertThat(all[all.length - 1] - all[2])
        .as("MB kept by five cycles in all: " + lines)
        .isLessThan(15);
  }

  @Test
  void aLongRunsMemoryStaysLevel() {
    List<String> lines =
        ChildJvm.of(LongRun.class)
            .environment(ENVIRONMENT)
            .options("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1")
            .run("512", "500");
    int[] readings = numbers(lines, LINE);
    assertThat(readings).hasSize(5);
    assertThat(readings[4] - readings[0]).as("MB grown in 400 steps: " + lines).isLessThan(15);
  }

  /**
   * With a collector this time, and all of the heap resident from the start: two hundred cycles of
   * fifty megabytes, of which one in two hundred left behind each time would show.
   */
  @Test
  @EnabledIfSystemProperty(named = "infogan.chaos", matches = "true")
  void twoHundredCyclesLeaveNothing() {
    List<String> lines =
        ChildJvm.of(Cycles.class)
            .environment(ENVIRONMENT)
            .options("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1")
            .minutes(60)
            .run("200");
    int[] after = numbers(lines, LINE);
    assertThat(after).hasSize(200);
    int early = IntStream.range(20, 40).map(i -> after[i]).max().orElseThrow();
    int late = IntStream.range(180, 200).map(i -> after[i]).max().orElseThrow();
    System.out.println("200 cycles, MB after cycles 20-39: " + early + ", 180-199: " + late);
    assertThat(late - early).as("MB kept by 160 cycles: " + lines).isLessThan(30);
  }

  @Test
  @EnabledIfSystemProperty(named = "infogan.chaos", matches = "true")
  void twentyThousandStepsLeaveNothing() {
    List<String> lines =
        ChildJvm.of(LongRun.class)
            .environment(ENVIRONMENT)
            .options("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1")
            .minutes(60)
            .run("32", "20000");
    int[] readings = numbers(lines, LINE);
    System.out.println("20,000 steps: " + lines);
    assertThat(readings).hasSize(5);
    assertThat(readings[4] - readings[0]).as("MB grown in 16,000 steps: " + lines).isLessThan(15);
  }

  private static int[] numbers(List<String> lines, String prefix) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .flatMapToInt(line -> IntStream.of(Integer.parseInt(line.substring(prefix.length()))))
        .toArray();
  }
}
