package org.infogan.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.infogan.RunView;
import org.infogan.Tiny;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.DataFormatException;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.Dense;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statistics of a run that goes on: no row twice, none missing, none half. */
class MetricsCsvTest {

  private static final InfoGanConfig CONFIG =
      Tiny.builder()
          .latent(Noise.uniform(3), LatentCode.categorical("c1", 4))
          .q(new Dense(4))
          .build();

  private static final List<String> TERMS = List.of("consistency_c1", "r1");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeFiveRows() throws IOException {
    file = folder.resolve("metrics.csv");
    try (MetricsCsv metrics = opened(0, row -> {})) {
      for (int step = 1; step <= 5; step++) {
        metrics.onStep(run(0), stats(step));
      }
    }
  }

  private static RunView run(int stepsDone) {
    return new TestRun(CONFIG, stepsDone, TERMS, Optional.empty());
  }

  private MetricsCsv opened(int stepsDone, Consumer<StepMetrics> earlier) throws IOException {
    MetricsCsv metrics = new MetricsCsv(file, earlier);
    metrics.open(run(stepsDone));
    return metrics;
  }

  private static StepMetrics stats(int step) {
    return new StepMetrics(
        step,
        1,
        1.5,
        -0.25,
        List.of(0.5),
        0.75,
        0.25,
        Map.of("consistency_c1", 0.0625, "r1", 3.5),
        0.5,
        0.125,
        100.5);
  }

  @Test
  void rowsComeBackAsTheyWereWritten() throws IOException {
    List<StepMetrics> rows = new ArrayList<>();
    opened(5, rows::add).close();
    assertThat(rows).containsExactly(stats(1), stats(2), stats(3), stats(4), stats(5));
  }

  @Test
  void optionalTermsHaveColumnsOfTheirNames() throws IOException {
    assertThat(Files.readAllLines(file))
        .startsWith(
            "step,epoch,d_loss,g_loss,mi_c1,consistency_c1,r1,d_real,d_fake,d_advantage,"
                + "diversity,images_per_second",
            "1,1,1.500000,-0.250000,0.500000,0.062500,3.500000,0.750000,0.250000,0.500000,"
                + "0.125000,100.5");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "3,3", "5,5"})
  void rowsAfterTheCheckpointAreWrittenAgain(int step, int kept) throws IOException {
    String whole = Files.readString(file);
    List<StepMetrics> rows = new ArrayList<>();
    try (MetricsCsv metrics = opened(step, rows::add)) {
      assertThat(rows).hasSize(kept);
      for (int next = step + 1; next <= 5; next++) {
        metrics.onStep(run(0), stats(next));
      }
    }
    assertThat(Files.readString(file)).isEqualTo(whole);
  }

  /** Cut anywhere in the last row, and with zeros as some file systems leave them. */
  @Test
  void aHalfWrittenLastRowIsDropped() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    String text = Files.readString(file);
    int fifth = text.lastIndexOf("\n5,") + 1;
    for (int length = fifth; length < whole.length; length++) {
      byte[] cut = new byte[length + 3];
      System.arraycopy(whole, 0, cut, 0, length);
      Files.write(file, length % 2 == 0 ? cut : Arrays.copyOf(whole, length));
      List<StepMetrics> rows = new ArrayList<>();
      try (MetricsCsv metrics = opened(4, rows::add)) {
        assertThat(rows).hasSize(4);
        metrics.onStep(run(0), stats(5));
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
  }

  @Test
  void aRowThatIsNoneEndsWhatIsKept() throws IOException {
    Files.writeString(file, Files.readString(file).replace("\n3,", "\nthree,"));
    List<StepMetrics> rows = new ArrayList<>();
    opened(5, rows::add).close();
    assertThat(rows).hasSize(2);
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void anAbsentFileIsBegun() throws IOException {
    String header = Files.readAllLines(file).get(0);
    Files.delete(file);
    opened(5, row -> {}).close();
    assertThat(Files.readAllLines(file)).containsExactly(header);
  }

  @Test
  void otherColumnsAreNotOverwritten() throws IOException {
    Files.writeString(file, "step,loss\n1,2\n");
    assertThatThrownBy(() -> opened(5, row -> {}).close())
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(file + ": expected the columns step,epoch,d_loss")
        .hasMessageEndingWith(", found step,loss; rename the file to begin a new one");
    assertThat(file).hasContent("step,loss\n1,2");
  }

  /** For a loop of one's own, in which no run starts and none ends. */
  @Test
  void theFirstStepOpensTheFileToo() throws IOException {
    String whole = Files.readString(file);
    for (int step = 3; step <= 5; step++) {
      try (MetricsCsv metrics = new MetricsCsv(file)) {
        metrics.onStep(run(step), stats(step));
      }
    }
    assertThat(Files.readString(file)).isEqualTo(whole);
    Path below = folder.resolve("new/metrics.csv");
    try (MetricsCsv metrics = new MetricsCsv(below)) {
      metrics.onStep(run(1), stats(1));
      metrics.force();
      assertThat(Files.readAllLines(below)).hasSize(2);
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    MetricsCsv metrics = new MetricsCsv(file.resolve("metrics.csv"));
    assertThatThrownBy(() -> metrics.onStart(run(0)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + "/metrics.csv: cannot be written: ");
  }
}
