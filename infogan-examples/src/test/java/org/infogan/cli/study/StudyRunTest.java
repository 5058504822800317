package org.infogan.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.run.RunProvenance;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.eval.disentanglement.FactorData;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.Test;

/** Data with known factors in a study. */
class StudyRunTest {

  private static final ImageShape TWO_PIXELS = new ImageShape(1, 1, 2);

  /** Three factors, of which the first two are the pixels and the third does not show. */
  private static final FactorData FACTORS =
      new FactorData() {
        @Override
        public int[] factorSizes() {
          return new int[] {4, 5, 6};
        }

        @Override
        public ImageShape shape() {
          return TWO_PIXELS;
        }

        @Override
        public void read(int[] factors, float[] pixels) {
          pixels[0] = factors[0] / 3f;
          pixels[1] = factors[1] / 4f;
        }
      };

  /** Labelled, so that there were something to match categories with. */
  private static final ImageDataset IMAGES =
      new ImageDataset() {
        @Override
        public int size() {
          return 60;
        }

        @Override
        public ImageShape shape() {
          return TWO_PIXELS;
        }

        @Override
        public int label(int index) {
          return index % 4;
        }

        @Override
        public void read(int index, float[] pixels) {
          FACTORS.read(new int[] {index % 4, index % 5}, pixels);
        }
      };

  private static final RunProvenance PROVENANCE =
      new RunProvenance("pixels", "c", 1, 1, null, null, 60, "d", "1.0", "this machine");

  private static final DataSource DATA =
      new DataSource("pixels", IMAGES, Optional.of(IMAGES), Optional.of(FACTORS), List.of());

  /**
   * Q gives out the pixels, so it tells two of three factors perfectly and nothing of the third:
   * two thirds of the votes are right, and the gaps are 1, 1 and 0.
   */
  @Test
  void aReaderOfTwoFactorsOfThreeScoresTwoThirds() {
    InfoGanConfig config = config(LatentCode.uniform("c1", 0, 1), LatentCode.uniform("c2", 0, 1));
    StudyRun run = measured(config);
    // Deviation of a share of 5 000 votes: 0.0067.
    assertThat(run.factorVae()).isCloseTo(2 / 3.0, within(0.03));
    // Codes of independent factors share a little information by the chance of 10 000 draws.
    assertThat(run.mig()).isCloseTo(2 / 3.0, within(2e-3));
    assertThat(run.gaps()).hasSize(3);
    assertThat(run.gaps().get(2)).isCloseTo(0, within(2e-3));
    assertThat(run.summary()).startsWith("seed 1: FactorVAE 0.6").contains(", MIG 0.66");
    StudyTable table = new StudyTable(config, List.of(run));
    assertThat(table.csv())
        .startsWith("seed,steps,FactorVAE,MIG,L_I(c1),L_I(c2),minutes,configuration,");
    assertThat(table.markdown()).contains("| **mean** | 0.6");
  }

  /** Slant and stroke width mean nothing here, nor does the agreement with labels. */
  @Test
  void aSingleCodeHasNoGapAndFactorsAreNoDigits() {
    InfoGanConfig config = config(LatentCode.categorical("c1", 2));
    StudyRun run = measured(config);
    assertThat(run.mig()).isNull();
    assertThat(run.gaps()).isNull();
    assertThat(run.accuracy()).isNull();
    assertThat(run.slant()).isNull();
    assertThat(run.summary()).contains("FactorVAE").doesNotContain("MIG", "many-to-one");
    assertThat(new StudyTable(config, List.of(run)).csv())
        .startsWith("seed,steps,FactorVAE,L_I(c1),minutes,configuration,");
  }

  private static StudyRun measured(InfoGanConfig config) {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(IMAGES)) {
      return StudyRun.of(model, PROVENANCE, DATA, null, 1);
    }
  }

  private static InfoGanConfig config(LatentCode... codes) {
    return InfoGanConfig.builder()
        .image(1, 1, 2)
        .latent(Noise.uniform(2), codes)
        .generator(new Dense(2), Reshape.to(1, 1, 2), new Sigmoid())
        .trunk(Reshape.to(2))
        .head(new Dense(1))
        .q(Reshape.to(2))
        .batch(16)
        .steps(1)
        .build();
  }
}
