package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.run.RunFolderState;
import org.infogan.cli.run.SmallRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {

  @TempDir private Path temporary;

  @Test
  void everyFileIsThereAndParses() throws IOException {
    Path folder = TinyRun.model().getParent();
    assertThat(Files.readAllLines(folder.resolve("metrics.csv")))
        .hasSize(1 + TinyRun.STEPS)
        .startsWith(
            "step,epoch,d_loss,g_loss,mi_c1,mi_c2,mi_c3,consistency_c1,equivariance_c2,equivariance_c3,d_real,d_fake,d_advantage,diversity,images_per_second")
        .allMatch(line -> line.split(",", -1).length == 15);
    // Ten images of 28 pixels at zoom 3, a line of 3 around each and 3 more around all.
    assertSize(folder.resolve("samples.png"), 10 * (28 * 3 + 3) + 9, 10 * (28 * 3 + 3) + 9);
    assertSize(folder.resolve("curves.png"), 1800, 1860);
    for (String code : List.of("c1", "c2", "c3")) {
      BufferedImage picture = read(folder.resolve("traversal-" + code + ".png"));
      assertThat(picture.getHeight()).as("with captions").isGreaterThan(10 * (28 * 3 + 3) + 9);
    }
    assertThat(folder.toFile().list()).as("nothing else is left").hasSize(9);
  }

  @Test
  void jsonIsTheOnlyLineOnStandardOutput() throws IOException {
    Path out = temporary.resolve("json");
    TinyRun.Result result =
        run(
            "train",
            "--preset",
            "paper-mnist",
            "--quick",
            "--steps",
            2,
            "--batch",
            8,
            "--seed",
            7,
            "--json",
            "--data",
            TinyRun.data(),
            "--out",
            out);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.err()).contains("Training", "error", "Written to");
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "preset",
            "seed",
            "steps",
            "seconds",
            "steps_per_second",
            "accuracy",
            "mutual_information",
            "mutual_information_as_trained",
            "followed",
            "files");
    assertThat(json.get("followed")).isEmpty(); // nothing was named to it
    assertThat(json.get("preset").asText()).isEqualTo("paper-mnist");
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    assertThat(json.get("steps").asInt()).isEqualTo(2);
    assertThat(json.get("seconds").asDouble()).isPositive();
    assertThat(json.get("accuracy").asDouble()).isBetween(0.01, 1.0);
    assertThat(json.get("mutual_information").fieldNames())
        .toIterable()
        .containsExactly("c1", "c2", "c3");
    assertThat(json.get("mutual_information").get("c1").isDouble()).isTrue();
    assertThat(json.get("files")).hasSize(9);
    json.get("files").forEach(file -> assertThat(Path.of(file.asText())).isRegularFile());
  }

  @Test
  void imagesWithoutLabelsTrainToo() throws IOException {
    Path data = Files.createDirectories(temporary.resolve("data"));
    String images = "train-images-idx3-ubyte.gz";
    Files.copy(TinyRun.data().resolve(images), data.resolve(images));
    Path out = temporary.resolve("unlabelled");
    TinyRun.Result result =
        run("train", "--steps", 2, "--quick", "--batch", 8, "--json", "--data", data, "--out", out);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("200 training images", "Category matching left out");
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.get("accuracy").isNull()).isTrue();
    assertThat(json.at("/followed/0/factor").asText()).isEqualTo("SLANT");
    assertThat(json.at("/followed/1/correlation").asDouble()).isBetween(-1.0, 1.0);
    assertThat(result.err()).containsSubsequence("Codes that were to follow", "c3   THICKNESS");
  }

  /** Heads of 32×32 for networks of 16×16: no labels, hence no accuracy. */
  @Test
  void renderedImagesTrainNetworksOfAnotherSize() throws IOException {
    Path config = Files.writeString(temporary.resolve("small.json"), SmallRun.config(2).toJson());
    Path out = temporary.resolve("rendered");
    String data = "rendered:heads";
    TinyRun.Result result =
        run("train", "--config", config, "--quick", "--steps", 2, "--data", data, "--out", out);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("20,000 training images [1, 16, 16] (rendered:heads, fitted from [1, 32, 32])")
        .contains("H(c)", "Category matching left out");
  }

  /** Networks as large and colourful as the pictures, and what to say to get others. */
  @Test
  void aFolderOfPicturesNeedsNoPreset() throws IOException {
    Path pictures = Files.createDirectories(temporary.resolve("pictures"));
    for (int i = 0; i < 8; i++) {
      BufferedImage picture = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(i, i, 0xFF8000);
      ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
    }
    Path out = temporary.resolve("own");
    Object[] train = {"train", "--data", pictures, "--quick", "--steps", 2, "--batch", 8};
    TinyRun.Result result = run(with(train, "--no-evaluation", "--out", out));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("8 training images [3, 16, 24]", "recipe for own images", "c1 (10 categories)")
        .contains("Recipe    made for these images; --size,", "here objects)");
    Path other = temporary.resolve("other");
    String[] wishes = {"--size", "20", "--categories", "3", "--kind-of", "none"};
    result = run(with(with(train, (Object[]) wishes), "--no-evaluation", "--out", other));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("[3, 20, 20]", "c1 (3 categories)", "here none)");
    TinyRun.Result resumed = run("train", "--resume", out, "--steps", 3, "--no-evaluation");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertRefused("--size: expected such as 64", with(train, "--size", "big", "--out", "x"));
    assertRefused("sides of 16 to 128", with(train, "--size", "300", "--out", "x"));
    assertRefused("--kind-of: expected digits", with(train, "--kind-of", "cats", "--out", "x"));
    assertRefused("without --size", with(train, "--preset", "mnist", "--size", "64", "--out", "x"));
  }

  @Test
  void withoutJsonTheReportIsOnStandardOutput() throws IOException {
    Path out = temporary.resolve("text");
    TinyRun.Result result =
        run("train", "--quick", "--steps", 2, "--batch", 8, "--data", TinyRun.data(), "--out", out);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("only 2 steps", "c1 (10 categories)", "L_I", "many-to-one", "Trained 2 steps")
        .contains("follows SLANT, c3", "follows THICKNESS");
  }

  @Test
  void mistakesAreNamedBeforeTraining() throws IOException {
    Path out = temporary.resolve("out");
    assertRefused("lab6, found \"mnits\"", "train", "--preset", "mnits", "--out", out);
    assertRefused("steps: expected at least 1, found 0", "train", "--steps", 0, "--out", out);
    assertRefused("batch: expected at least 2", "train", "--batch", 1, "--out", out);
    assertRefused("--refresh: expected at least 1", "train", "--refresh", 0, "--out", out);
    assertRefused("'many' is not an int", "train", "--steps", "many", "--out", out);
    assertRefused("Missing required option: '--out", "train");
    assertRefused("Unknown option", "train", "--stepz", 3, "--out", out);
    assertRefused("did you mean --steps?", "train", "--stepz", 3, "--out", out);
    assertRefused("use --steps: an epoch is", "train", "--epochs", 3, "--out", out);
    assertRefused("did you mean \"mnist\"?", "train", "--preset", "mnits", "--out", out);
    assertRefused("--samples: expected at least 2, found 1", "train", "--samples", 1, "--out", out);
    assertThat(out).doesNotExist();
  }

  @Test
  void aFileTakesThePlaceOfAPreset() throws IOException {
    Path file = temporary.resolve("my.json");
    Files.writeString(file, "{\"preset\": \"paper-mnist\", \"batch\": 8, \"steps\": 2}");
    TinyRun.Result result =
        run(
            "train",
            "--config",
            file,
            "--refresh",
            9,
            "--no-evaluation",
            "--json",
            "--data",
            TinyRun.data(),
            "--out",
            temporary.resolve("configured"));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("configuration " + file + ", 2 steps of 8 images");
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.get("preset").asText()).isEqualTo(file.toString());
    assertThat(json.get("steps").asInt()).isEqualTo(2);
  }

  @Test
  void mistakesInAFileAreNamed() throws IOException {
    Path out = temporary.resolve("out");
    Path file = temporary.resolve("my.json");
    Files.writeString(file, "{\"preset\": \"mnist\", \"batch\": \"many\"}");
    for (String command : List.of("train", "bench")) {
      List<Object> args = new ArrayList<>(List.of(command, "--config", file));
      args.addAll(command.equals("train") ? List.of("--out", out) : List.of());
      assertRefused(file + ": config: batch: ", args.toArray());
      args.set(2, temporary.resolve("absent.json"));
      assertRefused("no such file", args.toArray());
      args.addAll(List.of("--preset", "mnist"));
      assertRefused("mutually exclusive", args.toArray());
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void dataThatDoNotFitAreNamed() throws IOException {
    Path out = temporary.resolve("out");
    Path absent = temporary.resolve("absent");
    assertRefused("found no such file or folder", "train", "--data", absent, "--out", out);
    assertRefused("train-images-idx3-ubyte", "train", "--data", temporary, "--out", out);
    Path file = Files.createFile(temporary.resolve("file"));
    assertRefused("file: ", "train", "--data", file, "--out", out);
    assertRefused("found \"cats\"", "train", "--data", "rendered:cats", "--out", out);
    Path large = temporary.resolve("large");
    TinyRun.writeData(large, 32);
    assertRefused(
        "one batch of 300 images, found 200",
        "train",
        "--batch",
        300,
        "--data",
        TinyRun.data(),
        "--out",
        out);
    assertThat(out).as("a refused run leaves no folder").doesNotExist();
    Files.write(large.resolve("t10k-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0});
    assertRefused("t10k-images-idx3-ubyte", "train", "--data", large, "--out", out);
  }

  @Test
  void aTrainedModelIsNotReplacedUnlessThatIsAskedFor() throws IOException {
    Path out = temporary.resolve("out");
    Object[] args = {
      "train",
      "--no-refinement",
      "--steps",
      2,
      "--batch",
      8,
      "--no-evaluation",
      "--data",
      TinyRun.data(),
      "--out",
      out
    };
    assertThat(run(args).exitCode()).isZero();
    byte[] file = Files.readAllBytes(out.resolve("model.zip"));
    Map<String, String> model = RunFolderState.contents(out.resolve("model.zip"));
    Files.delete(out.resolve("checkpoint-2.zip"));
    assertRefused(
        "--out " + out + ": expected a folder without a trained model or a run that could be",
        args);
    assertRefused("found model.zip; go on with train --resume " + out, args);
    assertRefused("or replace the run with --overwrite", args);
    assertThat(out.resolve("model.zip")).hasBinaryContent(file);

    Path leftover = Files.createFile(out.resolve("traversal-of-another.png"));
    Path own = Files.createFile(out.resolve("notes.txt"));
    assertThat(run(with(args, "--overwrite", "--seed", 5)).exitCode()).isZero();
    assertThat(RunFolderState.contents(out.resolve("model.zip"))).isNotEqualTo(model);
    assertThat(leftover).doesNotExist();
    assertThat(own).exists();
  }

  @Test
  void howFrequentTheCategoriesAreCanBeLearnt() throws IOException {
    Path out = temporary.resolve("uneven");
    TinyRun.Result result =
        run(
            "train",
            "--learn-prior",
            "--no-refinement",
            "--steps",
            3,
            "--batch",
            8,
            "--no-evaluation",
            "--data",
            TinyRun.data(),
            "--out",
            out);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("c1 (10 categories, how frequent is learnt)");
    TinyRun.Result shown = run("model", "show", out.resolve("model.zip"));
    assertThat(shown.out()).contains("c1 (10 categories, 10.0 to 10.0 % each)");
    TinyRun.Result json = run("model", "show", "--json", out.resolve("model.zip"));
    JsonNode config = new ObjectMapper().readTree(json.out()).get("config");
    assertThat(config.at("/latent/codes/0/prior")).hasSize(10);
    assertRefused(
        "--learn-prior: expected where a run begins, found it with --resume",
        "train",
        "--learn-prior",
        "--resume",
        out);
    assertRefused(
        "--learn-prior: expected a configuration with a categorical code, found none",
        "train",
        "--learn-prior",
        "--categories",
        0,
        "--data",
        "rendered:heads",
        "--out",
        temporary.resolve("none"));
  }

  @Test
  void theEvaluationCanBeLeftOutOrMadeShorter() throws IOException {
    Path out = temporary.resolve("short");
    Object[] args = {
      "train",
      "--no-refinement",
      "--steps",
      1,
      "--batch",
      8,
      "--json",
      "--data",
      TinyRun.data(),
      "--out",
      out
    };
    TinyRun.Result without = run(with(args, "--no-evaluation"));
    assertThat(without.exitCode()).as(without.err()).isZero();
    assertThat(without.err()).doesNotContain("L_I:", "Category matching");
    JsonNode json = new ObjectMapper().readTree(without.out());
    assertThat(json.get("accuracy").isNull()).isTrue();
    assertThat(json.get("mutual_information").isNull()).isTrue();
    TinyRun.Result fewer = run(with(args, "--samples", 50, "--overwrite"));
    assertThat(fewer.err()).contains("in nats, 50 samples", "purity", "largest class");
  }

  @Test
  void theHintAfterCtrlCIsTheWholeCommand() {
    TrainCommand command = new TrainCommand();
    new CommandLine(command)
        .parseArgs(
            "--out o --checkpoint-every 5 --keep 3 --tensorboard b/1 --quick --json"
                .split(" ", -1));
    assertThat(command.resumeCommand(new RunFolder(Path.of("my runs")), "/data/it's here"))
        .isEqualTo(
            "train --resume 'my runs' --data '/data/it'\\''s here' --checkpoint-every 5 --keep 3"
                + " --tensorboard b/1 --quick --json");
    TrainCommand plain = new TrainCommand();
    new CommandLine(plain).parseArgs("--out", "o");
    assertThat(plain.resumeCommand(new RunFolder(Path.of("runs/a")), null))
        .isEqualTo("train --resume runs/a");
  }

  @Test
  void theHintHasTheRanksAndTheThreadsThatGiveTheSameNumbers() {
    String before = System.getProperty("infogan.threads");
    try {
      System.setProperty("infogan.threads", "3");
      TrainCommand command = new TrainCommand();
      new CommandLine(command)
          .parseArgs("--out o --ranks 2 --rank 0 --rendezvous h:4711".split(" ", -1));
      assertThat(command.resumeCommand(new RunFolder(Path.of("o")), null))
          .isEqualTo("train --resume o --ranks 2 --rank 0 --rendezvous h:4711 --threads 3");
    } finally {
      if (before == null) {
        System.clearProperty("infogan.threads");
      } else {
        System.setProperty("infogan.threads", before);
      }
    }
  }

  private static Object[] with(Object[] args, Object... last) {
    Object[] all = Arrays.copyOf(args, args.length + last.length);
    System.arraycopy(last, 0, all, args.length, last.length);
    return all;
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertRefused("expected a folder that can be written to", "train", "--out", file);
    assertRefused("can be written to", "train", "--out", file.resolve("runs"));
  }

  private static BufferedImage read(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image).as(picture.toString()).isNotNull();
    return image;
  }

  private static void assertSize(Path picture, int width, int height) throws IOException {
    BufferedImage image = read(picture);
    assertThat(new int[] {image.getWidth(), image.getHeight()})
        .as(picture.toString())
        .containsExactly(width, height);
  }
}
