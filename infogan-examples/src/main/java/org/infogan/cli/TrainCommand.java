package org.infogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.explore.LiveExplorer;
import org.infogan.cli.run.ConfigSource;
import org.infogan.cli.run.Hints;
import org.infogan.cli.run.ResumedRun;
import org.infogan.cli.run.RunDescription;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.run.RunProvenance;
import org.infogan.cli.run.StepClock;
import org.infogan.cli.run.TrainingReport;
import org.infogan.cli.run.TrainingRun;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.Threads;
import org.infogan.cli.support.UserException;
import org.infogan.collective.Collective;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.config.Refinement;
import org.infogan.eval.Evaluation;
import org.infogan.eval.FollowedChange;
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
          + " and when you stop it; run.json says what it was trained with.",
      "Ctrl-C saves a checkpoint before the program ends, as does the end of the run; --resume goes"
          + " on from there, with --steps to another end."
    })
final class TrainCommand implements Callable<Integer> {

  private static final int QUICK_STEPS = 300;
  private static final int QUICK_SAMPLES = 2_000;
  private static final int REFRESH = 250;
  private static final int KEEP = 2;

  @Spec private CommandSpec spec;

  @Mixin private TrainingOptions options;

  @Option(
      names = "--out",
      order = -6,
      paramLabel = "FOLDER",
      description = "Where to write; made if absent. Needed unless --resume is given.")
  private Path out;

  @Option(
      names = "--steps",
      order = -5,
      paramLabel = "N",
      description =
          "Number of updates, an epoch being the images divided by --batch. Default: as configured."
              + " With --resume, the step at which the run is to end, later or sooner than it"
              + " was to.")
  private Integer steps;

  @Option(
      names = "--batch",
      order = -4,
      paramLabel = "N",
      description = "Images per update. Default: as configured.")
  private Integer batch;

  @Option(
      names = "--seed",
      order = -3,
      paramLabel = "N",
      description = "Seed of all randomness. Default: as configured.")
  private Long seed;

  @Option(
      names = "--quick",
      order = -2,
      description =
          "A look at how it works: "
              + QUICK_STEPS
              + " steps (unless --steps is given), pictures at the end only, no pretraining and no"
              + " refinement of the categories. The codes are not fully learnt by then.")
  private boolean quick;

  @Option(
      names = "--no-refinement",
      description =
          "Leave out the refinement of the categories that may follow the last step; --quick does"
              + " so too.")
  private boolean withoutRefinement;

  @Option(
      names = "--hints",
      paramLabel = "DATA",
      description =
          "A few labelled images, 10 to 100 say, that steer the categories and name them"
              + " (names.json, for label apply): a folder with a sub-folder for each kind, or what"
              + " else --data takes with labels. For presets with pretraining or refinement.")
  private String hints;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Go on with the run in this folder, from its newest checkpoint that can be read. Preset,"
              + " steps, batch, seed and data are the run's.")
  private Path resume;

  @Option(
      names = "--overwrite",
      description = "Replace the run that is in --out. Without this, train refuses to.")
  private boolean overwrite;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      description =
          "Save the whole run, so that it can be resumed, as checkpoint-STEP.zip every so many"
              + " steps. Default: only at the end and on Ctrl-C.")
  private Integer checkpointEvery;

  @Option(
      names = "--keep",
      paramLabel = "K",
      defaultValue = "" + KEEP,
      description = "Checkpoints to keep, the latest ones. Default: " + KEEP + ".")
  private int keep;

  @Option(
      names = "--refresh",
      paramLabel = "STEPS",
      defaultValue = "" + REFRESH,
      description =
          "Steps from one refreshing of the pictures to the next. Default: " + REFRESH + ".")
  private int refresh;

  @Option(
      names = "--tensorboard",
      paramLabel = "FOLDER",
      description =
          "Also write the run for TensorBoard into this folder, which is this run's alone: scalars"
              + " every step, pictures, histograms. Look at it with: tensorboard --logdir FOLDER")
  private Path tensorBoard;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "Images to generate for the evaluation at the end. Default: "
              + Evaluation.SAMPLES
              + ", with --quick "
              + QUICK_SAMPLES
              + ".")
  private Integer samples;

  @Option(
      names = "--no-evaluation",
      description = "Do not evaluate the model at the end; the command evaluate can do it later.")
  private boolean withoutEvaluation;

  @Option(
      names = "--explore",
      arity = "0..1",
      fallbackValue = "0",
      paramLabel = "PORT",
      description =
          "Print an address at which a browser shows what the codes do by now, as the command"
              + " explore does of a finished model. Default port: any free one.")
  private Integer explorePort;

  @Option(
      names = "--json",
      description = "End with one line of JSON on standard output; all else goes to the error one.")
  private boolean json;

  @Mixin private RanksOption ranks;

  /** The ranks that this process trains with: itself alone, unless options say otherwise. */
  private Collective rank = Collective.alone();

  @Override
  public Integer call() throws IOException {
    Options.requireAtLeastOne("--refresh", refresh);
    Options.requireAtLeastOne("--keep", keep);
    if (checkpointEvery != null) {
      Options.requireAtLeastOne("--checkpoint-every", checkpointEvery);
    }
    if (tensorBoard != null) {
      RunFolder.requireFolder("--tensorboard", tensorBoard);
    }
    if (samples != null) {
      EvaluateCommand.requireSamples(samples);
    }
    if (resume == null && out == null && !ranks.isHelper()) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--out=FOLDER' (or --resume=FOLDER)");
    }
    try (Collective connected = ranks.connect()) {
      rank = connected;
      run();
    }
    return 0;
  }

  /** What ends this rank is said on the others before the connection is closed. */
  private void run() throws IOException {
    try {
      if (ranks.isHelper()) {
        help();
      } else if (resume != null) {
        resume();
      } else {
        start();
      }
    } catch (IOException | RuntimeException e) {
      rank.abort(UserException.message(e));
      throw e;
    }
  }

  /** Trains with rank 0, which keeps the run and writes the model. */
  private void help() throws IOException {
    try (InfoGanTrainer trainer = RanksOption.helper(rank)) {
      DataSource images = options.images(trainer.config());
      trainer.fit(RanksOption.shard(images.train(), rank)).close();
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "Done      rank %d after step %,d; rank 0 has the model%n",
              rank.rank(),
              trainer.stepsDone());
      spec.commandLine().getOut().flush();
    }
  }

  /** The folder is made last, so that a refused run leaves none behind. */
  private void start() throws IOException {
    if (quick && hints != null) {
      throw new UserException(
          "--hints: expected without --quick, which leaves out pretraining and refinement, the parts"
              + " that learn from them");
    }
    InfoGanConfig config = config();
    RunFolder folder = new RunFolder(out);
    folder.requireFolder();
    if (!overwrite) {
      folder.requireNoRun();
    }
    DataSource images = options.images(config);
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      Optional<Hints> given = giveHints(trainer);
      RunFolder.create(out).removeRun();
      train(trainer, options.source(), folder, options.data(), images, given);
    }
  }

  private void resume() throws IOException {
    if (overwrite) {
      throw new UserException("--overwrite: expected with --out only, found it with --resume");
    }
    refuseWithResume("--no-refinement", withoutRefinement);
    refuseWithResume("--learn-prior", options.learnsPrior());
    ResumedRun run = new ResumedRun(resume, spec.commandLine().getErr());
    ConfigSource given = options.givenSource();
    run.requireSame(out, given, steps, batch, seed);
    try (InfoGanTrainer trainer = run.trainer()) {
      String data =
          options.data() == null
              ? run.provenance().map(RunProvenance::data).orElse(null)
              : options.data();
      DataSource images = options.images(trainer.config(), data);
      run.requireSameData(images, data);
      if (hints == null) {
        hints = run.provenance().map(RunProvenance::hints).orElse(null);
      }
      train(
          trainer,
          given == null ? run.source() : given,
          run.folder(),
          data,
          images,
          giveHints(trainer));
    }
  }

  private static void refuseWithResume(String option, boolean given) {
    if (given) {
      throw new UserException(
          option
              + ": expected where a run begins, found it with --resume; a run keeps to what it began"
              + " with");
    }
  }

  private Optional<Hints> giveHints(InfoGanTrainer trainer) {
    Optional<Hints> given =
        Optional.ofNullable(hints)
            .map(data -> Hints.load(data, trainer.config(), options.skipsUnreadable()));
    given.ifPresent(each -> each.giveTo(trainer));
    return given;
  }

  private InfoGanConfig config() {
    return options.config(
        builder -> {
          if (quick) {
            builder.steps(QUICK_STEPS).pretraining(Pretraining.NONE);
          }
          if (quick || withoutRefinement) {
            builder.refinement(Refinement.NONE);
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

  @SuppressWarnings("try") // the explorer serves as long as the block lasts
  private void train(
      InfoGanTrainer trainer,
      ConfigSource source,
      RunFolder folder,
      String data,
      DataSource images,
      Optional<Hints> labelled)
      throws IOException {
    InfoGanConfig config = trainer.config();
    PrintWriter text = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    RunDescription.lines(source.label(), config, images).forEach(text::println);
    labelled.ifPresent(given -> text.println(given.line()));
    source.note().ifPresent(note -> text.println("Recipe    " + note));
    source.warning().ifPresent(warning -> text.println("Warning   " + warning));
    if (trainer.stepsDone() > 0) {
      text.printf(Locale.ROOT, "Resumed   after step %,d%n", trainer.stepsDone());
    } else if (quick) {
      text.printf(
          Locale.ROOT,
          "Quick     only %,d steps, pictures at the end: a first look, not a trained model%n",
          config.steps());
    }
    text.flush();
    RunProvenance.of(source.name(), config, data, images, hints).write(folder.file(RunFolder.RUN));
    RanksOption.begin(trainer, rank);
    TrainingRun run =
        new TrainingRun(
            folder,
            quick ? config.steps() : refresh,
            checkpointEvery == null ? 0 : checkpointEvery,
            keep,
            Optional.ofNullable(tensorBoard),
            resumeCommand(folder, data),
            spec.commandLine().getErr());
    trainer.withDataName(DataSource.shortName(data));
    StepClock clock = new StepClock();
    try (LiveExplorer explorer = explorer(trainer, folder, images, text);
        InfoGan model = run.train(trainer, RanksOption.shard(images.train(), rank), clock)) {
      if (labelled.isPresent()) {
        labelled.get().writeNames(model, folder);
      }
      Optional<Evaluation> evaluation =
          withoutEvaluation ? Optional.empty() : Optional.of(evaluate(model, images));
      List<FollowedChange> followed =
          withoutEvaluation ? List.of() : FollowedChange.of(model, images.train());
      TrainingReport report =
          new TrainingReport(source.name(), config, folder, clock, evaluation, followed);
      report.print(text, images.classNames());
      if (json) {
        spec.commandLine().getOut().println(report.toJson());
        spec.commandLine().getOut().flush();
      }
    }
  }

  /** Serves from before the first step to the end of the evaluation; null where nobody asked. */
  private LiveExplorer explorer(
      InfoGanTrainer trainer, RunFolder folder, DataSource images, PrintWriter text) {
    if (explorePort == null) {
      return null;
    }
    LiveExplorer explorer =
        LiveExplorer.start(folder.file(RunFolder.MODEL).toString(), images, explorePort);
    trainer.addListener(explorer.listener());
    text.println("Explorer  " + explorer.address());
    text.flush();
    return explorer;
  }

  private Evaluation evaluate(InfoGan model, DataSource images) {
    int enough = quick ? QUICK_SAMPLES : Evaluation.SAMPLES;
    return EvaluateCommand.evaluate(
        model, images, samples == null ? enough : samples, spec.commandLine().getErr());
  }

  /** The whole command that goes on with this run as it is. */
  String resumeCommand(RunFolder folder, String data) {
    StringBuilder command = new StringBuilder("train --resume ");
    command.append(Options.quoted(folder.path().toString()));
    if (data != null) {
      command.append(" --data ").append(Options.quoted(data));
    }
    if (hints != null) {
      command.append(" --hints ").append(Options.quoted(hints));
    }
    if (options.skipsUnreadable()) {
      command.append(" --skip-unreadable");
    }
    if (checkpointEvery != null) {
      command.append(" --checkpoint-every ").append(checkpointEvery);
    }
    if (keep != KEEP) {
      command.append(" --keep ").append(keep);
    }
    if (refresh != REFRESH) {
      command.append(" --refresh ").append(refresh);
    }
    if (tensorBoard != null) {
      command.append(" --tensorboard ").append(Options.quoted(tensorBoard.toString()));
    }
    if (samples != null) {
      command.append(" --samples ").append(samples);
    }
    command
        .append(quick ? " --quick" : "")
        .append(withoutEvaluation ? " --no-evaluation" : "")
        .append(explorePort == null ? "" : " --explore=" + explorePort)
        .append(json ? " --json" : "")
        .append(ranks.arguments())
        .append(Threads.option());
    return command.toString();
  }
}
