package org.infogan.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.infogan.InfoGan;
import org.infogan.cli.Main;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.model.Encoding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the page is answered: the model's images, and texts that make the same images elsewhere. */
class ExplorerTest {

  private static final String STATE = SmallModel.STATE;

  private static final String GRID =
      "{'kind':'grid','state':STATE,'seeds':[7,8,3],'columns':{'code':'kind','values':[0,1,2,3]}}";

  static final List<String> VIEWS =
      IntStream.range(0, 4)
          .mapToObj(
              i ->
                  new String[] {
                        "{'kind':'one','state':STATE}",
                        GRID,
                        "{'kind':'plane','state':STATE,'columns':{'code':'slant','values':[-2,0.125,2]},"
                            + "'rows':{'code':'bold','values':[0,1]}}",
                        "{'kind':'interpolate','state':STATE,'count':5,'to':{'seed':4000000000,"
                            + "'codes':{'kind':0,'slant':1,'width':-2.5,'bold':0}}}"
                      }
                      [i])
          .map(view -> view.replace('\'', '"').replace("STATE", STATE))
          .toList();

  @TempDir private static Path folder;

  private static Path file;
  private static InfoGan model;
  private static ExplorerServer server;
  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    model = SmallModel.model();
    file = folder.resolve("a model.zip");
    model.save(file);
    server = Serving.start(SmallModel.explorer(ModelSource.of(model), file.toString()), null, 0);
    http = new RawHttp(server.address());
  }

  @AfterAll
  static void stop() {
    server.close();
    model.close();
  }

  private static JsonNode ask(String path, String json) throws IOException {
    RawHttp.Answer answer = http.post(path, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  /** The command as a shell would divide it, without the program. */
  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    assertThat(words.remove(0)).isEqualTo("infogan");
    return words.toArray(String[]::new);
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void theCommandWritesTheVeryPicture(String view) throws IOException {
    String[] words = words(ask("/api/view", view).get("command").asText());
    assertThat(words[words.length - 1]).isEqualTo("picture.png");
    Path picture = folder.resolve("picture.png");
    words[words.length - 1] = picture.toString();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(http.post("/api/picture.png", view).body()).isEqualTo(Files.readAllBytes(picture));
  }

  @Test
  void theJavaLinesMakeTheSameImages() throws Exception {
    StringBuilder program =
        new StringBuilder("import org.infogan.InfoGan;\npublic class Lines {\n");
    for (int i = 0; i < VIEWS.size(); i++) {
      program
          .append("public static org.nd4j.linalg.api.ndarray.INDArray line" + i)
          .append("(InfoGan model) { return ")
          .append(ask("/api/view", VIEWS.get(i)).get("java").asText())
          .append("; }\n");
    }
    Path source = Files.writeString(folder.resolve("Lines.java"), program.append("}\n"));
    String classes = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classes, source.toString()))
        .as("exit code of the compiler")
        .isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (int i = 0; i < VIEWS.size(); i++) {
        INDArray images =
            (INDArray)
                loader.loadClass("Lines").getMethod("line" + i, InfoGan.class).invoke(null, model);
        View view = new ObjectMapper().readValue(VIEWS.get(i), View.class);
        assertThat(images).isEqualTo(model.generate(view.grid(model).latents()));
      }
    }
  }

  @Test
  void thePageIsGivenTheImagesThatTheModelMakes() throws IOException {
    JsonNode answer = ask("/api/view", VIEWS.get(1));
    assertThat(answer.get("count").asInt()).isEqualTo(12);
    assertThat(answer.get("columns").asInt()).isEqualTo(4);
    LatentVectors latents = model.latents(1, 3).set("kind", 2).set("slant", -0.5);
    assertCell(answer.get("images"), 2, 2, latents.set("width", 1.25).set("bold", 1));
    LatentVectors current = model.latents(1, 7).set("kind", 2).set("slant", -0.5);
    assertCell(answer.get("current"), 0, 0, current.set("width", 1.25).set("bold", 1));
  }

  private static void assertCell(JsonNode png, int row, int column, LatentVectors latents)
      throws IOException {
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png.asText())));
    INDArray image = model.generate(latents);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        int grey = picture.getRGB(2 + 9 * column + x, 2 + 9 * row + y) & 255;
        // Products of batches of another size may round otherwise.
        assertThat(grey).isCloseTo(Math.round(255 * image.getFloat(0, 0, y, x)), within(1));
      }
    }
  }

  @Test
  void theTableHasARowForEachImage() throws IOException {
    List<String> grid = http.post("/api/codes.csv", VIEWS.get(1)).text().lines().toList();
    assertThat(grid)
        .hasSize(13)
        .startsWith("image,seed,kind,slant,width,bold", "0,7,0.0,-0.5,1.25,1.0")
        .endsWith("11,3,3.0,-0.5,1.25,1.0");
    assertThat(http.post("/api/codes.csv", VIEWS.get(3)).text().lines())
        .hasSize(6)
        .startsWith(
            "image,seed,to_seed,t,kind,slant,width,bold", "0,7,4000000000,0,2.0,-0.5,1.25,1.0")
        .contains("2,7,4000000000,0.5,0.0,0.25,-0.625,0.5");
  }

  @Test
  void theModelIsDescribedByItsCodes() throws IOException {
    JsonNode found = new ObjectMapper().readTree(http.get("/api/model", http.headers()).body());
    String expected =
        "{'image':{'channels':1,'height':8,'width':8},'mostImages':256,'mostBytes':16777216,"
            + "'codes':[{'name':'kind','kind':'categorical','categories':4,"
            + "'names':['plain','','dotted','']},{'name':'slant','kind':'uniform','low':-1.0,"
            + "'high':1.0,'from':-2.0,'to':2.0},{'name':'width','kind':'gaussian','mean':0.0,"
            + "'deviation':1.0,'low':-2.0,'high':2.0,'from':-4.0,'to':4.0},"
            + "{'name':'bold','kind':'bernoulli','probability':0.5}],"
            + "'file':'FILE','version':1,'data':{'name':'three images','size':3}}";
    assertThat(found.toString().replace('"', '\''))
        .isEqualTo(expected.replace("FILE", file.toString()));
  }

  /** The page draws categories by them. */
  @Test
  void unequalProbabilitiesOfCategoriesAreDescribed() {
    LatentSpec latent = SmallModel.config().latent();
    CategoricalCode kind =
        latent.firstCategorical().orElseThrow().withPrior(CategoricalPrior.of(0.1, 0.2, 0.3, 0.4));
    InfoGanConfig config = SmallModel.config().toBuilder().latent(latent.with(kind)).build();
    JsonNode code = ModelDescription.of(config, Optional.empty()).get("codes").get(0);
    assertThat(code.get("probabilities").toString()).isEqualTo("[0.1,0.2,0.3,0.4]");
  }

  /** Larger than the model's images, and in colour: fitted and made grey as the loaders do. */
  @Test
  void aPictureIsFittedAndItsCodesRead() throws IOException {
    BufferedImage picture = new BufferedImage(20, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 320; i++) {
      picture.setRGB(i % 20, i / 20, 40_000 * i);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    Map<String, String> headers = http.headers();
    headers.put("Content-Type", "image/png");
    JsonNode answer =
        new ObjectMapper()
            .readTree(http.send("POST", "/api/encode", headers, bytes.toByteArray()).body());
    Path onDisk = Files.write(folder.resolve("picture-of-mine.png"), bytes.toByteArray());
    Encoding expected =
        model.encode(ImageFolder.open(onDisk, new ImageShape(1, 8, 8), ResizeMode.COVER));
    assertThat(numbers(answer.get("expectations").get("kind")))
        .containsExactly(expected.categorical("kind").probabilities()[0], within(1e-4));
    assertThat(answer.get("expectations").get("slant").get(0).asDouble())
        .isCloseTo(expected.gaussian("slant").mean()[0], within(1e-4));
    assertThat(answer.get("sigmas").has("slant")).isFalse();
    assertThat(answer.get("sigmas").get("width").asDouble())
        .isCloseTo(expected.gaussian("width").sigma()[0], within(1e-4));
    expected
        .codes(0)
        .forEach(
            (code, value) ->
                assertThat(answer.get("codes").get(code).asDouble())
                    .isCloseTo(value, within(1e-4)));
  }

  private static double[] numbers(JsonNode list) {
    return IntStream.range(0, list.size()).mapToDouble(i -> list.get(i).asDouble()).toArray();
  }

  @Test
  void anImageOfTheDataHasItsLabel() throws IOException {
    JsonNode answer = ask("/api/datum", "{\"index\":1}");
    assertThat(answer.get("label").asText()).isEqualTo("dotted");
    assertThat(answer.get("codes").get("kind").asInt()).isBetween(0, 3);
  }

  /** Probabilities count, and numbers stay in the range of their prior. */
  @Test
  void arithmeticTakesTheNearestValueOfThePrior() throws IOException {
    String term = "{'kind':%s,'slant':[%s],'width':[%s],'bold':[%s]}";
    String terms =
        ("{'a':" + String.format(term, "[0.4,0.6,0,0]", "0.9", "1", "1"))
            + (",'b':" + String.format(term, "[0,0.5,0.5,0]", "-0.9", "-1", "1"))
            + (",'c':" + String.format(term, "[0.1,0,0.3,0.6]", "0.5", "2", "0") + "}");
    JsonNode codes = ask("/api/arithmetic", terms.replace('\'', '"')).get("codes");
    assertThat(codes.toString())
        .isEqualTo("{\"kind\":3.0,\"slant\":1.0,\"width\":4.0,\"bold\":0.0}");
  }
}
