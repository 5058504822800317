package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.latent.LatentSampler;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.Mode;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.infogan.train.StepMetrics;
import org.infogan.train.batches.ImageBatches;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The models that a trainer gives: copies, averaged and calibrated. */
class SnapshotTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @Test
  void aSnapshotIsUntouchedByFurtherTrainingAndOutlivesTheTrainer() {
    AtomicReference<InfoGan> snapshot = new AtomicReference<>();
    AtomicReference<byte[]> then = new AtomicReference<>();
    byte[] last;
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              if (stats.step() == 1) {
                snapshot.set(run.snapshot());
                then.set(Saved.bytes(snapshot.get()));
              }
            }
          });
      try (InfoGan model = trainer.fit(IMAGES)) {
        last = Saved.bytes(model);
      }
    }
    try (InfoGan model = snapshot.get()) {
      assertThat(Saved.bytes(model)).isEqualTo(then.get()).isNotEqualTo(last);
    }
  }

  /** What fit returns is what a snapshot gives then; the networks in training are not touched. */
  @Test
  void aSnapshotIsCalibratedLikeTheResultOfFit() {
    InfoGanNetworks networks = InfoGanNetworks.initialize(Tiny.config());
    try (InfoGanTrainer trainer = trainerOf(Tiny.config(), networks);
        InfoGan fitted = trainer.fit(IMAGES);
        InfoGanNetworks inTraining = networks.copy();
        InfoGan snapshot = trainer.snapshot()) {
      var calibrated = Saved.tensors(fitted);
      assertThat(Saved.tensors(snapshot)).isEqualTo(calibrated);
      try (InfoGan raw = new InfoGan(Tiny.config(), inTraining, Optional.empty())) {
        Saved.tensors(raw)
            .forEach(
                (name, value) ->
                    assertThat(calibrated.get(name).equals(value))
                        .as(name)
                        .isEqualTo(!name.contains("running_")));
      }
    }
  }

  /** The average is taken here once more, from the weights after each step. */
  @Test
  void modelsHaveTheAverageOfTheGeneratorsParameters() {
    InfoGanConfig config = Tiny.builder().generatorEmaDecay(0.2).build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    float[] average = firstWeights(networks);
    try (InfoGanTrainer trainer = trainerOf(config, networks)) {
      for (int t = 0; t < 5; t++) {
        trainer.step(IMAGES);
        float[] weights = firstWeights(networks);
        double decay = Math.min(0.2, (1.0 + t) / (10 + t));
        for (int i = 0; i < weights.length; i++) {
          average[i] = (float) (decay * average[i] + (1 - decay) * weights[i]);
        }
      }
      try (InfoGan model = trainer.snapshot()) {
        INDArray weight = Saved.tensor(model, "generator/0.weight");
        assertThat(weight.getColumn(0).dup().data().asFloat())
            .containsExactly(average, within(1e-6f));
      }
    }
  }

  /** Each batch's own statistics, taken one by one, and averaged here. */
  @Test
  void calibratedStatisticsAreTheAverageOverTheRealBatches() {
    InfoGanConfig config = Tiny.config();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanTrainer trainer = trainerOf(config, networks);
        InfoGan fitted = trainer.fit(IMAGES);
        ImageBatches batches = new ImageBatches(IMAGES, config)) {
      INDArray average = Nd4j.zeros(8);
      for (int i = 0; i < 2; i++) {
        try (Network copy = networks.trunk().copy();
            Pass pass = copy.newPass(config.batch())) {
          pass.forward(batches.read(i).images(), Mode.calibration(1), new SplittableRandom(0));
          average.addi(copy.statistics().get("3.running_mean").div(2));
        }
      }
      String[] stored = Saved.tensors(fitted).get("trunk/3.running_mean").split("[\\[\\], ]+");
      assertThat(stored).hasSize(9);
      for (int i = 0; i < 8; i++) {
        assertThat(Double.parseDouble(stored[i + 1])).isCloseTo(average.getDouble(i), within(1e-6));
      }
    }
  }

  /** The weights of G's first layer for the first row of its input. */
  private static float[] firstWeights(InfoGanNetworks networks) {
    INDArray weight = networks.generator().parameters().get("0.weight");
    return weight.getColumn(0).dup().data().asFloat();
  }

  private static InfoGanTrainer trainerOf(InfoGanConfig config, InfoGanNetworks networks) {
    return new InfoGanTrainer(config, networks, LatentSampler.prior(config.latent()));
  }
}
