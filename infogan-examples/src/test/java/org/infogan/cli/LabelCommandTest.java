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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.Mnist;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.latent.Posterior;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCommandTest {

  private static Path model;

  @TempDir private Path temporary;

  @BeforeAll
  static void train() throws IOException {
    model = TinyRun.model();
  }

  @Test
  void drawsARowPerCategory() throws IOException {
    Path picture = temporary.resolve("grid.png");
    assertDone(run("label", "show", "--model", model, "--out", picture));
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getHeight()).isEqualTo(10 * 87 + 9);
    assertThat(image.getWidth()).isBetween(10 * 87 + 9, 10 * 87 + 109);
  }

  @Test
  void learnsFromLabelsAndAppliesToImages() throws IOException {
    Path file = temporary.resolve("names.json");
    assertDone(run("label", "learn", "--model", model, "--data", TinyRun.data(), "--out", file));
    CategoryNames names = CategoryNames.read(file);
    assertThat(names.code()).isEqualTo("c1");
    ImageDataset train = Mnist.fromFolder(TinyRun.data()).train();
    try (InfoGan infoGan = InfoGan.load(model)) {
      Posterior.Categorical posterior = infoGan.encode(train).categorical("c1");
      Set<Integer> met = new TreeSet<>();
      for (int category : posterior.mostLikely()) {
        met.add(category);
      }
      assertThat(names.names().keySet()).isEqualTo(met);
      List<String> rows = apply(model, file, TinyRun.data().toString());
      assertThat(rows).hasSize(1 + train.size()).startsWith("image,label,probability");
      for (int i = 0; i < train.size(); i++) {
        CategoryNames.Label label = names.label(posterior.probabilities()[i]);
        String probability = String.format(Locale.ROOT, "%.6f", label.probability());
        assertThat(rows.get(1 + i))
            .isEqualTo(i + "," + label.name().orElse("") + "," + probability);
      }
    }
  }

  @Test
  void callsImagesByGivenNames() throws IOException {
    Path file = temporary.resolve("names.json");
    String all = "0=a,1=a,2=a,3=a,4=a,5=a,6=a,7=a,8=a,9=a";
    assertDone(run("label", "learn", "--model", model, "--names", all, "--out", file));
    assertThat(apply(model, file, TinyRun.data().toString())).contains("7,a,1.000000");
    assertThat(run("label", "learn", "--model", model, "--names", "0=b,3=c", "--out", file).out())
        .contains("(2 of 10 categories have names)");
    assertThat(CategoryNames.read(file).names()).hasSize(2).containsEntry(3, "c");
  }

  @Test
  void jsonIsTheOnlyLineOnStandardOutput() throws IOException {
    Path file = temporary.resolve("names.json");
    Object[] learn = {"label", "learn", "--json", "--model", model, "--out", file};
    JsonNode given = json(run(with(learn, "--names", "0=b,3=c")));
    assertThat(given.get("written").asText()).isEqualTo(file.toString());
    assertThat(given.get("named").asInt()).isEqualTo(2);
    assertThat(given.has("purity")).isFalse();
    JsonNode learnt = json(run(with(learn, "--data", TinyRun.data())));
    Path out = temporary.resolve("labels.csv");
    Object[] apply = {"label", "apply", "--json", "--model", model, "--names", file, "--out", out};
    JsonNode applied = json(run(with(apply, "--images", TinyRun.data())));
    assertThat(applied.get("images").asInt()).isEqualTo(TinyRun.TRAIN_IMAGES);
    assertThat(applied.get("purity").asDouble())
        .isEqualTo(learnt.get("purity").asDouble())
        .isBetween(0.1, 1.0);
    int counted = 0;
    for (JsonNode category : applied.get("images_by_category_and_class")) {
      for (JsonNode count : category) {
        counted += count.asInt();
      }
    }
    assertThat(counted).isEqualTo(TinyRun.TRAIN_IMAGES);
    Path unlabelled = TinyRun.data().resolve("t10k-images-idx3-ubyte");
    assertThat(json(run(with(apply, "--images", unlabelled))).has("purity")).isFalse();
  }

  private static JsonNode json(TinyRun.Result result) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(1);
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void namesOfSubFoldersAreNames() throws IOException {
    Path folder = temporary.resolve("animals");
    Random random = new Random(1);
    for (String name : List.of("cat", "hen")) {
      for (int i = 0; i < 3; i++) {
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(random.nextInt(28), random.nextInt(28), 0, 200);
        Path file = Files.createDirectories(folder.resolve(name)).resolve(i + ".png");
        ImageIO.write(picture, "png", file.toFile());
      }
    }
    Path file = temporary.resolve("names.json");
    TinyRun.Result learnt =
        run("label", "learn", "--model", model, "--data", folder, "--out", file);
    assertDone(learnt);
    assertThat(learnt.out()).contains("Purity ", "The largest class has 50.0 %", "cat (");
    assertThat(CategoryNames.read(file).names().values()).isSubsetOf("cat", "hen").isNotEmpty();
    assertThat(apply(model, file, folder.toString()).get(6)).startsWith("hen/2.png,");
  }

  @Test
  void refusesWhatItCannotUse() throws IOException {
    Path out = temporary.resolve("names.json");
    Object[] learn = {"label", "learn", "--model", model, "--out", out, "--names"};
    assertRefused("expected CATEGORY=NAME such as 0=seven, found seven", with(learn, "seven"));
    assertRefused("expected CATEGORY=NAME such as 0=seven, found x=a", with(learn, "x=a"));
    assertRefused("expected one name for category 0", with(learn, "0=a,0=b"));
    assertRefused("expected a category from 0 to 9, found 10", with(learn, "10=a"));
    assertRefused("expected --data or --names, found both", with(learn, "0=a", "--data", "x"));
    Path unlabelled = TinyRun.data().resolve("t10k-images-idx3-ubyte");
    assertRefused(
        "--data: expected labelled images, found image 0 without a label",
        "label",
        "learn",
        "--model",
        model,
        "--out",
        out,
        "--data",
        unlabelled);
    assertRefused("ends in .json", "label", "learn", "--model", model, "--out", "names.csv");
    assertRefused("ends in .png", "label", "show", "--model", model, "--out", "grid.jpg");
    assertThat(run("label").err()).contains("expected one of the commands show, learn, apply");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesNamesOfAnotherModel() throws IOException {
    Path file = temporary.resolve("names.json");
    Path csv = temporary.resolve("labels.csv");
    Object[] args = {"label", "apply", "--model", model, "--names", file};
    Object[] apply = with(args, "--images", TinyRun.data(), "--out", csv);
    assertRefused("names.json: expected a file that can be used", apply);
    Files.writeString(file, "{\"code\": \"c1\", \"categories\": 4, \"names\": {}}");
    assertRefused("found names for 4 categories", apply);
    Files.writeString(file, "{\"code\": \"c2\", \"categories\": 10, \"names\": {}}");
    assertRefused("names.json: expected names for the model's UniformCode", apply);
    Files.writeString(file, "{\"code\": \"c9\", \"categories\": 10, \"names\": {}}");
    assertRefused("expected one of c1, c2, c3, found \"c9\"", apply);
    Files.writeString(file, "c1");
    assertRefused("names.json: expected JSON", apply);
    assertThat(csv).doesNotExist();
  }

  @Test
  void namesTheCodeThatIsAskedFor() throws IOException {
    InfoGanConfig config =
        InfoGanConfig.builder()
            .image(1, 28, 28)
            .latent(
                Noise.uniform(4),
                LatentCode.categorical("digit", 10),
                LatentCode.uniform("slant", -1, 1),
                LatentCode.categorical("style", 3))
            .generator(new Dense(28 * 28), Reshape.to(1, 28, 28), new Sigmoid())
            .trunk(Reshape.to(28 * 28), new Dense(4))
            .head(new Dense(1))
            .q(new Dense(14))
            .build();
    Path two = temporary.resolve("two.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan fresh = trainer.snapshot()) {
      fresh.save(two);
    }
    Path file = temporary.resolve("names.json");
    Object[] learn = {"label", "learn", "--model", two, "--out", file, "--names", "0=a"};
    assertDone(run(with(learn, "--code", "style")));
    assertThat(CategoryNames.read(file).code()).isEqualTo("style");
    assertThat(CategoryNames.read(file).categories()).isEqualTo(3);
    assertThat(apply(two, file, TinyRun.data().toString())).hasSizeGreaterThan(1);
    Path picture = temporary.resolve("grid.png");
    assertDone(run("label", "show", "--model", two, "--code", "style", "--out", picture));
    assertThat(ImageIO.read(picture.toFile()).getHeight()).isEqualTo(3 * 87 + 9);
    assertRefused(
        "--code: expected a categorical code, found Uniform", with(learn, "--code", "slant"));
    assertRefused("expected one of digit, slant, style, found \"c9\"", with(learn, "--code", "c9"));
  }

  private List<String> apply(Path model, Path names, String images) throws IOException {
    Path csv = temporary.resolve("new/labels.csv");
    assertDone(
        run(
            "label",
            "apply",
            "--model",
            model,
            "--names",
            names,
            "--images",
            images,
            "--out",
            csv));
    return Files.readAllLines(csv);
  }

  private static void assertDone(TinyRun.Result result) {
    assertThat(result.complaints()).isEmpty();
    assertThat(result.out()).startsWith("Written: ");
    assertThat(result.exitCode()).isZero();
  }

  private static Object[] with(Object[] args, Object... last) {
    Object[] all = Arrays.copyOf(args, args.length + last.length);
    System.arraycopy(last, 0, all, args.length, last.length);
    return all;
  }
}
