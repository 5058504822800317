package org.infogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.infogan.InfoGan;
import org.infogan.InfoGanConfig;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.run.ConfigSource;
import org.infogan.cli.run.ResumedRun;
import org.infogan.cli.run.RunDescription;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.run.StepClock;
import org.infogan.cli.run.TrainingReport;
import org.infogan.cli.run.TrainingRun;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.eval.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code train}: trains a model and leaves it, with pictures and curves, in a folder. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Trains a model.",
      "Writes into --out: model.zip, metrics.csv (a row per step), curves.png,"
          + " samples.png and traversal-CODE.png for each code. All are refreshed while it trains,"
          + " so a run that you stop leaves what it had.",
      "Ctrl-C saves a checkpoint before the program ends; --resume goes on from there."
    })
final class TrainCommand implements Callable<Integer> {

  private static final int QUICK_STEPS = 300;
  private static final int QUICK_SAMPLES = 2_000;

  @Spec private CommandSpec spec;

  @Mixin private TrainingOptions options;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Where to write; made if absent. Files of an earlier run are replaced, unless it has"
              + " checkpoints. Needed unless --resume is given.")
  private Path out;

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
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      description =
          "Save the whole run, so that it can be resumed, as checkpoint-STEP.zip every so many"
              + " steps. Default: only on Ctrl-C.")
  private Integer checkpointEvery;

  @Option(
      names = "--keep",
      paramLabel = "K",
      defaultValue = "2",
      description = "Checkpoints to keep, the latest ones. Default: 2.")
  private int keep;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Go on with the run in this folder, from its newest checkpoint that can be read. Preset,"
              + " steps, batch and seed are the run's; --data is to be given as then.")
  private Path resume;

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
    Options.requireAtLeastOne("--refresh", refresh);
    Options.requireAtLeastOne("--keep", keep);
    if (checkpointEvery != null) {
      Options.requireAtLeastOne("--checkpoint-every", checkpointEvery);
    }
    if (resume != null) {
      resume();
    } else if (out != null) {
      start();
    } else {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--out=FOLDER' (or --resume=FOLDER)");
    }
    return 0;
  }

  private void start() throws IOException {
    InfoGanConfig config = config();
    RunFolder folder = RunFolder.create(out);
    folder.requireNoCheckpoints();
    DataSource images = options.images(config);
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      train(trainer, options.source(), folder, images);
    }
  }

  private void resume() throws IOException {
    ResumedRun run = new ResumedRun(resume, spec.commandLine().getErr());
    ConfigSource given = options.givenSource();
    run.requireSame(out, given, steps, batch, seed);
    try (InfoGanTrainer trainer = run.trainer()) {
      DataSource images = options.images(trainer.config());
      UserException.guard(() -> trainer.checkImages(images.train()));
      train(trainer, given == null ? run.source() : given, run.folder(), images);
    }
  }

  private static Evaluation evaluate(InfoGan model, DataSource images, int samples) {
    return images
        .test()
        .map(test -> Evaluation.of(model, images.train(), test, samples))
        .orElseGet(() -> Evaluation.ofCodes(model, samples));
  }

  private InfoGanConfig config() {
    return options.config(
        builder -> {
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
        });
  }

  private void train(
      InfoGanTrainer trainer, ConfigSource source, RunFolder folder, DataSource images)
      throws IOException {
    InfoGanConfig config = trainer.config();
    PrintWriter text = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    RunDescription.lines(source.label(), config, images).forEach(text::println);
    if (trainer.stepsDone() > 0) {
      text.printf(Locale.ROOT, "Resumed   after step %,d%n", trainer.stepsDone());
    } else if (quick) {
      text.printf(
          Locale.ROOT,
          "Quick     only %,d steps, pictures at the end: a first look, not a trained model%n",
          config.steps());
    }
    text.flush();
    TrainingRun run =
        new TrainingRun(
            folder,
            quick ? config.steps() : refresh,
            checkpointEvery == null ? 0 : checkpointEvery,
            keep,
            spec.commandLine().getErr());
    StepClock clock = new StepClock();
    try (InfoGan model = run.train(trainer, images.train(), clock)) {
      text.println("Evaluating...");
      text.flush();
      Evaluation evaluation = evaluate(model, images, quick ? QUICK_SAMPLES : Evaluation.SAMPLES);
      TrainingReport report = new TrainingReport(source.name(), config, folder, clock, evaluation);
      report.print(text);
      if (json) {
        spec.commandLine().getOut().println(report.toJson());
        spec.commandLine().getOut().flush();
      }
    }
  }
}
