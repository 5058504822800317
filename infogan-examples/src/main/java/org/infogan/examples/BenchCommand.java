package org.infogan.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.infogan.InfoGanConfig;
import org.infogan.InfoGanConfigBuilder;
import org.infogan.InfoGanTrainer;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: how long one training step takes on this machine. */
@Command(
    name = "bench",
    sortOptions = false,
    description = {
      "Times training steps on random images and prints one line of JSON: preset, batch, threads,"
          + " ms_per_step, steps, peak_rss_mb, flop_per_step, gemm_gflops.",
      "flop_per_step counts the matrix products of a step; gemm_gflops is the rate of one large"
          + " product on this machine. For fewer threads, bind the process to fewer processors:"
          + " taskset -c 0 java -jar ..."
    })
final class BenchCommand implements Callable<Integer> {

  /** By then HotSpot has compiled the loops. */
  private static final double WARM_UP_SECONDS = 4;

  private static final int IMAGES = 1024;

  @Spec private CommandSpec spec;

  @ArgGroup(
      exclusive = true,
      heading = "Without --preset and --config, the preset is paper-mnist.%n")
  private ConfigSource source;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images per update. Default: as configured.")
  private Integer batch;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long to time, after a warm-up of as long or 4 seconds. Default: 10.")
  private double seconds;

  @Option(
      names = "--profile",
      description =
          "Also print, on the error stream, where the time of a step goes, by the kind of work.")
  private boolean profile;

  @Override
  public Integer call() throws IOException {
    if (source == null) {
      source = ConfigSource.ofPreset("paper-mnist");
    }
    InfoGanConfig config = config();
    int steps = 0;
    double elapsed = 0;
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      ImageDataset images = noise(config);
      run(trainer, images, Math.min(seconds, WARM_UP_SECONDS));
      long start = System.nanoTime();
      steps = run(trainer, images, seconds);
      elapsed = (System.nanoTime() - start) / 1e9;
      if (profile) {
        printProfile(trainer, images, 1000 * elapsed / steps);
      }
    }
    ObjectNode line = new ObjectMapper().createObjectNode();
    line.put("preset", source.name());
    line.put("batch", config.batch());
    line.put("threads", Runtime.getRuntime().availableProcessors());
    line.put("ms_per_step", Math.round(1e4 * elapsed / steps) / 10.0);
    line.put("steps", steps);
    line.put("peak_rss_mb", peakResidentMegabytes());
    line.put("flop_per_step", StepArithmetic.perStep(config));
    line.put("gemm_gflops", Math.round(gemmGigaflops()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
    return 0;
  }

  /** In a run of its own, since looking at the stack costs some time. */
  private void printProfile(InfoGanTrainer trainer, ImageDataset images, double msPerStep) {
    PrintWriter err = spec.commandLine().getErr();
    try (StepProfile watching = new StepProfile(Thread.currentThread())) {
      run(trainer, images, seconds);
      watching
          .shares()
          .forEach(
              (kind, share) ->
                  err.printf(
                      Locale.ROOT,
                      "%-24s %5.1f %% %7.1f ms%n",
                      kind,
                      100 * share,
                      share * msPerStep));
    }
    err.flush();
  }

  private InfoGanConfig config() {
    return UserException.guard(
        () -> {
          InfoGanConfigBuilder builder = source.read();
          if (batch != null) {
            builder.batch(batch);
          }
          return builder.build();
        });
  }

  /** Steps until the time is up; at least one. */
  private static int run(InfoGanTrainer trainer, ImageDataset images, double seconds) {
    long start = System.nanoTime();
    int steps = 0;
    do {
      trainer.step(images);
      steps++;
    } while (System.nanoTime() - start < seconds * 1e9);
    return steps;
  }

  private static ImageDataset noise(InfoGanConfig config) {
    ImageShape shape = config.image();
    int count = Math.max(IMAGES, config.batch());
    float[] pixels = new float[count * shape.pixels()];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    long[] extents = {count, shape.channels(), shape.height(), shape.width()};
    try (INDArray images = Nd4j.create(pixels, extents, 'c')) {
      return FloatImages.copyOf(images);
    }
  }

  /**
   * The rate of a product of two 2048 × 2048 matrices on all processors, the best of several. The
   * library holds BLAS to one thread and divides its products; here BLAS divides.
   */
  private static double gemmGigaflops() {
    int n = 2048;
    double best = 0;
    int threads = Nd4j.factory().blas().getMaxThreads();
    Nd4j.factory().blas().setMaxThreads(Runtime.getRuntime().availableProcessors());
    try (INDArray a = Nd4j.ones(DataType.FLOAT, n, n);
        INDArray b = Nd4j.ones(DataType.FLOAT, n, n);
        INDArray c = Nd4j.create(DataType.FLOAT, new long[] {n, n}, 'f')) {
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        Nd4j.gemm(a, b, c, false, false, 1, 0);
        best = Math.max(best, 2.0 * n * n * n / (System.nanoTime() - start));
      }
    }
    Nd4j.factory().blas().setMaxThreads(threads);
    return best;
  }

  /** As Linux counts it; null elsewhere. */
  private static Long peakResidentMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return null;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(null);
  }
}
