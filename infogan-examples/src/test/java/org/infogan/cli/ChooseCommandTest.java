package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.examples.ShapeImages;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three seeds of a study, trained for a step, and a model for smaller images. */
class ChooseCommandTest {

  @TempDir private static Path study;
  @TempDir private static Path other;

  @BeforeAll
  static void train() throws IOException {
    for (int seed : List.of(9, 10, 11)) {
      train(study.resolve("seed-" + seed), ShapeImages.SIDE, seed);
    }
    Files.createDirectories(study.resolve("seed-12"));
    train(other, 8, 1);
  }

  private static void train(Path folder, int side, int seed) throws IOException {
    int pixels = side * side;
    InfoGanConfig config =
        InfoGanConfig.builder()
            .image(1, side, side)
            .latent(
                Noise.uniform(2), LatentCode.categorical("c1", 2), LatentCode.uniform("c2", -1, 1))
            .generator(new Dense(pixels), Reshape.to(1, side, side), new Sigmoid())
            .trunk(Reshape.to(pixels), new Dense(8), new LeakyRelu(0.1))
            .head(new Dense(1))
            .q(new Dense(3))
            .batch(16)
            .steps(1)
            .seed(seed)
            .build();
    Files.createDirectories(folder);
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(new ShapeImages(64).resizedTo(side, side))) {
      model.save(folder.resolve("model.zip"));
    }
  }

  @Test
  void aStudyIsAllItsSeedsInTheirOrder() throws IOException {
    TinyRun.Result table = run("choose", study);
    assertThat(table.exitCode()).as(table.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(run("choose", study, "--json").out());
    assertThat(json.get("models"))
        .extracting(JsonNode::asText)
        .containsExactly(model(9).toString(), model(10).toString(), model(11).toString());
    double most = -1;
    String best = null;
    List<String> lines = table.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("model  centrality   of 1   of 2   of 3  file");
    for (int i = 0; i < 3; i++) {
      double centrality = json.get("centralities").get(i).asDouble();
      assertThat(lines.get(1 + i))
          .startsWith(String.format("%5d  %10.3f", i + 1, centrality))
          .endsWith("  " + model(9 + i));
      if (centrality > most) {
        most = centrality;
        best = model(9 + i).toString();
      }
    }
    assertThat(lines).last().isEqualTo("Most central: " + best);
    assertThat(json.get("most_central").asText()).isEqualTo(best);
  }

  private static Path model(int seed) {
    return study.resolve("seed-" + seed).resolve("model.zip");
  }

  @Test
  void filesAndFoldersOfRunsMayBeNamedToo() throws IOException {
    TinyRun.Result named =
        run("choose", "--json", model(9), study.resolve("seed-10"), study.resolve("seed-11"));
    assertThat(named.exitCode()).as(named.err()).isZero();
    assertThat(named.out()).isEqualTo(run("choose", study, "--json").out());
    assertThat(run("choose", study, "--json", "--seed", 2).out()).isNotEqualTo(named.out());
  }

  @Test
  void mistakesAreNamed() {
    assertRefused("expected at least 3, since of two neither", "choose", model(9), model(10));
    assertRefused(
        "models: expected each once, found " + model(9) + " twice", "choose", study, model(9));
    assertRefused("found [1, 8, 8] at 2", "choose", model(9), model(10), other);
    assertRefused(
        study.resolve("seed-12") + ": expected a folder of train",
        "choose",
        study.resolve("seed-12"));
    assertRefused("no such file", "choose", study, study.resolve("model.zip"));
    assertRefused("Missing required parameter: 'MODEL|FOLDER'", "choose");
  }
}
