package org.infogan.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.infogan.cli.run.RunProvenance;
import org.infogan.cli.run.SmallRun;
import org.infogan.cli.study.PictureOverlap;
import org.infogan.cli.study.StudyRun;
import org.infogan.cli.study.StudyTable;
import org.infogan.config.InfoGanConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCommandTest {

  @TempDir private Path folder;

  /**
   * A second call trains nothing again: it shows what is in the folder, also if that was changed.
   */
  @Test
  void leavesATableAndGoesOnWhereItWas() throws IOException {
    Object[] mnist = {"study", "--no-refinement", "--steps", 1, "--data", TinyRun.data()};
    TinyRun.Result one = run(with(mnist, "--seeds", "1", "--out", folder));
    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(folder.resolve("seed-1/model.zip")).exists();
    Path result = folder.resolve("seed-1/run.json");
    String text = Files.readString(result);
    Files.writeString(result, text.replaceFirst("\"accuracy\" : [0-9.]+", "\"accuracy\" : 0.4321"));

    TinyRun.Result two = run(with(mnist, "--seeds", "1..2", "--out", folder));
    assertThat(two.exitCode()).as(two.err()).isZero();
    assertThat(two.out()).contains("seed 1: 43.21 %").contains("seed 2: ");
    assertThat(Files.readAllLines(folder.resolve("study.csv")))
        .first(as(STRING))
        .endsWith("minutes,configuration,configuration_sha256,data_sha256,library,machine");
    assertThat(folder.toFile().list((in, name) -> name.startsWith("classifier-"))).hasSize(1);
    assertThat(Files.readAllLines(folder.resolve("study.csv"))).hasSize(3);
    assertThat(Files.readString(folder.resolve("study.md")))
        .contains("| seed | accuracy % |")
        .contains("| 1 | 43.21 |")
        .contains("| **mean** |", "| real images | – |", "training images against the test")
        .contains(TinyRun.data().toAbsolutePath() + ": 200 training images");
  }

  @Test
  void aSeedThatComesLaterJoinsTheOthersInTheTables() throws IOException {
    assertThat(study("2").exitCode()).isZero();
    TinyRun.Result later = study("1");
    assertThat(later.exitCode()).as(later.err()).isZero();
    assertThat(later.out()).contains("seed 1: ").doesNotContain("seed 2: ");
    assertThat(
            Files.readAllLines(folder.resolve("study.csv")).stream()
                .map(line -> line.substring(0, line.indexOf(','))))
        .containsExactly("seed", "1", "2");
    assertThat(Files.readString(folder.resolve("study.md"))).contains(": 2 runs of 1 steps");

    Files.createDirectories(folder.resolve("seed-of-another/run.json"));
    Files.createDirectories(folder.resolve("seed-3"));
    assertThat(study("1").exitCode()).as("what is no measured seed is let alone").isZero();
    Files.writeString(folder.resolve("seed-3/run.json"), "{}");
    assertRefused(
        folder.resolve("seed-3/run.json") + ": expected what it was trained with, found nothing",
        studyOf("1"));
  }

  /** The header and a row for each step, of the last training alone where one was stopped. */
  @Test
  void theCourseOfEachSeedIsKept() throws IOException {
    Path metrics = folder.resolve("seed-1/metrics.csv");
    Files.createDirectories(metrics.getParent());
    Files.writeString(metrics, "what a stopped training has left");
    Path data = TinyRun.data().resolve("train-images-idx3-ubyte.gz");
    TinyRun.Result result =
        run("study", "--config", small(), "--seeds", 1, "--data", data, "--out", folder);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(Files.readAllLines(metrics)).hasSize(2).first(as(STRING)).startsWith("step,epoch,");
  }

  /** A classifier is trained only where a seed has to be measured, and once. */
  @Test
  void theClassifierIsKept() throws IOException {
    assertThat(study("1").exitCode()).isZero();
    Path classifier =
        folder.resolve(folder.toFile().list((in, name) -> name.startsWith("classifier-"))[0]);
    byte[] bytes = Files.readAllBytes(classifier);
    Files.delete(classifier);
    assertThat(study("1").exitCode()).isZero();
    assertThat(classifier).as("not needed where all seeds are there").doesNotExist();
    Files.write(classifier, bytes);
    FileTime before = Files.getLastModifiedTime(classifier);
    assertThat(study("1..2").exitCode()).isZero();
    assertThat(Files.getLastModifiedTime(classifier)).isEqualTo(before);
    assertThat(classifier).hasBinaryContent(bytes);
  }

  @Test
  void neverMakesATableOfUnequalRuns() throws IOException {
    assertThat(study("1").exitCode()).isZero();
    String table = Files.readString(folder.resolve("study.csv"));
    Path run = folder.resolve("seed-1/run.json");
    Object[] args = {"study", "--seeds", "1..2", "--out", folder, "--config", small()};
    Path data = TinyRun.data();
    assertRefused(
        run + ": expected steps 2, found 1; name another folder with --out, or remove ",
        with(args, "--steps", 2, "--data", data));
    assertRefused(
        run + ": expected the configuration paper-mnist with SHA-256",
        "study",
        "--preset",
        "paper-mnist",
        "--steps",
        1,
        "--seeds",
        "1..2",
        "--out",
        folder,
        "--data",
        data);
    assertRefused(
        run + ": expected data with SHA-256",
        with(args, "--data", data.resolve("train-images-idx3-ubyte.gz")));
    String json = Files.readString(run);
    Files.writeString(run, json.replaceFirst("\"library\" : \"[^\"]*\"", "\"library\" : \"0.1\""));
    assertRefused("library version", with(args, "--data", data));
    Files.writeString(run, "{\"minutes\": 1}");
    assertRefused("found nothing said of that", with(args, "--data", data));
    Files.writeString(run, json.substring(0, json.length() / 2));
    assertRefused(run + ": expected a run of a study", with(args, "--data", data));
    assertThat(Files.readString(folder.resolve("study.csv"))).isEqualTo(table);
    assertThat(folder.resolve("seed-2")).doesNotExist();
  }

  private static Object[] with(Object[] args, Object... last) {
    Object[] all = Arrays.copyOf(args, args.length + last.length);
    System.arraycopy(last, 0, all, args.length, last.length);
    return all;
  }

  @Test
  void jsonIsALineForEachSeed() throws IOException {
    assertThat(study("1").exitCode()).isZero();
    TinyRun.Result result = study("1..2", "--json");
    List<String> lines = result.out().lines().toList();
    assertThat(lines).as(result.err()).hasSize(2);
    for (int seed = 1; seed <= 2; seed++) {
      Path file = folder.resolve("seed-" + seed).resolve("run.json");
      assertThat(new ObjectMapper().readTree(lines.get(seed - 1)))
          .isEqualTo(new ObjectMapper().readTree(file.toFile()));
    }
  }

  private TinyRun.Result study(String seeds, Object... more) throws IOException {
    return run(with(studyOf(seeds), more));
  }

  private Object[] studyOf(String seeds) throws IOException {
    Object[] args = {"study", "--config", small(), "--seeds", seeds, "--out", folder};
    return with(args, "--data", TinyRun.data());
  }

  /** Networks that a test has time for. */
  private Path small() throws IOException {
    return Files.writeString(folder.resolve("small.json"), SmallRun.config(1).toJson());
  }

  @Test
  void refusesWhatIsNoRangeOfSeeds() {
    assertRefused(
        "--seeds: expected such as 1..10 or 7, found ten",
        "study",
        "--seeds",
        "ten",
        "--out",
        folder);
    assertRefused(
        "found 99999999999999999999", "study", "--seeds", "99999999999999999999", "--out", folder);
    assertRefused(
        "--seeds: expected the smaller seed first, found 3..1",
        "study",
        "--seeds",
        "3..1",
        "--out",
        folder);
  }

  /** 90 and 94 %: mean 92, standard deviation √8 = 2.83 over n − 1. */
  @Test
  void summarises() {
    List<StudyRun> runs = List.of(withAccuracy(1, 0.9), withAccuracy(2, 0.94));
    String page = new StudyTable(InfoGanConfig.mnist(), runs).markdown();
    assertThat(page)
        .contains("| **mean** | 92.00 |")
        .contains("| std. dev. | 2.83 |")
        .contains("| lowest | 90.00 |")
        .contains("| highest | 94.00 |")
        .doesNotContain("coverage");
  }

  /** What real images come to stands in a row of its own, and is in no mean. */
  @Test
  void picturesStandBesideRealOnes() {
    PictureOverlap generated = new PictureOverlap(0.0025, 0.5, 0.25, 0.75, 0.125);
    PictureOverlap real = new PictureOverlap(-0.0001, 0.8, 0.75, 1.02, 0.96);
    StudyRun run = withAccuracy(1, 0.9);
    StudyRun scored =
        new StudyRun(
            run.provenance(),
            run.minutes(),
            null,
            null,
            null,
            null,
            run.information(),
            null,
            null,
            0.75,
            0.3,
            generated,
            real,
            null,
            null,
            null);
    String page = new StudyTable(InfoGanConfig.mnist(), List.of(scored)).markdown();
    assertThat(page.lines().toList())
        .contains(
            "| **mean** | 0.000 | 0.000 | 0.000 | 0.75 | 2.5 | 0.50 | 0.25 | 0.75 | 0.13 | 1.00 |")
        .contains("| real images | – | – | – | 0.30 | -0.1 | 0.80 | 0.75 | 1.02 | 0.96 | – |");
  }

  private static StudyRun withAccuracy(long seed, double accuracy) {
    List<Double> two = List.of(0.0, 0.0);
    RunProvenance provenance =
        new RunProvenance("mnist", "c", 10, seed, null, null, 200, "d", "1.0", "this machine");
    return new StudyRun(
        provenance,
        1,
        accuracy,
        0.0,
        0.0,
        0.0,
        List.of(0.0, 0.0, 0.0),
        two,
        two,
        0.0,
        0.0,
        null,
        null,
        null,
        null,
        null);
  }

  /** Q has no continuous code here; pictures are scored by a classifier that needs no labels. */
  @Test
  void studiesAConfigurationOnImagesWithoutLabels() throws IOException {
    Path config = small();
    Path out = folder.resolve("out");
    Path data = TinyRun.data().resolve("train-images-idx3-ubyte.gz");
    TinyRun.Result result =
        run("study", "--config", config, "--seeds", 3, "--data", data, "--out", out);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("seed 3: L_I ").doesNotContain("many-to-one");
    assertThat(Files.readAllLines(out.resolve("study.csv")).get(0))
        .startsWith(
            "seed,steps,L_I(c1),Fréchet,KID·10³,precision,recall,density,coverage,minutes,");
    assertThat(Files.readString(out.resolve("study.md")))
        .startsWith("# " + config + ": 1 run of 1 steps")
        .contains("without labels, every tenth image")
        .doesNotContain("accuracy", "std. dev.");
  }

  @Test
  void mistakesInWhatBothTakeAreNamed() {
    for (String command : List.of("study", "fig1")) {
      assertRefused("found \"mnits\"", command, "--preset", "mnits", "--out", folder);
      assertRefused("no such file", command, "--config", folder.resolve("a.json"), "--out", folder);
      assertRefused(
          "mutually exclusive", command, "--config", "a", "--preset", "b", "--out", folder);
      Path out = folder.resolve("out");
      assertRefused("found \"cats\"", command, "--data", "rendered:cats", "--out", out);
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void figureOneHasACurveForEachGan() throws IOException {
    Path config = Files.writeString(folder.resolve("small.json"), SmallRun.config(9).toJson());
    Path data = TinyRun.data();
    Path fig = folder.resolve("fig");
    TinyRun.Result result =
        run("fig1", "--config", config, "--steps", 2, "--data", data, "--out", fig);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("plain GAN, Q observing");
    List<String> rows = Files.readAllLines(fig.resolve("fig1.csv"));
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).isEqualTo("step,InfoGAN,plain GAN Q observing");
    assertThat(fig.resolve("fig1.png")).isNotEmptyFile();
  }
}
