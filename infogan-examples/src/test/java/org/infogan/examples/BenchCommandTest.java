package org.infogan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

  /** Grey and colour, two sizes; no data are needed. */
  @ParameterizedTest
  @ValueSource(strings = {"mnist", "paper-svhn"})
  void printsOneLine(String preset) throws IOException {
    TinyRun.Result result =
        TinyRun.run("bench", "--preset", preset, "--batch", 4, "--seconds", 0.1);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(result.out());
    assertThat(line.get("preset").asText()).isEqualTo(preset);
    assertThat(line.get("batch").asInt()).isEqualTo(4);
    assertThat(line.get("ms_per_step").asDouble()).isPositive();
    assertThat(line.get("steps").asInt()).isPositive();
  }
}
