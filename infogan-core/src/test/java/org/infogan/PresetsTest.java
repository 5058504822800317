package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The set-ups known by name, and the tensors of the paper's network, counted outside. */
class PresetsTest {

  @Test
  void presetsAreKnownByName() {
    assertThat(InfoGanConfig.presets()).contains("mnist", "paper-mnist");
    assertThat(InfoGanConfig.preset("mnist")).isEqualTo(InfoGanConfig.mnist());
    assertThat(InfoGanConfig.preset("paper-mnist")).isEqualTo(InfoGanConfig.paperMnist());
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> InfoGanConfig.preset("cifar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mnist, paper-mnist")
        .hasMessageEndingWith("found \"cifar\"");
    assertThatThrownBy(() -> InfoGanConfig.preset(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("preset: expected one of");
  }

  /** {@code export_paper_mnist_tensors.py} wrote the file from the paper's table alone. */
  @Test
  void paperMnistHasTheTensorsOfThePapersTable() throws IOException {
    List<String> expected;
    try (InputStream in =
        PresetsTest.class.getResourceAsStream("/golden/paper-mnist-tensors.txt")) {
      expected = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    try (Networks networks = Networks.allocate(InfoGanConfig.paperMnist(), DataType.FLOAT)) {
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
}
