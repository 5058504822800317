package org.infogan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashNumbersTest {

  @Test
  void literalValuesPrintedByPython() {
    assertThat(HashNumbers.uniform("", 0L)).isEqualTo(0.7636945250957473);
    assertThat(HashNumbers.uniform("x", 0L)).isEqualTo(0.20120828434354443);
    assertThat(HashNumbers.uniform("x", 1L)).isEqualTo(0.8085267624840695);
    assertThat(HashNumbers.uniform("generator.3.weight", 6422527L)).isEqualTo(0.8689026349469986);
    assertThat(HashNumbers.uniform("größe", 7L)).isEqualTo(0.3661801887512768);
    assertThat(HashNumbers.uniform("x", 1099511627776L)).isEqualTo(0.0498581468429532);
  }

  @ParameterizedTest
  @ValueSource(strings = {"paper-mnist-step.json", "layers.json"})
  void everyPinnedValueOfTheGoldenFiles(String file) throws IOException {
    JsonNode pinned = golden(file).get("hash");
    assertThat(pinned).hasSizeGreaterThan(5);
    for (JsonNode one : pinned) {
      assertThat(HashNumbers.uniform(one.get("name").asText(), one.get("index").asLong()))
          .as(one.toString())
          .isEqualTo(one.get("value").doubleValue());
    }
  }

  @Test
  void fillTakesTheSameNumbers() {
    double[] filled = HashNumbers.fill("x", 3, 1, 0.5);
    for (int i = 0; i < filled.length; i++) {
      assertThat(filled[i]).isEqualTo(1 + (HashNumbers.uniform("x", i) - 0.5));
    }
  }

  @Test
  void everyParameterOfTheGoldenStepStartsAsPythonsDoes() throws IOException {
    JsonNode step = golden("paper-mnist-step.json");
    JsonNode start = step.at("/states/0/parameters");
    assertThat(step.get("flatOrder")).hasSize(32);
    for (JsonNode parameter : step.get("flatOrder")) {
      String name = parameter.get("name").asText();
      long[] shape = shape(parameter.get("shape"));
      double[] values = HashNumbers.parameter(name, elements(shape));
      Fingerprint.assertMatches(name, shape, values, start.get(name), 1e-12);
    }
  }

  @Test
  void fingerprintsTellTensorsApart() throws IOException {
    JsonNode start = golden("paper-mnist-step.json").at("/states/0/parameters/trunk.0.weight");
    long[] shape = shape(start.get("shape"));
    double[] values = HashNumbers.parameter("trunk.0.weight", elements(shape));

    double[] swapped = values.clone();
    swapped[1] = values[2];
    swapped[2] = values[1];
    assertThatThrownBy(() -> Fingerprint.assertMatches("swapped", shape, swapped, start, 1e-9))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("swapped: largest difference at projection");

    double[] undefined = values.clone();
    undefined[1] = Double.NaN;
    assertThatThrownBy(() -> Fingerprint.assertMatches("undefined", shape, undefined, start, 1e-9))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("found NaN");

    double[] sampled = values.clone();
    sampled[64] += 0.5;
    assertThatThrownBy(() -> Fingerprint.assertMatches("sampled", shape, sampled, start, 1e-9))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("largest difference at element 64");

    assertThatThrownBy(
            () -> Fingerprint.assertMatches("flat", new long[] {1024}, values, start, 1e-9))
        .isInstanceOf(AssertionError.class)
        .hasMessage("flat: expected shape [64,1,4,4], found [1024] with 1024 elements");
  }

  private static JsonNode golden(String file) throws IOException {
    try (InputStream in = HashNumbersTest.class.getResourceAsStream("/golden/" + file)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static long[] shape(JsonNode node) {
    long[] shape = new long[node.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.get(i).asLong();
    }
    return shape;
  }

  private static int elements(long[] shape) {
    long product = 1;
    for (long extent : shape) {
      product *= extent;
    }
    return Math.toIntExact(product);
  }
}
