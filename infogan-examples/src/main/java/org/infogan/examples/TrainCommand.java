package org.infogan.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.infogan.InfoGan;
import org.infogan.InfoGanConfig;
import org.infogan.InfoGanConfigBuilder;
import org.infogan.InfoGanTrainer;
import org.infogan.data.ImageDataset;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains a model and leaves it, with pictures and curves, in a folder. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Trains a model.",
      "Writes into --out: model.zip, metrics.csv (a row per step), curves.png,"
          + " samples.png and traversal-CODE.png for each code. All are refreshed while it trains,"
          + " so a run that you stop leaves what it had."
    })
final class TrainCommand implements Callable<Integer> {

  private static final int QUICK_STEPS = 300;
  private static final int QUICK_SAMPLES = 2_000;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, heading = "Without --preset and --config, the preset is mnist.%n")
  private ConfigSource source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to write; made if absent. Files of an earlier run are replaced.")
  private Path out;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Folder with your own images as IDX files named as MNIST's, plain or .gz:"
              + " train-images-idx3-ubyte and, for the evaluation, train-labels-idx1-ubyte,"
              + " t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte."
              + " Default: MNIST, which is part of this program.")
  private Path data;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all randomness. Default: as configured.")
  private Long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Number of updates. Default: as configured.")
  private Integer steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images per update. Default: as configured.")
  private Integer batch;

  @Option(
      names = "--refresh",
      paramLabel = "STEPS",
      defaultValue = "250",
      description = "Steps from one refreshing of the pictures to the next. Default: 250.")
  private int refresh;

  @Option(
      names = "--quick",
      description =
          "A look at how it works: "
              + QUICK_STEPS
              + " steps (unless --steps is given), pictures at the end only. The codes are not"
              + " fully learnt by then.")
  private boolean quick;

  @Option(
      names = "--json",
      description = "End with one line of JSON on standard output; all else goes to the error one.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (source == null) {
      source = ConfigSource.ofPreset("mnist");
    }
    InfoGanConfig config = config();
    Options.requireAtLeastOne("--refresh", refresh);
    RunFolder folder = RunFolder.create(out);
    DataFolder images = DataFolder.load(data);
    requireFit(config, images);
    PrintWriter text = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    RunDescription.lines(source.label(), config, images).forEach(text::println);
    if (quick) {
      text.printf(
          Locale.ROOT,
          "Quick     only %,d steps, pictures at the end: a first look, not a trained model%n",
          config.steps());
    }
    text.flush();
    train(config, folder, images, text);
    return 0;
  }

  private InfoGanConfig config() {
    return UserException.guard(
        () -> {
          InfoGanConfigBuilder builder = source.read();
          if (quick) {
            builder.steps(QUICK_STEPS);
          }
          if (steps != null) {
            builder.steps(steps);
          }
          if (batch != null) {
            builder.batch(batch);
          }
          if (seed != null) {
            builder.seed(seed);
          }
          return builder.build();
        });
  }

  private void requireFit(InfoGanConfig config, DataFolder data) {
    ImageDataset train = data.train();
    if (!train.shape().equals(config.image())) {
      throw new UserException(
          data.source()
              + ": expected images "
              + config.image()
              + " as "
              + source.label()
              + " has them, found "
              + train.shape()
              + "; the command presets lists what takes images of which size");
    }
    if (train.size() < config.batch()) {
      throw new UserException(
          data.source()
              + ": expected at least one batch of "
              + config.batch()
              + " images, found "
              + train.size()
              + "; a smaller --batch may help");
    }
  }

  private void train(InfoGanConfig config, RunFolder folder, DataFolder images, PrintWriter text)
      throws IOException {
    CurvesChart curves = new CurvesChart(config);
    int interval = quick ? config.steps() : refresh;
    RunRecorder recorder = new RunRecorder(folder, config, curves, interval);
    StepClock clock = new StepClock();
    try (InfoGanTrainer trainer =
            new InfoGanTrainer(config)
                .addListener(curves)
                .addListener(recorder)
                .addListener(clock);
        InfoGan model = fit(trainer, folder, images)) {
      recorder.write(model);
      text.println("Evaluating...");
      text.flush();
      TrainingReport report =
          new TrainingReport(
              source.name(),
              config,
              folder,
              clock.seconds(),
              Evaluation.of(model, images, quick ? QUICK_SAMPLES : Evaluation.SAMPLES));
      report.print(text);
      if (json) {
        spec.commandLine().getOut().println(report.toJson());
        spec.commandLine().getOut().flush();
      }
    }
  }

  private InfoGan fit(InfoGanTrainer trainer, RunFolder folder, DataFolder images)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (MetricsCsv metrics = new MetricsCsv(folder.file(RunFolder.METRICS), trainer.config());
        ProgressDisplay progress = ProgressDisplay.of(trainer.config(), err)) {
      return trainer.addListener(metrics).addListener(progress).fit(images.train());
    }
  }
}
