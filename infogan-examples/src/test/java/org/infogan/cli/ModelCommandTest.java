package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.cli.data.DataSource;
import org.infogan.model.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {

  @TempDir private Path temporary;

  @Test
  void showsHowAModelWasTrained() throws IOException {
    Path file = TinyRun.model();
    Provenance provenance;
    try (InfoGan model = InfoGan.load(file)) {
      provenance = model.provenance().orElseThrow();
    }
    List<String> lines = run("model", "show", file).out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "Trained       "
                + provenance.steps()
                + " of "
                + provenance.steps()
                + " steps, seed "
                + provenance.seed()
                + ", "
                + provenance.time().toString().substring(0, 16).replace('T', ' ')
                + " UTC, library "
                + provenance.library());
    assertThat(lines.get(1))
        .isEqualTo(
            "Data          "
                + TinyRun.data().getFileName()
                + ", "
                + provenance.images()
                + " images");
    assertThat(lines.get(2)).isEqualTo("Batch norm    statistics of the images trained on");
    assertThat(lines)
        .as("what presets show says of its configuration")
        .anyMatch(line -> line.startsWith("Generator"))
        .anyMatch(line -> line.startsWith("Optimiser D"));
  }

  @Test
  void showsTheSameInJson() throws IOException {
    Path file = TinyRun.model();
    JsonNode line = new ObjectMapper().readTree(run("model", "show", file, "--json").out());
    try (InfoGan model = InfoGan.load(file)) {
      Provenance provenance = model.provenance().orElseThrow();
      assertThat(line.get("provenance"))
          .isEqualTo(new ObjectMapper().readTree(provenance.toJson()));
      assertThat(line.get("config"))
          .isEqualTo(new ObjectMapper().readTree(model.config().toJson()));
    }
  }

  @Test
  void saysWhereStatisticsAreOfOtherImages() throws IOException {
    Path file = temporary.resolve("other.zip");
    try (InfoGan model = InfoGan.load(TinyRun.model());
        InfoGan other =
            model.calibratedOn(
                DataSource.load(TinyRun.data().toString(), model.config()).train().first(40))) {
      other.save(file);
    }
    assertThat(run("model", "show", file).out())
        .contains("Batch norm    statistics of 40 other images");
  }

  @Test
  void mistakesAreNamed() {
    assertRefused("expected the command show", "model");
    assertRefused("expected one of the commands show, found 'shw'", "model", "shw");
    assertRefused("Missing required parameter", "model", "show");
    assertRefused("expected a model file, found a folder", "model", "show", temporary);
  }

  @Test
  void dataIsNamedWithoutTheFoldersOfThisMachine() {
    assertThat(DataSource.shortName(null)).isEqualTo("MNIST");
    assertThat(DataSource.shortName("rendered:chairs")).isEqualTo("rendered:chairs");
    assertThat(DataSource.shortName("/home/me/pictures/faces/")).isEqualTo("faces");
    assertThat(DataSource.shortName("archive.npz:imgs")).isEqualTo("archive.npz:imgs");
    assertThat(DataSource.shortName("."))
        .isEqualTo(Path.of("").toAbsolutePath().getFileName() + "");
  }
}
