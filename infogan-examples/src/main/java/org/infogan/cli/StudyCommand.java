package org.infogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.infogan.cli.study.StudyRun;
import org.infogan.cli.study.StudyTable;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.data.ImageDataset;
import org.infogan.io.AtomicFile;
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
      "Writes into --out: seed-N/model.zip and seed-N/run.json for each seed, study.csv and"
          + " study.md. Seeds that are there already are not trained again, so a study that was"
          + " stopped goes on where it was; a seed that was trained with other settings or other"
          + " data is refused."
    })
final class StudyCommand implements Callable<Integer> {

  /** Steps from one drawing for TensorBoard to the next. */
  private static final int PICTURES = 250;

  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:\\.\\.(\\d+))?");

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
    long[] all = seeds();
    RunFolder folder = new RunFolder(out);
    folder.requireFolder();
    if (tensorBoard != null) {
      RunFolder.requireFolder("--tensorboard", tensorBoard);
    }
    DataSource images = options.images(config(all[0]));
    RunProvenance[] provenances = new RunProvenance[all.length];
    for (int i = 0; i < all.length; i++) {
      provenances[i] =
          RunProvenance.of(options.source().name(), config(all[i]), options.data(), images, null);
    }
    Map<Long, StudyRun> runs = new TreeMap<>();
    for (RunProvenance expected : provenances) {
      earlier(expected).ifPresent(run -> runs.put(expected.seed(), run));
    }
    RunFolder.create(out);
    PrintWriter text = spec.commandLine().getOut();
    try (Measures measures = new Measures(folder, images, provenances[0].dataSha256())) {
      List<StudyRun> done = new ArrayList<>();
      for (RunProvenance provenance : provenances) {
        StudyRun run = runs.get(provenance.seed());
        if (run == null) {
          run = run(provenance, images, measures);
        }
        done.add(run);
        text.println(json ? new ObjectMapper().writeValueAsString(run) : run.summary());
        text.flush();
        write(folder, done);
      }
    }
    if (!json) {
      text.println("Written: " + folder.file("study.csv") + ", " + folder.file("study.md"));
      text.flush();
    }
    return 0;
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

  private RunFolder folder(long seed) {
    return new RunFolder(out.resolve("seed-" + seed));
  }

  /** What an earlier study has measured for a seed, if it was trained with the very same. */
  private Optional<StudyRun> earlier(RunProvenance expected) throws IOException {
    Path file = folder(expected.seed()).file(RunFolder.RUN);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String remedy = "; name another folder with --out, or remove " + file.getParent();
    StudyRun run;
    try {
      run = new ObjectMapper().readValue(Files.readAllBytes(file), StudyRun.class);
    } catch (JsonProcessingException e) {
      throw new UserException(file + ": expected a run of a study, found something else" + remedy);
    }
    String difference =
        run.provenance() == null
            ? "what it was trained with, found nothing said of that"
            : expected.difference(run.provenance()).orElse(null);
    if (difference != null) {
      throw new UserException(file + ": expected " + difference + remedy);
    }
    return Optional.of(run);
  }

  private StudyRun run(RunProvenance provenance, DataSource images, Measures measures)
      throws IOException {
    RunFolder folder = RunFolder.create(folder(provenance.seed()).path());
    PrintWriter err = spec.commandLine().getErr();
    InfoGanConfig config = config(provenance.seed());
    long start = System.nanoTime();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = train(trainer, images)) {
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
      byte[] bytes = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(run);
      AtomicFile.write(folder.file(RunFolder.RUN), file -> file.write(bytes));
      return run;
    }
  }

  private Path board(long seed) {
    return tensorBoard.resolve("seed-" + seed);
  }

  private InfoGan train(InfoGanTrainer trainer, DataSource images) throws IOException {
    InfoGanConfig config = trainer.config();
    try (TensorBoard board =
            tensorBoard == null ? null : new TensorBoard(board(config.seed()), PICTURES);
        ProgressDisplay progress = ProgressDisplay.of(config, 0, spec.commandLine().getErr())) {
      if (board != null) {
        trainer.addListener(board);
      }
      return trainer
          .withDataName(DataSource.shortName(options.data()))
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
    Measures(RunFolder folder, DataSource images, String dataSha256) {
      file = folder.file("classifier-" + dataSha256.substring(0, 12) + ".zip");
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

  private void write(RunFolder folder, List<StudyRun> runs) throws IOException {
    RunProvenance first = runs.get(0).provenance();
    StudyTable table = new StudyTable(config(first.seed()), runs);
    StringBuilder page = new StringBuilder();
    page.append(
        String.format(
            Locale.ROOT,
            "# %s: %d %s of %,d steps%n%n%s%n",
            first.configuration(),
            runs.size(),
            runs.size() == 1 ? "run" : "runs",
            first.steps(),
            table.markdown()));
    if (runs.get(0).frechet() != null) {
      page.append(PictureQuality.LEGEND).append("\n\n");
    }
    String machines =
        runs.stream()
            .map(run -> run.provenance().machine())
            .distinct()
            .collect(Collectors.joining("; "));
    page.append(
        String.format(
            Locale.ROOT,
            "Configuration %.12s (SHA-256), data %s: %,d training images, %.12s (SHA-256);"
                + " library %s; %s.%n",
            first.configurationSha256(),
            first.data() == null ? "MNIST" : first.data(),
            first.images(),
            first.dataSha256(),
            first.library(),
            machines));
    write(folder.file("study.md"), page.toString());
    write(folder.file("study.csv"), table.csv());
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
