package org.infogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.Test;

class CodeCorrelationsTest {

  /**
   * Within each of two categories the slant falls as the code rises, while the category with the
   * larger codes leans further: over all images the correlation would be positive. The width
   * follows the code of the first category and not at all that of the second; the blank image of
   * the second counts for nothing.
   */
  @Test
  void whatCategoriesDifferInByNatureIsNoEffectOfTheCode() {
    double[] code = {0, 1, 2, 10, 11, 12, 11};
    StrokeMeasures[] strokes = {
      new StrokeMeasures(2, 3),
      new StrokeMeasures(1, 4),
      new StrokeMeasures(0, 5),
      new StrokeMeasures(22, 7),
      new StrokeMeasures(21, 7),
      new StrokeMeasures(20, 7),
      new StrokeMeasures(Double.NaN, Double.NaN)
    };
    int[] category = {0, 0, 0, 1, 1, 1, 1};
    CodeCorrelations found = CodeCorrelations.of(List.of(code), strokes, category);
    assertThat(found.slant())
        .singleElement()
        .satisfies(r -> assertThat(r).isCloseTo(1, within(1e-12)));
    // Σxy = 2, Σx² = 4, Σy² = 2 over the six.
    assertThat(found.strokeWidth())
        .singleElement()
        .satisfies(r -> assertThat(r).isCloseTo(Math.sqrt(0.5), within(1e-12)));
  }

  @Test
  void measuresTheCodesOfAModelThatAreNotCategorical() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config(1));
        InfoGan model = trainer.snapshot()) {
      CodeCorrelations found = CodeCorrelations.of(model);
      assertThat(found.slant()).hasSize(2);
      assertThat(found.strokeWidth()).hasSize(2);
    }
  }

  @Test
  void refusesColour() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config(3));
        InfoGan model = trainer.snapshot()) {
      assertThatThrownBy(() -> CodeCorrelations.of(model))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("code correlations: expected grey images, found shape [3, 4, 4]");
    }
  }

  private static InfoGanConfig config(int channels) {
    return InfoGanConfig.builder()
        .image(channels, 4, 4)
        .latent(
            Noise.uniform(2),
            LatentCode.categorical("c1", 2),
            LatentCode.uniform("c2", -1, 1),
            LatentCode.bernoulli("c3", 0.5))
        .generator(new Dense(16 * channels), Reshape.to(channels, 4, 4), new Sigmoid())
        .trunk(Reshape.to(16 * channels))
        .head(new Dense(1))
        .q(new Dense(4))
        .batch(4)
        .steps(1)
        .build();
  }
}
