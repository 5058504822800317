package org.infogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.infogan.InfoGan;
import org.infogan.InfoGanConfig;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.study.PictureQuality;
import org.infogan.cli.study.StudyRun;
import org.infogan.cli.study.StudyTable;
import org.infogan.cli.support.UserException;
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
          + " stopped goes on where it was."
    })
final class StudyCommand implements Callable<Integer> {

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

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to write.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    long[] all = seeds();
    RunFolder folder = RunFolder.create(out);
    DataSource images = options.images(config(all[0]));
    PrintWriter text = spec.commandLine().getOut();
    if (images.test().isPresent()) {
      text.println("Training the classifier that the Fréchet distance is measured with...");
      text.flush();
    }
    List<StudyRun> runs = new ArrayList<>();
    try (PictureQuality quality =
        images.test().map(test -> new PictureQuality(images.train(), test)).orElse(null)) {
      for (long seed : all) {
        StudyRun run = run(seed, images, quality);
        runs.add(run);
        text.println(run.summary());
        text.flush();
        write(folder, runs, quality);
      }
    }
    text.println("Written: " + folder.file("study.csv") + ", " + folder.file("study.md"));
    text.flush();
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
          if (steps != null) {
            builder.steps(steps);
          }
        });
  }

  private StudyRun run(long seed, DataSource images, PictureQuality quality) throws IOException {
    RunFolder folder = RunFolder.create(out.resolve("seed-" + seed));
    Path result = folder.file("run.json");
    ObjectMapper json = new ObjectMapper();
    if (Files.exists(result)) {
      return json.readValue(result.toFile(), StudyRun.class);
    }
    long start = System.nanoTime();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config(seed));
        InfoGan model = trainer.fit(images.train())) {
      double minutes = (System.nanoTime() - start) / 60e9;
      model.save(folder.file(RunFolder.MODEL));
      StudyRun run = StudyRun.of(model, images, quality, minutes);
      json.writerWithDefaultPrettyPrinter().writeValue(result.toFile(), run);
      return run;
    }
  }

  private void write(RunFolder folder, List<StudyRun> runs, PictureQuality quality)
      throws IOException {
    InfoGanConfig config = config(runs.get(0).seed());
    StudyTable table = new StudyTable(config, runs);
    String page =
        String.format(
            Locale.ROOT,
            "# %s: %d runs of %,d steps%n%n%s%n%s%d processors.%n",
            options.source().name(),
            runs.size(),
            config.steps(),
            table.markdown(),
            quality == null
                ? ""
                : String.format(
                    Locale.ROOT, "Fréchet distance of real images: %.2f. ", quality.ofRealImages()),
            Runtime.getRuntime().availableProcessors());
    Files.writeString(folder.file("study.md"), page, StandardCharsets.UTF_8);
    Files.writeString(folder.file("study.csv"), table.csv(), StandardCharsets.UTF_8);
  }
}
