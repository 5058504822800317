package org.infogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.infogan.cli.bench.Benchmark;
import org.infogan.cli.bench.MemoryTable;
import org.infogan.cli.bench.ModelBenchmark;
import org.infogan.cli.bench.StepProfile;
import org.infogan.cli.bench.Timing;
import org.infogan.cli.bench.TrainingBenchmark;
import org.infogan.cli.run.ConfigSource;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: how long a training step, sampling or encoding takes on this machine. */
@Command(
    name = "bench",
    sortOptions = false,
    description = {
      "Times training steps on random images and prints one line of JSON: preset, batch, threads,"
          + " ms_per_step, steps, peak_rss_mb, flop_per_step, gemm_gflops.",
      "flop_per_step counts the matrix products of a step; gemm_gflops is the rate of one large"
          + " product on this machine. For fewer threads, bind the process to fewer processors:"
          + " taskset -c 0 java -jar ...",
      "With --what sample or encode, times a model of random weights instead: preset, what, threads,"
          + " images, seconds (the median of the rounds), images_per_second, rounds, peak_rss_mb"
          + " (with the making of the model)."
    })
final class BenchCommand implements Callable<Integer> {

  /** By then HotSpot has compiled the loops. */
  private static final double WARM_UP_SECONDS = 4;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private ConfigSource source;

  @Option(
      names = "--what",
      paramLabel = "WHAT",
      defaultValue = "step",
      description =
          "What to time: step, a training step; sample, generating images from random codes;"
              + " encode, reading the codes off images. Default: step.")
  private String what;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images per update of a step. Default: as configured.")
  private Integer batch;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Images per round of sample or encode. Default: 10000.")
  private int images;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long to time, after a warm-up of as long or 4 seconds. Default: 10.")
  private double seconds;

  @Option(
      names = "--profile",
      description = "Also print, on the error stream, where the time goes, by the kind of work.")
  private boolean profile;

  @Option(
      names = "--memory",
      paramLabel = "N",
      description =
          "Also print, on the error stream, a row of CSV every N steps or rounds: resident and"
              + " native memory, and since the row before, what each allocated on the Java heap and"
              + " what the collector did.")
  private Integer memory;

  @Override
  public Integer call() throws IOException {
    Options.requireAtLeastOne("--images", images);
    if (memory != null) {
      Options.requireAtLeastOne("--memory", memory);
    }
    if (batch != null && !what.equals("step")) {
      throw new UserException("--batch: expected with --what step only, found --what " + what);
    }
    if (source == null) {
      source = ConfigSource.ofPreset("mnist");
    }
    ObjectNode line = new ObjectMapper().createObjectNode();
    line.put("preset", source.name());
    try (Benchmark work = work()) {
      Timing.of(work::run, Math.min(seconds, WARM_UP_SECONDS));
      Timing timing = Timing.of(withTable(work::run), seconds);
      if (profile) {
        printProfile(work, timing.mean());
      }
      work.report(timing, line);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
    return 0;
  }

  private Benchmark work() {
    return switch (what) {
      case "step" -> new TrainingBenchmark(config());
      case "sample" -> ModelBenchmark.sampling(config(), images);
      case "encode" -> ModelBenchmark.encoding(config(), images);
      default -> throw new UserException("--what: expected step, sample or encode, found " + what);
    };
  }

  private Runnable withTable(Runnable work) {
    return memory == null ? work : new MemoryTable(work, memory, spec.commandLine().getErr());
  }

  /** In a run of its own, since looking at the stack costs some time. */
  private void printProfile(Benchmark work, double secondsEach) {
    PrintWriter err = spec.commandLine().getErr();
    try (StepProfile watching = new StepProfile(Thread.currentThread())) {
      Timing.of(work::run, seconds);
      watching
          .shares()
          .forEach(
              (kind, share) ->
                  err.printf(
                      Locale.ROOT,
                      "%-24s %5.1f %% %7.1f ms%n",
                      kind,
                      100 * share,
                      share * 1000 * secondsEach));
    }
    err.flush();
  }

  private InfoGanConfig config() {
    return UserException.guard(
        () -> {
          InfoGanConfig.Builder builder = source.read();
          if (batch != null) {
            builder.batch(batch);
          }
          return builder.build();
        });
  }
}
