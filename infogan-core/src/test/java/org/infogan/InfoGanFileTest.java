package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.io.TensorArchive;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models on disk: they come back whole, or the user reads why not. */
class InfoGanFileTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @TempDir private static Path folder;

  private static InfoGan model;
  private static Path file;

  @BeforeAll
  static void train() throws IOException {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      model = trainer.fit(IMAGES);
    }
    file = folder.resolve("model.zip");
    model.save(file);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void aLoadedModelDoesAndSavesTheSame() throws IOException {
    try (InfoGan loaded = InfoGan.load(file)) {
      assertThat(loaded.config()).isEqualTo(model.config());
      assertThat(loaded.sample(9, 4)).isEqualTo(model.sample(9, 4));
      assertThat(loaded.classify(IMAGES)).containsExactly(model.classify(IMAGES));
      assertThat(loaded.encode(IMAGES).gaussian("c3").mean())
          .containsExactly(model.encode(IMAGES).gaussian("c3").mean());
      assertThat(loaded.provenance()).isEqualTo(model.provenance());
      Path again = folder.resolve("again.zip");
      loaded.save(again);
      assertThat(again).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aModelLoadsIntoOwnNetworks() throws IOException {
    InfoGanNetworks own = InfoGanNetworks.allocate(Tiny.config(), DataType.FLOAT);
    try (InfoGan loaded =
        InfoGan.load(
            file,
            Generator.of(own.generator()),
            Discriminator.of(own.trunk(), own.head()),
            QHead.of(own.q()))) {
      assertThat(Saved.tensors(loaded)).isEqualTo(Saved.tensors(model));
    }
  }

  /** Halves its input; kept simple, since it is the loading that is tested. */
  private record Halve() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Pass newPass(PassContext context) {
      return new Pass() {
        @Override
        public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
          return x.mul(0.5);
        }

        @Override
        public INDArray backward(INDArray dy, WithRespectTo wanted) {
          return wanted.input() ? dy.mul(0.5) : null;
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void aModelWithOwnLayersLoadsWhenTheirClassesAreNamed() throws IOException {
    InfoGanConfig config =
        Tiny.builder()
            .generator(new Dense(64), new Halve(), Reshape.to(1, 8, 8), new Sigmoid())
            .build();
    Path own = folder.resolve("own.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan trained = trainer.fit(IMAGES)) {
      trained.save(own);
      try (InfoGan loaded = InfoGan.load(own, List.of(Halve.class))) {
        assertThat(loaded.config()).isEqualTo(config);
        assertThat(loaded.sample(3, 1)).isEqualTo(trained.sample(3, 1));
      }
    }
    assertThatThrownBy(() -> InfoGan.load(own).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(own + ": config: generator[1]: ")
        .hasMessageContaining("Halve");
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Path checkpoint = folder.resolve("checkpoint.zip");
    TensorArchive.write(checkpoint, "checkpoint", Map.of("config.json", new byte[2]), Map.of());
    assertRefused(checkpoint, "expected a file of kind model, found checkpoint");
    Path picture = folder.resolve("samples.png");
    Files.write(picture, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 0});
    assertRefused(picture, "");
    Path nothing = folder.resolve("nothing.zip");
    assertThatThrownBy(() -> InfoGan.load(nothing).close())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(nothing.toString());
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] changed = bytes.clone();
    changed[bytes.length / 2] ^= 1;
    assertRefused(Files.write(folder.resolve("changed.zip"), changed), "damaged");
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 100);
    assertRefused(Files.write(folder.resolve("cut.zip"), cut), "");
  }

  @Test
  void aModelWithoutConfigurationIsRefused() throws IOException {
    assertRefused(
        rewrite("none.zip", Map.of("other.json", "{}"), tensors()),
        "expected a document config.json, found [other.json]");
    assertRefused(
        rewrite("damaged.zip", Map.of("config.json", "{\"image\":1}"), tensors()),
        "config: image: ");
  }

  @Test
  void aMissingOrStrangeTensorIsRefused() throws IOException {
    Map<String, INDArray> missing = tensors();
    missing.remove("q/3.bias");
    assertRefused(
        rewrite("missing.zip", config(), missing), "found [q/3.bias] missing and [] in excess");
    Map<String, INDArray> strange = tensors();
    strange.put("q/9.bias", Nd4j.zeros(3));
    assertRefused(
        rewrite("strange.zip", config(), strange), "found [] missing and [q/9.bias] in excess");
  }

  @Test
  void aTensorOfAnotherShapeOrTypeIsRefused() throws IOException {
    Map<String, INDArray> other = tensors();
    other.put("head/0.weight", Nd4j.zeros(DataType.FLOAT, 16, 1));
    assertRefused(
        rewrite("shape.zip", config(), other),
        "tensor head/0.weight: expected shape [1, 16], found [16, 1]");
    other.put("head/0.weight", Nd4j.zeros(DataType.DOUBLE, 1, 16));
    assertRefused(
        rewrite("type.zip", config(), other),
        "tensor head/0.weight: expected FLOAT [1, 16], found DOUBLE [1, 16]");
  }

  /** A configuration that asks for 27 GB, with the tensors of a small model. */
  @Test
  void aConfigurationThatDoesNotMatchItsTensorsIsRefusedBeforeMemoryIsTaken() throws IOException {
    InfoGanConfig huge =
        Tiny.builder()
            .generator(
                new Dense(1 << 24),
                new Relu(),
                new Dense(100),
                new Dense(1 << 24),
                new Dense(100),
                new Dense(1 << 24),
                new Dense(64),
                Reshape.to(1, 8, 8),
                new Sigmoid())
            .build();
    assertRefused(
        rewrite("huge.zip", Map.of("config.json", huge.toJson()), tensors()), "missing and");
  }

  @Test
  void anUnwritablePlaceIsNamed() {
    Path below = file.resolve("model.zip");
    assertThatThrownBy(() -> model.save(below))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private static void assertRefused(Path damaged, String message) {
    assertThatThrownBy(() -> InfoGan.load(damaged).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(damaged.toString())
        .hasMessageContaining(message);
  }

  private static Map<String, String> config() {
    return Map.of("config.json", model.config().toJson());
  }

  /** The model's tensors, to be changed and written back. */
  private static Map<String, INDArray> tensors() throws IOException {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    try (TensorArchive archive = TensorArchive.open(file)) {
      for (Map.Entry<String, long[]> entry : archive.shapes().entrySet()) {
        INDArray tensor = Nd4j.create(DataType.FLOAT, entry.getValue());
        archive.readInto(entry.getKey(), tensor);
        tensors.put(entry.getKey(), tensor);
      }
    }
    return tensors;
  }

  private static Path rewrite(
      String name, Map<String, String> documents, Map<String, INDArray> tensors)
      throws IOException {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    documents.forEach((key, text) -> bytes.put(key, text.getBytes(StandardCharsets.UTF_8)));
    Path target = folder.resolve(name);
    TensorArchive.write(target, "model", bytes, tensors);
    return target;
  }
}
