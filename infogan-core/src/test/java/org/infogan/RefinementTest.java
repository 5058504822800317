package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.config.Stabilizers;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.selfsupervised.RefinementProgress;
import org.infogan.selfsupervised.RefinementReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefinementTest {

  private static final Jitter JITTER = new Jitter(0.05, 0.05, 0, 0.3).withCutout(0.3);

  @TempDir Path temporary;

  /** Collects what it is told. */
  private static class Told implements TrainingListener {
    final List<RefinementProgress> rounds = new ArrayList<>();
    RefinementReport report;

    @Override
    public void onRefinement(RunView run, RefinementProgress progress) {
      rounds.add(progress);
    }

    @Override
    public void onRefined(RunView run, RefinementReport done) {
      report = done;
    }
  }

  private static InfoGanConfig config(double rate) {
    Refinement settings = new Refinement(2, 30, 100, 5, 0, 0.9, false, rate, 0.9, JITTER);
    return Tiny.builder().steps(60).consistency(1, JITTER).refinement(settings).build();
  }

  private static List<Double> encode(InfoGan model) {
    List<Double> values = new ArrayList<>();
    for (double[] row : model.encode(Tiny.quadrants(40, 9)).categorical("c1").probabilities()) {
      for (double v : row) {
        values.add(v);
      }
    }
    return values;
  }

  /** Without a look at a label. */
  private static ImageDataset unlabelled(ImageDataset images) {
    return new ImageDataset() {
      @Override
      public int size() {
        return images.size();
      }

      @Override
      public ImageShape shape() {
        return images.shape();
      }

      @Override
      public void read(int index, float[] pixels) {
        images.read(index, pixels);
      }

      @Override
      public int label(int index) {
        throw new AssertionError("label " + index + " was read");
      }
    };
  }

  @Test
  void changesTheModelButNeitherSnapshotsNorCheckpoints() throws IOException {
    ImageDataset images = unlabelled(Tiny.quadrants(150, 1));
    InfoGanConfig config = config(5e-4);
    Told told = new Told();
    Path file = temporary.resolve("checkpoint.zip");
    List<Double> refined;
    try (InfoGanTrainer trainer = new InfoGanTrainer(config).addListener(told);
        InfoGan model = trainer.fit(images);
        InfoGan snapshot = trainer.snapshot()) {
      refined = encode(model);
      assertThat(told.rounds).extracting(RefinementProgress::round).containsExactly(1, 2);
      assertThat(told.report.kept()).as(told.report.toString()).isTrue();
      assertThat(told.report.after().agreement().get(0))
          .isGreaterThan(told.report.before().agreement().get(0) - 0.01);
      assertThat(encode(snapshot)).isNotEqualTo(refined);
      assertThat(snapshot.sample(4, 1)).isEqualTo(model.sample(4, 1));
      trainer.saveCheckpoint(file);
      InfoGanConfig without = config.toBuilder().refinement(Refinement.NONE).build();
      try (InfoGanTrainer plain = new InfoGanTrainer(without);
          InfoGan trained = plain.fit(images)) {
        assertThat(encode(trained)).isEqualTo(encode(snapshot));
      }
    }
    // No step is missing: the same refinement is made anew.
    try (InfoGanTrainer resumed = InfoGanTrainer.resume(file)) {
      try (InfoGan again = resumed.fit(images)) {
        assertThat(encode(again)).isEqualTo(refined);
      }
    }
  }

  /** A rate that destroys what was learnt. */
  @Test
  void whatIsWorseIsDropped() {
    ImageDataset images = Tiny.quadrants(150, 1);
    Told told = new Told();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config(0.9)).addListener(told);
        InfoGan model = trainer.fit(images);
        InfoGan snapshot = trainer.snapshot()) {
      assertThat(told.report.kept()).as(told.report.toString()).isFalse();
      assertThat(told.report.toString()).contains("dropped");
      assertThat(encode(model)).isEqualTo(encode(snapshot));
    }
  }

  /** A game of one step: what Q knows of the light it has learnt from real images afterwards. */
  @Test
  void continuousCodesLearnToFollowWhatTheyWereToFollow() {
    Jitter light = new Jitter(0.05, 0.05, 0, 0.3).withLight(0.4, 0);
    Refinement settings = new Refinement(4, 50, 100, 5, 0, 0.9, false, 5e-3, 0.9, light);
    InfoGanConfig config =
        Tiny.builder()
            .steps(1)
            .consistency(1, light)
            .equivariances(new Stabilizers.Equivariance("c2", Distortion.Factor.BRIGHTNESS, 0.4, 1))
            .refinement(settings)
            .build();
    Told told = new Told();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config).addListener(told);
        InfoGan model = trainer.fit(Tiny.quadrants(150, 1))) {
      assertThat(model.config()).isEqualTo(config);
      assertThat(told.report.before().following().get(0)).isBetween(-0.5, 0.5);
      assertThat(told.report.after().following().get(0)).isGreaterThan(0.7);
    }
  }

  @Test
  void stoppedItLeavesTheTrainedNetworks() {
    Told told =
        new Told() {
          @Override
          public void onRefinement(RunView run, RefinementProgress progress) {
            run.stop();
          }
        };
    try (InfoGanTrainer trainer = new InfoGanTrainer(config(5e-4)).addListener(told);
        InfoGan model = trainer.fit(Tiny.quadrants(150, 1));
        InfoGan snapshot = trainer.snapshot()) {
      assertThat(told.report).isNull();
      assertThat(encode(model)).isEqualTo(encode(snapshot));
    }
  }

  @Test
  void needsACategoricalCodeAndAJitter() {
    assertThatThrownBy(() -> Refinement.of(1, Jitter.NONE))
        .hasMessageContaining("refinement.jitter");
    InfoGanConfig.Builder none =
        InfoGanConfig.builder()
            .image(1, 8, 8)
            .latent(Noise.uniform(3), LatentCode.uniform("c", -1, 1))
            .ownNetworks()
            .refinement(Refinement.of(1, JITTER));
    assertThatThrownBy(none::build)
        .hasMessageContaining("refinement.rounds: expected 0, since there is no categorical code");
  }
}
