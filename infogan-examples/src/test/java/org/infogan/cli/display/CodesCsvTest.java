package org.infogan.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.run.RunDescription;
import org.infogan.config.InfoGanConfig;
import org.infogan.examples.ShapeImages;
import org.infogan.latent.ContinuousPosterior;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.latent.UniformCode;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of code, as far as the presets do not have it. */
class CodesCsvTest {

  private static final int SIDE = ShapeImages.SIDE;

  private static final InfoGanConfig CONFIG =
      InfoGanConfig.builder()
          .image(1, SIDE, SIDE)
          .latent(
              Noise.gaussian(2),
              new UniformCode("u", -1, 1, 1, ContinuousPosterior.LEARNED),
              LatentCode.gaussian("g", 0, 1),
              LatentCode.bernoulli("b", 0.5))
          .generator(new Dense(SIDE * SIDE), Reshape.to(1, SIDE, SIDE), new Sigmoid())
          .trunk(Reshape.to(SIDE * SIDE), new Dense(4))
          .head(new Dense(1))
          .q(new Dense(4))
          .batch(4)
          .steps(1)
          .build();

  @TempDir private Path temporary;

  @Test
  void sigmaWhereItIsLearnedAndProbabilityOfABinaryCode() throws IOException {
    Path file = temporary.resolve("codes.csv");
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG);
        InfoGan model = trainer.fit(new ShapeImages(4))) {
      List<String> names = List.of("0", "say \"1\"", "2", "3");
      CodesCsv.write(file, CONFIG.latent(), names, model.encode(new ShapeImages(4)));
    }
    assertThat(Files.readAllLines(file))
        .hasSize(5)
        .startsWith("image,u_mean,u_sigma,g_mean,b_probability");
    assertThat(Files.readAllLines(file).get(2)).startsWith("\"say \"\"1\"\"\",");
  }

  @Test
  void aLineTellsEveryKindOfCode() {
    assertThat(RunDescription.latents(CONFIG))
        .isEqualTo("2 noise values, u (-1 to 1), g (Gaussian), b (binary)");
  }
}
