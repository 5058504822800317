package org.infogan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.io.TensorArchive;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.QHead;
import org.infogan.nn.Layer;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Network;
import org.infogan.nn.OnnxGraph;
import org.infogan.nn.OnnxLayer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.Dense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class OnnxExportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static Map<String, String> metadata(Path file) throws IOException {
    Map<String, String> entries = new HashMap<>();
    for (WireMessage entry : WireMessage.of(Files.readAllBytes(file)).messages(14)) {
      entries.put(entry.text(1), entry.text(2));
    }
    return entries;
  }

  @Test
  void metadataNamesTheModelItsVersionAndConfiguration() throws Exception {
    InfoGanConfig config = SmallModel.builder().build();
    Path saved = folder.resolve("model.zip");
    try (InfoGan model = SmallModel.trained(config)) {
      model.save(saved);
      model.exportOnnx(folder);
    }
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(saved));
    for (String file : List.of(OnnxExport.GENERATOR, OnnxExport.ENCODER)) {
      Map<String, String> entries = metadata(folder.resolve(file));
      assertThat(entries)
          .containsOnlyKeys(
              "infogan.version", "infogan.model_sha256", "infogan.latent", "infogan.config");
      assertThat(entries.get("infogan.model_sha256")).isEqualTo(HexFormat.of().formatHex(sum));
      assertThat(entries.get("infogan.version")).isEqualTo(TensorArchive.libraryVersion());
      assertThat(InfoGanConfig.fromJson(entries.get("infogan.config"))).isEqualTo(config);
    }
  }

  @Test
  void metadataSaysWhereEachCodeLies() throws Exception {
    try (InfoGan model = SmallModel.trained(SmallModel.builder().build())) {
      model.exportOnnx(folder);
    }
    JsonNode latent =
        JSON.readTree(metadata(folder.resolve(OnnxExport.GENERATOR)).get("infogan.latent"));
    assertThat(latent)
        .isEqualTo(
            JSON.readTree(
                """
                {"width": 10,
                 "noise": {"offset": 0, "width": 3, "prior": {"low": -1.0, "high": 1.0}},
                 "codes": [
                   {"name": "c1", "kind": "categorical", "offset": 3, "width": 4,
                    "prior": {"categories": 4}, "traversal": [0.0, 1.0, 2.0, 3.0],
                    "outputs": ["c1"]},
                   {"name": "c2", "kind": "uniform", "offset": 7, "width": 1,
                    "prior": {"low": -1.0, "high": 2.0},
                    "traversal": [-2.5, -1.8333333333333335, -1.1666666666666667, -0.5,
                      0.16666666666666652, 0.8333333333333335, 1.5, 2.166666666666667,
                      2.833333333333333, 3.5],
                    "outputs": ["c2_mean"]},
                   {"name": "c3", "kind": "gaussian", "offset": 8, "width": 1,
                    "prior": {"mean": 0.5, "standard_deviation": 2.0},
                    "traversal": [-3.5, -2.611111111111111, -1.7222222222222223,
                      -0.8333333333333335, 0.05555555555555536, 0.9444444444444446,
                      1.833333333333333, 2.7222222222222223, 3.6111111111111107, 4.5],
                    "outputs": ["c3_mean", "c3_sigma"]},
                   {"name": "c4", "kind": "bernoulli", "offset": 9, "width": 1,
                    "prior": {"probability": 0.25}, "traversal": [0.0, 1.0],
                    "outputs": ["c4_probability"]}]}
                """));
  }

  @Test
  void metadataHasUnequalProbabilitiesOfCategories() throws Exception {
    CategoricalCode code =
        LatentCode.categorical("c1", 4).withPrior(CategoricalPrior.of(0.1, 0.2, 0.3, 0.4));
    LatentSpec latent = SmallModel.builder().build().latent().with(code);
    try (InfoGan model = SmallModel.trained(SmallModel.builder().latent(latent).build())) {
      model.exportOnnx(folder);
    }
    JsonNode found =
        JSON.readTree(metadata(folder.resolve(OnnxExport.GENERATOR)).get("infogan.latent"));
    assertThat(found.at("/codes/0/prior"))
        .isEqualTo(JSON.readTree("{\"categories\": 4, \"probabilities\": [0.1, 0.2, 0.3, 0.4]}"));
  }

  @Test
  void metadataHasTheNamesOfCategories() throws Exception {
    try (InfoGan model = SmallModel.trained(SmallModel.builder().build())) {
      model.exportOnnx(folder, Map.of("c1", Map.of(0, "sept \"7\"", 3, "zwölf")));
      String names = metadata(folder.resolve(OnnxExport.ENCODER)).get("infogan.category_names");
      assertThat(JSON.readTree(names))
          .isEqualTo(JSON.readTree("{\"c1\": {\"0\": \"sept \\\"7\\\"\", \"3\": \"zwölf\"}}"));

      Path other = folder.resolve("other");
      assertThatThrownBy(() -> model.exportOnnx(other, Map.of("c9", Map.of())))
          .hasMessageContaining("expected one of c1, c2, c3, c4, found \"c9\"");
      assertThatThrownBy(() -> model.exportOnnx(other, Map.of("c2", Map.of(0, "a"))))
          .hasMessageContaining("expected those of a categorical code");
      assertThatThrownBy(() -> model.exportOnnx(other, Map.of("c1", Map.of(4, "a"))))
          .hasMessageContaining("expected a category from 0 to 3 of c1, found 4");
      assertThat(other).doesNotExist();
    }
  }

  /** A layer that cannot write itself. */
  record Doubling() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Pass newPass(PassContext context) {
      throw new UnsupportedOperationException("not for this test");
    }
  }

  /** A layer that writes whatever it is told to. */
  private record Writing(Writer writer) implements OnnxLayer {
    interface Writer {
      String write(OnnxGraph graph, String input);
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Pass newPass(PassContext context) {
      throw new UnsupportedOperationException("not for this test");
    }

    @Override
    public String toOnnx(OnnxGraph graph, String input) {
      return writer.write(graph, input);
    }
  }

  @Test
  void layersThatCannotBeExportedAreNamedAndNothingIsWritten() throws IOException {
    assertRefused(
        "q: layer 1: expected a layer of the library or one that implements OnnxLayer, found"
            + " Doubling[] of org.infogan.onnx.OnnxExportTest$Doubling",
        new Doubling());
  }

  @Test
  void whatALayerWritesIsChecked() throws IOException {
    assertRefused(
        "expected the name of the layer's output value, found \"nowhere\"",
        new Writing((graph, x) -> "nowhere"));
    assertRefused(
        "expected the name of the layer's output value, found \"q/1/constant\"",
        new Writing((graph, x) -> graph.constant(1)));
    assertRefused(
        "q/1/Add: expected an input of an earlier value, found \"nowhere\"",
        new Writing((graph, x) -> graph.node("Add", x, "nowhere").output()));
    assertRefused(
        "expected the 3 values of shape [3], found 2",
        new Writing((graph, x) -> graph.constant(Shape.of(3), 1, 2)));
    assertRefused(
        "q: layer 1: expected the name of one of the layer's tensors, found \"weight\"",
        new Writing((graph, x) -> graph.tensor("weight")));
    assertRefused(
        "q: layer 1.inner: expected a layer of the library",
        new Writing((graph, x) -> graph.layer("inner", new Doubling(), Shape.of(8), x)));
  }

  private void assertRefused(String message, Layer layer) throws IOException {
    InfoGanConfig config = SmallModel.builder().build();
    Path saved = folder.resolve("model.zip");
    Path out = folder.resolve("onnx");
    try (InfoGan model = SmallModel.trained(config)) {
      model.save(saved);
    }
    Sequential q = new Sequential(Shape.of(8), List.of(new Dense(8), layer), DataType.FLOAT);
    try (InfoGan model = load(saved, config, q)) {
      assertThatThrownBy(() -> model.exportOnnx(out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
    assertThat(out).doesNotExist();
  }

  private static InfoGan load(Path file, InfoGanConfig config, Network q) throws IOException {
    Sequential trunk = new Sequential(Shape.of(1, 4, 4), config.trunk());
    return InfoGan.load(
        file,
        Generator.of(new Sequential(Shape.of(config.latent().width()), config.generator())),
        Discriminator.of(trunk, new Sequential(trunk.outputShape(), config.head())),
        QHead.of(q));
  }

  /** A network of the user's own, of which nobody knows what it computes. */
  private record Opaque(Sequential inner) implements Network {
    @Override
    public Shape inputShape() {
      return inner.inputShape();
    }

    @Override
    public Shape outputShape() {
      return inner.outputShape();
    }

    @Override
    public DataType dataType() {
      return inner.dataType();
    }

    @Override
    public NamedTensors parameters() {
      return inner.parameters();
    }

    @Override
    public NamedTensors statistics() {
      return inner.statistics();
    }

    @Override
    public Pass newPass(int batch, NamedTensors gradients) {
      return inner.newPass(batch, gradients);
    }

    @Override
    public Pass newPass(int batch) {
      return inner.newPass(batch);
    }

    @Override
    public Network copy() {
      return new Opaque(inner.copy());
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @Test
  void networksOfOtherKindsAreNamed() throws IOException {
    InfoGanConfig config = SmallModel.builder().build();
    Path saved = folder.resolve("model.zip");
    try (InfoGan model = SmallModel.trained(config)) {
      model.save(saved);
    }
    Network q = new Opaque(new Sequential(Shape.of(8), config.q()));
    try (InfoGan model = load(saved, config, q)) {
      assertThatThrownBy(() -> model.exportOnnx(folder.resolve("onnx")))
          .hasMessageContaining("q: expected a network of layers (Sequential)")
          .hasMessageContaining("found org.infogan.onnx.OnnxExportTest$Opaque");
    }
  }

  @Test
  void codesWhoseOutputsWouldHaveOneNameAreRefused() {
    assertCollides(
        "found \"a_mean\", which code \"a\" has too",
        LatentCode.uniform("a", -1, 1),
        LatentCode.categorical("a_mean", 7));
    assertCollides(
        "found \"images\", which the input has too",
        LatentCode.categorical("images", 7),
        LatentCode.uniform("b", -1, 1));
  }

  private void assertCollides(String message, LatentCode... codes) {
    InfoGanConfig config = SmallModel.builder().latent(Noise.uniform(1), codes).build();
    try (InfoGan model = SmallModel.trained(config)) {
      assertThatThrownBy(() -> model.exportOnnx(folder.resolve("onnx")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
    assertThat(folder.resolve("onnx")).doesNotExist();
  }

  @Test
  void earlierFilesAreReplacedAndOtherFilesLeft() throws IOException {
    Files.writeString(folder.resolve(OnnxExport.GENERATOR), "old");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    try (InfoGan model = SmallModel.trained(SmallModel.builder().build())) {
      model.exportOnnx(folder);
      assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
      byte[] first = Files.readAllBytes(folder.resolve(OnnxExport.GENERATOR));
      model.exportOnnx(folder);
      assertThat(folder.resolve(OnnxExport.GENERATOR)).hasBinaryContent(first);
      assertThat(folder.resolve("notes.txt")).hasContent("mine");
      Path file = folder.resolve("notes.txt");
      assertThatThrownBy(() -> model.exportOnnx(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("notes.txt");
    }
  }

  @Test
  void closedModelsAreNotExported() {
    InfoGan model = SmallModel.trained(SmallModel.builder().build());
    model.close();
    assertThatThrownBy(() -> model.exportOnnx(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("found it closed");
  }

  /** The library writes ONNX and does not read it: its own reader stops at the first bytes. */
  @Test
  void onnxFilesAreNoModels() throws IOException {
    try (InfoGan model = SmallModel.trained(SmallModel.builder().build())) {
      model.exportOnnx(folder);
    }
    Path file = folder.resolve(OnnxExport.GENERATOR);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      assertThatThrownBy(() -> InfoGan.load(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(OnnxExport.GENERATOR);
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      for (int i = 0; i < damaged.length / 100; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
    }
  }
}
