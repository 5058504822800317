package org.infogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.display.Activity;
import org.infogan.cli.display.ProgressDisplay;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.run.RunProvenance;
import org.infogan.cli.study.PictureQuality;
import org.infogan.cli.study.StudyFolder;
import org.infogan.cli.study.StudyRun;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.data.ImageDataset;
import org.infogan.listeners.MetricsCsv;
import org.infogan.tensorboard.TensorBoard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code study}: the same configuration over several seeds, and what became of each. */
@Command(
    name = "study",
    sortOptions = false,
    description = {
      "Trains a configuration with several seeds and measures each model.",
      "Writes into --out: seed-N/model.zip, metrics.csv and run.json for each seed, study.csv and"
          + " study.md. Seeds that are there already are not trained again, so a study that was"
          + " stopped goes on where it was, and one that gets more seeds has tables of all; a seed"
          + " that was trained with other settings or other data is refused."
    })
final class StudyCommand implements Callable<Integer> {

  /** Steps from one drawing for TensorBoard to the next. */
  private static final int PICTURES = 250;

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");

  @Spec private CommandSpec spec;

  @Mixin private TrainingOptions options;

  @Option(
      names = "--seeds",
      paramLabel = "FROM..TO",
      defaultValue = "1..10",
      description = "The seeds, such as 1..10 or 7. Default: 1..10.")
  private String seeds;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Number of updates. Default: as configured.")
  private Integer steps;

  @Option(
      names = "--no-refinement",
      description = "Leave out the refinement of the categories that may follow the last step.")
  private boolean withoutRefinement;

  @Option(
      names = "--tensorboard",
      paramLabel = "FOLDER",
      description =
          "Also write each seed that is trained for TensorBoard into FOLDER/seed-N, with what it was"
              + " given and what it came to. Look at all with: tensorboard --logdir FOLDER")
  private Path tensorBoard;

  @Option(
      names = "--json",
      description =
          "A line of JSON for each seed on standard output instead of text: its run.json.")
  private boolean json;

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to write.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    long[] asked = seeds();
    new RunFolder(out).requireFolder();
    if (tensorBoard != null) {
      RunFolder.requireFolder("--tensorboard", tensorBoard);
    }
    StudyFolder folder = new StudyFolder(out);
    DataSource images = options.images(config(asked[0]));
    Map<Long, RunProvenance> provenances = new HashMap<>();
    NavigableMap<Long, StudyRun> runs = new TreeMap<>();
    NavigableSet<Long> all = folder.measured();
    LongStream.of(asked).forEach(all::add);
    for (long seed : all) {
      RunProvenance provenance = provenance(seed, images);
      provenances.put(seed, provenance);
      folder.earlier(provenance).ifPresent(run -> runs.put(seed, run));
    }
    RunFolder.create(out);
    PrintWriter text = spec.commandLine().getOut();
    List<Path> tables = List.of();
    try (Measures measures = new Measures(images, provenances.get(asked[0]).dataSha256())) {
      for (long seed : asked) {
        if (!runs.containsKey(seed)) {
          runs.put(seed, run(folder, provenances.get(seed), images, measures));
        }
        StudyRun run = runs.get(seed);
        text.println(json ? new ObjectMapper().writeValueAsString(run) : run.summary());
        text.flush();
        tables = folder.writeTables(config(seed), List.copyOf(runs.values()));
      }
    }
    if (!json) {
      text.println(
          "Written: " + tables.stream().map(Path::toString).collect(Collectors.joining(", ")));
      text.flush();
    }
    return 0;
  }

  private RunProvenance provenance(long seed, DataSource images) {
    return RunProvenance.of(options.source().name(), config(seed), options.data(), images, null);
  }

  private long[] seeds() {
    Matcher matcher = RANGE.matcher(seeds);
    if (!matcher.matches()) {
      throw new UserException("--seeds: expected such as 1..10 or 7, found " + seeds);
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
    if (last < first) {
      throw new UserException("--seeds: expected the smaller seed first, found " + seeds);
    }
    return LongStream.rangeClosed(first, last).toArray();
  }

  private InfoGanConfig config(long seed) {
    return options.config(
        builder -> {
          builder.seed(seed);
          if (withoutRefinement) {
            builder.refinement(Refinement.NONE);
          }
          if (steps != null) {
            builder.steps(steps);
          }
        });
  }

  private StudyRun run(
      StudyFolder study, RunProvenance provenance, DataSource images, Measures measures)
      throws IOException {
    RunFolder folder = RunFolder.create(study.seed(provenance.seed()).path());
    PrintWriter err = spec.commandLine().getErr();
    InfoGanConfig config = config(provenance.seed());
    long start = System.nanoTime();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = train(trainer, images, folder)) {
      double minutes = (System.nanoTime() - start) / 60e9;
      model.save(folder.file(RunFolder.MODEL));
      PictureQuality quality = measures.quality();
      StudyRun run =
          Activity.during(
              "Measuring seed " + provenance.seed(),
              err,
              () -> StudyRun.of(model, provenance, images, quality, minutes));
      if (tensorBoard != null) {
        TensorBoard.writeSession(
            board(provenance.seed()), run.settings(config), run.results(config), config.steps());
      }
      study.write(run);
      return run;
    }
  }

  private Path board(long seed) {
    return tensorBoard.resolve("seed-" + seed);
  }

  private InfoGan train(InfoGanTrainer trainer, DataSource images, RunFolder folder)
      throws IOException {
    InfoGanConfig config = trainer.config();
    try (MetricsCsv metrics = new MetricsCsv(folder.file(RunFolder.METRICS));
        TensorBoard board =
            tensorBoard == null ? null : new TensorBoard(board(config.seed()), PICTURES);
        ProgressDisplay progress = ProgressDisplay.of(config, 0, spec.commandLine().getErr())) {
      if (board != null) {
        trainer.addListener(board);
      }
      return trainer
          .withDataName(DataSource.shortName(options.data()))
          .addListener(metrics)
          .addListener(progress.listener())
          .fit(images.train());
    }
  }

  /** The classifier that pictures are measured with, trained when a seed first needs it. */
  private final class Measures implements AutoCloseable {

    private final Path file;
    private final DataSource images;
    private PictureQuality quality;

    /** The file's name says what the classifier was trained on. */
    Measures(DataSource images, String dataSha256) {
      file = out.resolve("classifier-" + dataSha256.substring(0, 12) + ".zip");
      this.images = images;
    }

    /** Null where too few images are there to compare with. */
    PictureQuality quality() throws IOException {
      boolean labelled = images.test().filter(test -> test.size() > 1).isPresent();
      if (quality == null && (labelled || isEnoughWithoutLabels())) {
        String what = Files.exists(file) ? "Reading real images" : "Training the classifier";
        try (Activity activity = Activity.begin(what, 0, spec.commandLine().getErr())) {
          ImageDataset train = activity.watch(images.train());
          quality =
              labelled
                  ? PictureQuality.ofLabelled(file, train, activity.watch(images.test().get()))
                  : PictureQuality.ofUnlabelled(file, train);
        }
      }
      return quality;
    }

    private boolean isEnoughWithoutLabels() {
      return images.test().isEmpty() && images.train().size() >= PictureQuality.FEWEST_UNLABELLED;
    }

    @Override
    public void close() {
      if (quality != null) {
        quality.close();
      }
    }
  }
}
