package org.infogan.cli.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.run.RunProvenance;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.io.AtomicFile;

/**
 * The folder of a study: {@code seed-N} for each seed, and the tables of all that are measured.
 *
 * @param path of the folder
 */
public record StudyFolder(Path path) {

  private static final String SEED = "seed-";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * The folder of one seed, which need not exist.
   *
   * @param seed the seed
   * @return its folder
   */
  public RunFolder seed(long seed) {
    return new RunFolder(path.resolve(SEED + seed));
  }

  /**
   * The seeds that are measured here, whichever call of {@code study} has trained them.
   *
   * @return the seeds, smallest first
   * @throws IOException when the folder cannot be read
   */
  public NavigableSet<Long> measured() throws IOException {
    return seedsWith(RunFolder.RUN);
  }

  /**
   * The models of all seeds.
   *
   * @return the files, that of the smallest seed first
   * @throws IOException when the folder cannot be read
   */
  public List<Path> models() throws IOException {
    return seedsWith(RunFolder.MODEL).stream()
        .map(seed -> seed(seed).file(RunFolder.MODEL))
        .toList();
  }

  private NavigableSet<Long> seedsWith(String file) throws IOException {
    NavigableSet<Long> seeds = new TreeSet<>();
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(path, SEED + "*")) {
        for (Path folder : folders) {
          String seed = folder.getFileName().toString().substring(SEED.length());
          if (seed.matches("\\d{1,18}") && Files.exists(folder.resolve(file))) {
            seeds.add(Long.parseLong(seed));
          }
        }
      }
    }
    return seeds;
  }

  /**
   * What an earlier call has measured for a seed.
   *
   * @param expected what the seed is to be trained with
   * @return empty when nothing is there yet
   * @throws IOException when it cannot be read
   * @throws UserException when it was trained with something else
   */
  public Optional<StudyRun> earlier(RunProvenance expected) throws IOException {
    Path file = seed(expected.seed()).file(RunFolder.RUN);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String remedy = "; name another folder with --out, or remove " + file.getParent();
    StudyRun run;
    try {
      run = MAPPER.readValue(Files.readAllBytes(file), StudyRun.class);
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

  /**
   * Writes what became of a seed, into its folder.
   *
   * @param run what was measured
   * @throws IOException if it cannot be written
   */
  public void write(StudyRun run) throws IOException {
    byte[] json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(run);
    AtomicFile.write(seed(run.provenance().seed()).file(RunFolder.RUN), file -> file.write(json));
  }

  /**
   * Writes study.md and study.csv.
   *
   * @param config the configuration of the runs
   * @param runs at least one
   * @return the two files
   * @throws IOException if one cannot be written
   */
  public List<Path> writeTables(InfoGanConfig config, List<StudyRun> runs) throws IOException {
    StudyTable table = new StudyTable(config, runs);
    Path csv = path.resolve("study.csv");
    Path page = path.resolve("study.md");
    write(page, page(table, runs));
    write(csv, table.csv());
    return List.of(csv, page);
  }

  private static String page(StudyTable table, List<StudyRun> runs) {
    RunProvenance first = runs.get(0).provenance();
    String machines =
        runs.stream()
            .map(run -> run.provenance().machine())
            .distinct()
            .collect(Collectors.joining("; "));
    return String.format(
            Locale.ROOT,
            "# %s: %d %s of %,d steps%n%n%s%n",
            first.configuration(),
            runs.size(),
            runs.size() == 1 ? "run" : "runs",
            first.steps(),
            table.markdown())
        + (runs.get(0).frechet() == null ? "" : PictureQuality.LEGEND + "\n\n")
        + String.format(
            Locale.ROOT,
            "Configuration %.12s (SHA-256), data %s: %,d training images, %.12s (SHA-256);"
                + " library %s; %s.%n",
            first.configurationSha256(),
            first.data() == null ? "MNIST" : first.data(),
            first.images(),
            first.dataSha256(),
            first.library(),
            machines);
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
