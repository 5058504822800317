package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

  /** Grey and colour, two sizes; no data are needed. */
  @ParameterizedTest
  @ValueSource(strings = {"mnist", "paper-svhn"})
  void printsOneLine(String preset) throws IOException {
    TinyRun.Result result =
        TinyRun.run("bench", "--preset", preset, "--batch", 4, "--seconds", 0.1);
    JsonNode line = line(result);
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "preset",
            "batch",
            "threads",
            "ms_per_step",
            "steps",
            "peak_rss_mb",
            "flop_per_step",
            "gemm_gflops");
    assertThat(line.get("preset").asText()).isEqualTo(preset);
    assertThat(line.get("batch").asInt()).isEqualTo(4);
    assertThat(line.get("ms_per_step").asDouble()).isPositive();
    assertThat(line.get("steps").asInt()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample", "encode"})
  void timesAModelToo(String what) throws IOException {
    JsonNode line =
        line(
            TinyRun.run(
                "bench", "--preset", "mnist", "--what", what, "--images", 5, "--seconds", 0.1));
    assertThat(line.get("what").asText()).isEqualTo(what);
    assertThat(line.get("images").asInt()).isEqualTo(5);
    double seconds = line.get("seconds").asDouble();
    assertThat(seconds).isPositive();
    assertThat(line.get("images_per_second").asDouble())
        .isCloseTo(5 / seconds, withinPercentage(5));
    assertThat(line.get("rounds").asInt()).isPositive();
  }

  @Test
  void printsARowOfMemoryEverySoManySteps() throws IOException {
    TinyRun.Result result =
        TinyRun.run("bench", "--preset", "mnist", "--batch", 4, "--seconds", 0.5, "--memory", 2);
    int steps = line(result).get("steps").asInt();
    List<String> rows = result.err().lines().toList();
    assertThat(rows.get(0)).startsWith("repetitions,resident_mb,native_mb,heap_kb_each,");
    assertThat(rows).hasSize(1 + steps / 2);
    for (int i = 1; i < rows.size(); i++) {
      String[] row = rows.get(i).split(",", -1);
      assertThat(row).hasSize(6);
      assertThat(row[0]).isEqualTo(Integer.toString(2 * i));
      assertThat(Double.parseDouble(row[3])).as("heap of a step: " + rows.get(i)).isPositive();
    }
  }

  @Test
  void unknownWorkAndSizesAreRefused() {
    TinyRun.assertRefused(
        "--what: expected step, sample or encode, found nothing", "bench", "--what", "nothing");
    TinyRun.assertRefused(
        "--batch: expected with --what step only, found --what encode",
        "bench",
        "--what",
        "encode",
        "--batch",
        4);
    TinyRun.assertRefused("--images: expected at least 1, found 0", "bench", "--images", 0);
    TinyRun.assertRefused("--memory: expected at least 1, found 0", "bench", "--memory", 0);
  }

  private static JsonNode line(TinyRun.Result result) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(1);
    return new ObjectMapper().readTree(result.out());
  }
}
