package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.infogan.latent.LatentCode;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.optim.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The set-ups known by name, and the tensors of their networks, counted outside. */
class PresetsTest {

  @Test
  void presetsAreKnownByName() {
    assertThat(InfoGanConfig.presets()).contains("mnist", "paper-mnist");
    assertThat(InfoGanConfig.preset("mnist")).isEqualTo(InfoGanConfig.mnist());
    assertThat(InfoGanConfig.preset("paper-mnist")).isEqualTo(InfoGanConfig.paperMnist());
    assertThat(InfoGanConfig.preset("paper-celeba")).isEqualTo(InfoGanConfig.paperCelebA());
    assertThat(InfoGanConfig.preset("tf-tutorial")).isEqualTo(InfoGanConfig.tfTutorial());
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> InfoGanConfig.preset("cifar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mnist, fashion-mnist")
        .hasMessageEndingWith("found \"cifar\"");
    assertThatThrownBy(() -> InfoGanConfig.preset(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("preset: expected one of");
  }

  /** {@code export_preset_tensors.py} built the networks in PyTorch, from the sources alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "paper-mnist",
        "paper-svhn",
        "paper-celeba",
        "paper-faces",
        "paper-chairs",
        "keras-mnist",
        "pytorch-gan",
        "tf-tutorial",
        "lab6"
      })
  void hasTheTensorsOfItsSource(String preset) throws IOException {
    List<String> expected;
    try (InputStream in =
        PresetsTest.class.getResourceAsStream("/golden/" + preset + "-tensors.txt")) {
      expected = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    try (InfoGanNetworks networks =
        InfoGanNetworks.allocate(InfoGanConfig.preset(preset), DataType.FLOAT)) {
      List<String> found =
          networks.tensors().entrySet().stream()
              .map(
                  e ->
                      e.getKey()
                          + " "
                          + Arrays.toString(e.getValue().shape())
                          + " "
                          + e.getValue().length())
              .toList();
      assertThat(found).containsExactlyElementsOf(expected);
    }
  }

  /** Appendix C of the paper: learning rates of D and G, λ. */
  @ParameterizedTest
  @CsvSource({
    "paper-faces, 2e-4, 5e-4, 0.2",
    "paper-faces-elevation, 4e-4, 3e-4, 0.1",
    "paper-faces-lighting, 8e-4, 3e-4, 0.1",
    "paper-faces-width, 8e-4, 3e-4, 0.1"
  })
  void facesDifferInTheSettingsOfEachFactor(String preset, double rateD, double rateG, double l) {
    InfoGanConfig config = InfoGanConfig.preset(preset);
    assertThat(config.discriminatorAdam()).isEqualTo(Adam.withLearningRate(rateD));
    assertThat(config.generatorAdam()).isEqualTo(Adam.withLearningRate(rateG));
    assertThat(config.latent().codes()).hasSize(5).allMatch(code -> code.lambda() == l);
    assertThat(config)
        .usingRecursiveComparison()
        .ignoringFields("discriminatorAdam", "generatorAdam", "latent")
        .isEqualTo(InfoGanConfig.paperFaces());
  }

  @ParameterizedTest
  @CsvSource({"paper-chairs, 10, 1", "paper-chairs-width, 0.05, 2"})
  void chairsDifferInLambda(String preset, double continuous, double discrete) {
    InfoGanConfig config = InfoGanConfig.preset(preset);
    assertThat(config.latent().codes())
        .extracting(LatentCode::lambda)
        .containsExactly(discrete, discrete, discrete, continuous);
    assertThat(config)
        .usingRecursiveComparison()
        .ignoringFields("latent")
        .isEqualTo(InfoGanConfig.paperChairs());
  }

  @Test
  void kerasWeightsBeginAsKerasDrawsThem() {
    try (InfoGanNetworks networks = InfoGanNetworks.initialize(InfoGanConfig.kerasMnist())) {
      double limit = Math.sqrt(6.0 / (73 + 1024));
      assertThat(networks.tensors().get("generator/0.weight").amaxNumber().doubleValue())
          .isBetween(0.99 * limit, limit);
    }
  }
}
