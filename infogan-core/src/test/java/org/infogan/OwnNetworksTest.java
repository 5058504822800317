package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.ValueRange;
import org.infogan.data.ImageDataset;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.nn.Layer;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.Tanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks that the user brings: the configuration, the files and the messages say so. */
class OwnNetworksTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  private static final InfoGanConfig OWN = Tiny.builder().ownNetworks().build();

  @TempDir private Path folder;

  /** A trainer whose generator ends in the given layers; the rest is {@link Tiny}'s. */
  private static InfoGanTrainer trainer(InfoGanConfig config, Layer... end) {
    return new InfoGanTrainer(config, generator(end), discriminator(), q());
  }

  private static Generator generator(Layer... end) {
    Shape latent = Shape.of(Tiny.LATENT_WIDTH);
    List<Layer> layers = new ArrayList<>(List.of(new Dense(64), Reshape.to(1, 8, 8)));
    layers.addAll(List.of(end));
    return Generator.of(new Sequential(latent, layers));
  }

  private static Discriminator discriminator() {
    Sequential trunk = new Sequential(Shape.of(1, 8, 8), Tiny.config().trunk());
    return Discriminator.of(trunk, new Sequential(trunk.outputShape(), Tiny.config().head()));
  }

  private static QHead q() {
    return QHead.of(new Sequential(Shape.of(16), Tiny.config().q()));
  }

  @Test
  void theConfigurationHasNoLayersAndComesBackFromJson() {
    assertThat(OWN.hasOwnNetworks()).isTrue();
    assertThat(OWN.generator()).isEmpty();
    assertThat(OWN.toJson()).contains("\"networks\" : \"own\"").doesNotContain("trunk", "dense");
    assertThat(InfoGanConfig.fromJson(OWN.toJson())).isEqualTo(OWN);
    assertThat(OWN.toBuilder().build()).isEqualTo(OWN);
    assertThat(OWN).isNotEqualTo(Tiny.config());
    assertThat(InfoGanConfig.fromJson("{\"preset\": \"lab6\", \"networks\": \"own\"}"))
        .isEqualTo(InfoGanConfig.lab6().toBuilder().ownNetworks().build());
  }

  @Test
  void jsonWithLayersAndOwnNetworksIsRefused() {
    assertThatThrownBy(
            () ->
                InfoGanConfig.fromJson(
                    "{\"preset\": \"lab6\", \"networks\": \"own\", \"head\": []}"))
        .hasMessage("config: head: expected no layers, since networks is \"own\", found some");
    assertThatThrownBy(() -> InfoGanConfig.fromJson("{\"preset\": \"lab6\", \"networks\": 3}"))
        .hasMessage("config: networks: expected \"own\", found 3");
  }

  /** The same layers give the same weights, whoever puts them together. */
  @Test
  void weightsAreDrawnAsConfigured() throws IOException {
    InfoGanNetworks built = InfoGanNetworks.allocate(Tiny.config(), DataType.FLOAT);
    try (InfoGanTrainer own =
            new InfoGanTrainer(
                Tiny.config(),
                Generator.of(built.generator()),
                Discriminator.of(built.trunk(), built.head()),
                QHead.of(built.q()));
        InfoGanTrainer configured = new InfoGanTrainer(Tiny.config());
        InfoGan a = own.fit(IMAGES);
        InfoGan b = configured.fit(IMAGES)) {
      assertThat(own.config()).isEqualTo(Tiny.config());
      assertThat(Saved.bytes(a)).isEqualTo(Saved.bytes(b));
    }
  }

  @Test
  @SuppressWarnings("try") // made and closed is all that is asked of the trainer
  void weightsThatAreThereAreKept() {
    InfoGanNetworks built = InfoGanNetworks.initialize(Tiny.builder().seed(9).build());
    INDArray before = built.generator().parameters().flat().dup();
    try (InfoGanTrainer trainer =
        new InfoGanTrainer(
            Tiny.config(),
            Generator.of(built.generator()),
            Discriminator.of(built.trunk(), built.head()),
            QHead.of(built.q()))) {
      assertThat(built.generator().parameters().flat()).isEqualTo(before);
    }
  }

  @Test
  void theModelSaysThatItsNetworksAreOwn() throws IOException {
    Path model = folder.resolve("model.zip");
    Path checkpoint = folder.resolve("checkpoint.zip");
    // The layers of the configuration are not those of the generator.
    try (InfoGanTrainer trainer = trainer(Tiny.config(), new Sigmoid());
        InfoGan trained = trainer.fit(IMAGES)) {
      assertThat(trainer.config()).isEqualTo(OWN);
      trained.save(model);
      trainer.saveCheckpoint(checkpoint);
      try (InfoGan loaded = InfoGan.load(model, generator(new Sigmoid()), discriminator(), q())) {
        assertThat(loaded.config()).isEqualTo(OWN);
        assertThat(loaded.sample(3, 1)).isEqualTo(trained.sample(3, 1));
      }
    }
    assertThatThrownBy(() -> InfoGan.load(model).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            model + ": expected networks that the configuration describes, found the user's own");
    assertThatThrownBy(() -> InfoGanTrainer.resume(checkpoint).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            checkpoint
                + ": expected networks that the configuration describes, found the user's own");
  }

  @Test
  void aConfigurationForOwnNetworksAloneMakesNoTrainer() {
    assertThatThrownBy(() -> new InfoGanTrainer(OWN).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("networks: expected layers, found the user's own networks");
  }

  @Test
  void aGeneratorThatLeavesTheRangeIsRefusedInTheFirstStep() {
    try (InfoGanTrainer trainer = trainer(OWN)) {
      assertThatThrownBy(() -> trainer.step(IMAGES))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "generator: expected values in [0, 1], since valueRange is UNIT, found values from -")
          .hasMessageEndingWith("; end the generator in a sigmoid (UNIT) or tanh (SYMMETRIC)");
    }
    InfoGanConfig symmetric = OWN.toBuilder().valueRange(ValueRange.SYMMETRIC).build();
    try (InfoGanTrainer trainer = trainer(symmetric, new Tanh())) {
      assertThat(trainer.step(IMAGES).step()).isEqualTo(1);
    }
  }

  @Test
  void networksCountTheirParameters() {
    Generator generator = generator(new Sigmoid());
    Discriminator discriminator = discriminator();
    QHead q = q();
    assertThat(generator.parameterCount()).isEqualTo(10 * 64 + 64);
    assertThat(q.parameterCount()).isEqualTo(16 * 8 + 8 + 2 * 8 + 8 * 8 + 8);
    assertThat(discriminator.parameterCount())
        .isEqualTo(4 * 16 + 4 + 8 * 4 * 16 + 8 + 2 * 8 + 32 * 16 + 16 + 2 * 16 + 16 + 1);
  }
}
