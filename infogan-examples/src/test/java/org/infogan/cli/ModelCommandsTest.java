package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import javax.imageio.ImageIO;
import org.infogan.eval.quality.ImageClassifier;
import org.infogan.io.Npy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class ModelCommandsTest {

  private static Path model;

  @TempDir private Path temporary;

  @BeforeAll
  static void train() throws IOException {
    model = TinyRun.model();
  }

  @Test
  void generatesPicturesAndArrays() throws IOException {
    Path picture = temporary.resolve("new/grid.PNG");
    assertThat(run("generate", "--model", model, "--out", picture, "--count", 7, "--columns", 4))
        .matches(result -> result.exitCode() == 0 && result.out().contains("grid.PNG"));
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(4 * 87 + 9);
    assertThat(image.getHeight()).isEqualTo(2 * 87 + 9);

    INDArray random = generate("random", "--seed", "3");
    INDArray chosen = generate("chosen", "--seed", "3", "--code", "c1=3", "--code", "c2=-1.5");
    assertThat(random.shape()).containsExactly(5, 1, 28, 28);
    assertThat(generate("again", "--seed", "3")).isEqualTo(random);
    assertThat(generate("other", "--seed", "4")).isNotEqualTo(random);
    assertThat(chosen).isNotEqualTo(random);
  }

  private INDArray generate(String name, String... options) throws IOException {
    Path file = temporary.resolve(name + ".npy");
    Object[] args = {"generate", "--model", model, "--out", file, "--count", 5};
    Object[] all = Arrays.copyOf(args, args.length + options.length);
    System.arraycopy(options, 0, all, args.length, options.length);
    assertThat(run(all).exitCode()).isZero();
    return Npy.read(file);
  }

  @Test
  void refusesCodesThatTheModelDoesNotHave() {
    Path out = temporary.resolve("grid.png");
    Object[] start = {"generate", "--model", model, "--out", out, "--code"};
    assertRefused("expected one of c1, c2, c3, found \"c9\"", with(start, "c9=1"));
    assertRefused("expected a category from 0 to 9, found 10", with(start, "c1=10"));
    assertRefused("expected a category from 0 to 9, found 1.5", with(start, "c1=1.5"));
    assertRefused("expected a finite value", with(start, "c2=NaN"));
    assertRefused("expected NAME=NUMBER such as c1=3, found c1", with(start, "c1"));
    assertRefused("expected NAME=NUMBER such as c1=3, found c1=x", with(start, "c1=x"));
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesOtherOptionsThatMakeNoSense() throws IOException {
    assertRefused(
        "--count: expected at least 1",
        "generate",
        "--model",
        model,
        "--out",
        "a.png",
        "--count",
        0);
    assertRefused(
        "ends in .png or .npy, found a.jpg", "generate", "--model", model, "--out", "a.jpg");
    assertRefused(
        "--values: expected --code too",
        "traverse",
        "--model",
        model,
        "--out",
        "a",
        "--values",
        "1,2");
    assertRefused("expected a folder", "traverse", "--model", model, "--out", "a.png");
    assertRefused(
        "expected one of c1, c2, c3",
        "traverse",
        "--model",
        model,
        "--out",
        "a.png",
        "--code",
        "c4");
    assertRefused(
        "expected a category",
        "traverse",
        "--model",
        model,
        "--out",
        "a.png",
        "--code",
        "c1",
        "--values",
        "-1,0");
    Path file = Files.createFile(temporary.resolve("file"));
    assertRefused(
        "cannot be written", "generate", "--model", model, "--out", file.resolve("grid.png"));
  }

  @Test
  void traversesOneCodeOrAll() throws IOException {
    Path picture = temporary.resolve("c2.png");
    assertThat(
            run(
                    "traverse",
                    "--model",
                    model,
                    "--code",
                    "c2",
                    "--values",
                    "-2,-1,0,1,2",
                    "--rows",
                    3,
                    "--out",
                    picture)
                .exitCode())
        .isZero();
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isBetween(5 * 87 + 9, 5 * 87 + 109);
    assertThat(image.getHeight()).isBetween(3 * 87 + 9, 3 * 87 + 59);

    Path folder = temporary.resolve("all");
    assertThat(run("traverse", "--model", model, "--rows", 1, "--out", folder).exitCode()).isZero();
    assertThat(folder)
        .isDirectoryContaining("glob:**traversal-c1.png")
        .isDirectoryContaining("glob:**traversal-c2.png")
        .isDirectoryContaining("glob:**traversal-c3.png");
  }

  /** Every cell is what {@code generate} draws of the same seed and codes. */
  @Test
  void traversesRowsOfSeedsAndPlanesOfTwoCodes() throws IOException {
    BufferedImage rows =
        traverse(
            "--code",
            "c1",
            "--values",
            "0,3",
            "--seeds",
            "7,5",
            "--set",
            "c2=1",
            "--set",
            "c3=-1.5");
    assertSameCell(
        rows, 1, 1, "--seed", "5", "--code", "c1=3", "--code", "c2=1", "--code", "c3=-1.5");
    BufferedImage plane =
        traverse(
            "--code",
            "c2",
            "--values",
            "-2,0,2",
            "--row-code",
            "c3",
            "--row-values",
            "0,1",
            "--seeds",
            "7",
            "--set",
            "c1=4");
    assertSameCell(
        plane, 1, 2, "--seed", "7", "--code", "c1=4", "--code", "c2=2", "--code", "c3=1");
    BufferedImage byCategory = traverse("--code", "c2", "--values", "0,1", "--seeds", "7,7");
    BufferedImage set =
        traverse("--code", "c2", "--values", "0,1", "--seeds", "7", "--set", "c1=1");
    assertThat(cell(byCategory, 1, 1)).isEqualTo(cell(set, 0, 1));
  }

  private BufferedImage traverse(String... options) throws IOException {
    Path picture = temporary.resolve("traverse.png");
    assertThat(
            run(
                with(
                    new Object[] {"traverse", "--model", model, "--out", picture},
                    (Object[]) options)))
        .matches(result -> result.exitCode() == 0, "done");
    return ImageIO.read(picture.toFile());
  }

  private void assertSameCell(BufferedImage picture, int row, int column, String... options)
      throws IOException {
    Path one = temporary.resolve("one.png");
    run(
        with(
            new Object[] {"generate", "--model", model, "--count", 1, "--out", one},
            (Object[]) options));
    List<Integer> expected = cell(ImageIO.read(one.toFile()), 0, 0);
    List<Integer> found = cell(picture, row, column);
    for (int i = 0; i < expected.size(); i++) {
      // Products of batches of another size may round otherwise.
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1));
    }
  }

  /** The grey values of a cell of 28 × 28 pixels at zoom 3, found from the lower right corner. */
  private static List<Integer> cell(BufferedImage picture, int row, int column) {
    int rows = picture.getHeight() / 87;
    int columns = picture.getWidth() / 87;
    int x = picture.getWidth() - 6 - 87 * (columns - column) + 3;
    int y = picture.getHeight() - 6 - 87 * (rows - row) + 3;
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < 28 * 28; i++) {
      values.add(picture.getRGB(x + i % 28 * 3 + 1, y + i / 28 * 3 + 1) & 255);
    }
    return values;
  }

  @Test
  void interpolatesFromOneImageToAnother() throws IOException {
    Path picture = temporary.resolve("path.png");
    Object[] start = {"interpolate", "--model", model, "--out", picture};
    Object[] codes = {
      "--from", "c1=3,c2=0,c3=0", "--from-seed", 7, "--to", "c1=5,c2=-1,c3=2", "--to-seed", 9
    };
    assertThat(run(with(with(start, codes), "--columns", 4)).exitCode()).isZero();
    BufferedImage path = ImageIO.read(picture.toFile());
    assertThat(path.getWidth()).isEqualTo(4 * 87 + 9);
    assertSameCell(path, 0, 0, "--seed", "7", "--code", "c1=3", "--code", "c2=0", "--code", "c3=0");
    assertSameCell(
        path, 0, 3, "--seed", "9", "--code", "c1=5", "--code", "c2=-1", "--code", "c3=2");
    assertRefused("--columns: expected at least 2, found 1", with(start, "--columns", 1));
    assertRefused("--to: expected NAME=NUMBER such as c1=3, found c1", with(start, "--to", "c1"));
  }

  @Test
  void refusesTraversalsThatMakeNoSense() {
    Object[] start = {"traverse", "--model", model, "--out", "a.png"};
    Object[] plane = with(start, "--code", "c2", "--row-code");
    assertRefused("expected another code than --code, found c2", with(plane, "c2"));
    assertRefused("expected one seed with --row-code", with(plane, "c3", "--seeds", "1,2"));
    assertRefused("--row-code: expected --code too", with(start, "--row-code", "c2"));
    assertRefused(
        "--row-values: expected --row-code too", with(start, "--code", "c2", "--row-values", "1"));
    assertRefused("--set: expected NAME=NUMBER", with(start, "--code", "c2", "--set", "c1"));
  }

  @Test
  void calculatesWithCodes() throws IOException {
    Path picture = temporary.resolve("codes.png");
    Object[] start = {"arithmetic", "--model", model, "--out", picture, "--rows", 2, "--codes"};
    TinyRun.Result result = run(with(start, "c1=3,c2=1", "c1=3,c2=-1", "c1=5,c2=-0.5"));
    assertThat(result.complaints()).isEmpty();
    assertThat(result.out().lines())
        .hasSize(5)
        .anyMatch(line -> line.startsWith("b: c1=3 c2=-1 c3="))
        .anyMatch(line -> line.startsWith("a - b + c: c1=5 c2=1 c3="));
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isBetween(4 * 87 + 9, 4 * 87 + 109);
    assertThat(image.getHeight()).isBetween(2 * 87 + 9, 2 * 87 + 59);
    assertRefused("expected NAME=NUMBER such as c1=3, found c1", with(start, "c1", "c1=1", "c1=2"));
    assertRefused("expected one of c1, c2, c3", with(start, "c9=1", "c1=1", "c1=2"));
  }

  @Test
  void calculatesWithPictures() throws IOException {
    Path picture = temporary.resolve("pictures.png");
    Path dot = temporary.resolve("dot.png");
    writePicture(dot, 28, BufferedImage.TYPE_BYTE_GRAY);
    Object[] start = {"arithmetic", "--model", model, "--out", picture, "--rows", 2, "--images"};
    TinyRun.Result result = run(with(start, dot, dot, dot));
    assertThat(result.complaints()).isEmpty();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(3).replace("a - b + c", "c")).isEqualTo(lines.get(2));
    assertThat(ImageIO.read(picture.toFile()).getHeight()).isBetween(3 * 87 + 9, 3 * 87 + 59);
    assertRefused("no such file", with(start, dot, dot, temporary.resolve("absent.png")));
  }

  @Test
  void encodesEveryKindOfImages() throws IOException {
    Path array = temporary.resolve("images.npy");
    run("generate", "--model", model, "--out", array, "--count", 5);
    List<String> rows = encode(array);
    assertThat(rows).hasSize(6).startsWith("image,c1,c1_probability,c2_mean,c3_mean");
    assertThat(rows.get(5)).matches("4,[0-9],[01]\\.\\d{6},-?\\d\\.\\d{6},-?\\d\\.\\d{6}");
    assertThat(encode(TinyRun.data().resolve("t10k-images-idx3-ubyte"))).hasSize(101);
    assertThat(encode(TinyRun.data().resolve("train-images-idx3-ubyte.gz"))).hasSize(201);

    Path folder = Files.createDirectories(temporary.resolve("pictures"));
    writePicture(folder.resolve("b.png"), 28, BufferedImage.TYPE_BYTE_GRAY);
    writePicture(folder.resolve("a, b.jpg"), 28, BufferedImage.TYPE_INT_RGB);
    Files.createFile(folder.resolve("notes.txt"));
    rows = encode(folder);
    assertThat(rows).hasSize(3);
    assertThat(rows.get(1)).startsWith("\"a, b.jpg\",");
    writePicture(Files.createDirectories(folder.resolve("sub")).resolve("c.png"), 40, 1);
    assertThat(encode(folder).get(3)).startsWith("sub/c.png,");
    assertSameCodes(encode(folder.resolve("b.png")).get(1), rows.get(2));
  }

  /** Products of batches of another size may round otherwise. */
  private static void assertSameCodes(String row, String expected) {
    String[] found = row.split(",");
    String[] wanted = expected.split(",");
    assertThat(found).hasSameSizeAs(wanted).startsWith("b.png", wanted[1]);
    for (int i = 2; i < wanted.length; i++) {
      assertThat(Double.parseDouble(found[i]))
          .isCloseTo(Double.parseDouble(wanted[i]), within(2e-5));
    }
  }

  private List<String> encode(Path images) throws IOException {
    Path csv = temporary.resolve("new folder/codes.csv");
    TinyRun.Result result = run("encode", "--model", model, "--images", images, "--out", csv);
    assertThat(result.complaints()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return Files.readAllLines(csv);
  }

  @Test
  void refusesImagesThatDoNotFit() throws IOException {
    Path csv = temporary.resolve("codes.csv");
    Path damaged = Files.writeString(temporary.resolve("damaged.png"), "not a picture");
    assertRefusedImages("damaged.png: expected a PNG or JPEG image", damaged, csv);
    assertRefusedImages(
        "absent.png: expected a folder, a file or rendered:NAME, found no such file",
        temporary.resolve("absent.png"),
        csv);
    assertRefusedImages("found no such file", temporary.resolve("absent.npy"), csv);
    assertRefusedImages("found no such file", temporary.resolve("absent"), csv);
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    assertRefusedImages(".jpg or .jpeg files, found none of these", empty, csv);
    Path text = Files.writeString(temporary.resolve("text"), "neither IDX");
    assertRefusedImages("text: expected a picture (.png, .jpg, .jpeg), an array (.npy", text, csv);
    assertThat(csv).doesNotExist();
  }

  private static void assertRefusedImages(String message, Path images, Path csv) {
    assertRefused(message, "encode", "--model", model, "--images", images, "--out", csv);
  }

  @Test
  void evaluatesAsTrainingDoes() throws IOException {
    TinyRun.Result text =
        run("evaluate", "--model", model, "--data", TinyRun.data(), "--samples", 100);
    assertThat(text.exitCode()).isZero();
    assertThat(text.out())
        .contains("L_I", "as trained", "many-to-one", "one-to-one", "NMI", "purity", "classes");
    TinyRun.Result result =
        run("evaluate", "--model", model, "--data", TinyRun.data(), "--samples", 100, "--json");
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.get("accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.get("purity").asDouble()).isBetween(0.1, 1.0);
    assertThat(json.get("largest_class").asDouble()).isBetween(0.1, 0.3);
    JsonNode counts = json.get("images_by_category_and_class");
    assertThat(counts).hasSize(10);
    int images = 0;
    for (JsonNode row : counts) {
      for (JsonNode count : row) {
        images += count.asInt();
      }
    }
    assertThat(images).isEqualTo(TinyRun.TEST_IMAGES);
    assertThat(json.get("mutual_information")).hasSize(3);
    assertThat(json.get("mutual_information_as_trained")).hasSize(3);
  }

  @Test
  void evaluateSaysWhatCodesKnowOfRenderedImages() throws IOException {
    Object[] args = {
      "evaluate", "--model", model, "--samples", 100, "--data", "rendered:shapes-32"
    };

    JsonNode line = new ObjectMapper().readTree(run(with(args, "--json")).out());
    JsonNode factors = line.get("factors");

    List<String> names = new ArrayList<>();
    factors.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("shape", "scale", "rotation", "x", "y");
    assertThat(factors.at("/scale/c2/correlation").asDouble()).isBetween(0.0, 1.0);
    assertThat(factors.at("/scale/c1/information").asDouble()).isBetween(0.0, 1.0);
    assertThat(factors.at("/scale/c1/correlation").isMissingNode()).isTrue();
    assertThat(line.at("/followed/1/code").asText()).isEqualTo("c3");
    assertThat(line.at("/followed/1/factor").asText()).isEqualTo("THICKNESS");
    assertThat(line.at("/followed/1/correlation").asDouble()).isBetween(-1.0, 1.0);
    String table = run(args).out();
    assertThat(table).containsPattern("\\n  c2   SLANT +-?\\d\\.\\d\\d\\R");
    assertThat(table).containsPattern("\\nFactors +shape +scale +rotation +x +y\\R");
  }

  /**
   * The second call reads the classifier that the first has trained, so real images score alike.
   */
  @Test
  void evaluateComparesPicturesWithRealOnes() throws IOException {
    Path file = temporary.resolve("classifier.zip");
    Object[] args = {"evaluate", "--model", model, "--samples", 100, "--classifier", file};
    TinyRun.Result text = run(with(args, "--data", TinyRun.data()));
    assertThat(text.exitCode()).as(text.err()).isZero();
    String[] real =
        text.out()
            .lines()
            .filter(line -> line.startsWith("real "))
            .findFirst()
            .orElseThrow()
            .split(" +", -1);
    assertThat(text.out()).contains("Pictures", "coverage", "\ngenerated ");
    JsonNode json =
        new ObjectMapper().readTree(run(with(args, "--data", TinyRun.data(), "--json")).out());
    JsonNode again = json.get("pictures").get("real");
    assertThat(again.get("frechet").asDouble())
        .isCloseTo(Double.parseDouble(real[1]), within(0.005));
    assertThat(again.get("overlap").get("coverage").asDouble())
        .isBetween(0.5, 1.0)
        .isCloseTo(Double.parseDouble(real[6]), within(0.005));
    assertThat(json.get("pictures").get("generated").get("frechet").asDouble())
        .isGreaterThan(again.get("frechet").asDouble());
  }

  /** Without labels the classifier learns which way up images are. */
  @Test
  void evaluateComparesPicturesWithoutLabelsToo() throws IOException {
    Path unlabelled = TinyRun.data().resolve("train-images-idx3-ubyte.gz");
    Path file = temporary.resolve("turns.zip");
    TinyRun.Result json =
        run(
            "evaluate",
            "--model",
            model,
            "--samples",
            100,
            "--classifier",
            file,
            "--data",
            unlabelled,
            "--json");
    assertThat(json.exitCode()).as(json.err()).isZero();
    JsonNode pictures = new ObjectMapper().readTree(json.out()).get("pictures");
    assertThat(pictures.at("/real/frechet").asDouble())
        .isLessThan(pictures.at("/generated/frechet").asDouble());
    assertThat(pictures.at("/real/overlap/coverage").asDouble()).isBetween(0.5, 1.0);
    try (ImageClassifier classifier = ImageClassifier.load(file)) {
      assertThat(classifier.classes()).as("quarter turns").isEqualTo(4);
    }
  }

  @Test
  void refusesModelsThatAreNone() throws IOException {
    Path out = temporary.resolve("grid.png");
    Path absent = temporary.resolve("absent.zip");
    assertRefused("absent.zip", "generate", "--model", absent, "--out", out);
    assertRefused("found a folder", "generate", "--model", temporary, "--out", out);
    Path text = Files.writeString(temporary.resolve("text.zip"), "no zip at all");
    assertRefused("text.zip", "generate", "--model", text, "--out", out);
    byte[] bytes = Files.readAllBytes(model);
    Path cut = Files.write(temporary.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused("cut.zip", "evaluate", "--model", cut);
    bytes[bytes.length / 2] ^= 1;
    Path flipped = Files.write(temporary.resolve("flipped.zip"), bytes);
    assertRefused("flipped.zip", "encode", "--model", flipped, "--images", text, "--out", out);
  }

  private static Object[] with(Object[] args, Object... last) {
    Object[] all = Arrays.copyOf(args, args.length + last.length);
    System.arraycopy(last, 0, all, args.length, last.length);
    return all;
  }

  private static void writePicture(Path file, int side, int type) throws IOException {
    BufferedImage picture = new BufferedImage(side, side, type);
    picture.getRaster().setSample(side / 2, side / 2, 0, 200);
    String name = file.toString();
    assertThat(ImageIO.write(picture, name.substring(name.length() - 3), file.toFile())).isTrue();
  }
}
