package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.config.Stabilizers;
import org.infogan.data.ImageDataset;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;

/** What listeners of a run are told, and how they stop it. */
class TrainingListenerTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @Test
  void listenersHearStepsAndEpochsInOrder() {
    List<String> heard = new ArrayList<>();
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.builder().steps(5).build())) {
      trainer.addListener(recorder("a", heard)).addListener(recorder("b", heard));
      trainer.fit(IMAGES).close();
      assertThat(heard)
          .as("20 images, batch 8: two steps an epoch")
          .containsExactly(
              "a start after 0",
              "b start after 0",
              "a step 1 epoch 1",
              "b step 1 epoch 1",
              "a step 2 epoch 1",
              "b step 2 epoch 1",
              "a end of epoch 1",
              "b end of epoch 1",
              "a step 3 epoch 2",
              "b step 3 epoch 2",
              "a step 4 epoch 2",
              "b step 4 epoch 2",
              "a end of epoch 2",
              "b end of epoch 2",
              "a step 5 epoch 3",
              "b step 5 epoch 3",
              "a end after 5",
              "b end after 5");
      heard.clear();
      trainer.fit(IMAGES).close();
      assertThat(heard).startsWith("a start after 5", "b start after 5", "a step 6 epoch 3");
      assertThat(heard).endsWith("b end of epoch 5", "a end after 10", "b end after 10");
    }
  }

  private static TrainingListener recorder(String name, List<String> heard) {
    return new TrainingListener() {
      @Override
      public void onStart(RunView run) {
        heard.add(name + " start after " + run.stepsDone());
      }

      @Override
      public void onEnd(RunView run) {
        heard.add(name + " end after " + run.stepsDone());
      }

      @Override
      public void onStep(RunView run, StepMetrics stats) {
        heard.add(name + " step " + stats.step() + " epoch " + stats.epoch());
      }

      @Override
      public void onEpoch(RunView run, int epoch) {
        heard.add(name + " end of epoch " + epoch);
      }
    };
  }

  @Test
  void statsAreWhatTheyAreCalled() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.builder().steps(20).build())) {
      List<StepMetrics> all = new ArrayList<>();
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              all.add(stats);
            }
          });
      trainer.fit(IMAGES).close();
      double[] entropies =
          Tiny.config().latent().codes().stream().mapToDouble(code -> code.entropy()).toArray();
      for (StepMetrics stats : all) {
        assertThat(stats.meanOnReal()).isBetween(0.0, 1.0);
        assertThat(stats.meanOnFake()).isBetween(0.0, 1.0);
        assertThat(stats.discriminatorLoss()).isPositive();
        assertThat(stats.generatorLoss()).isPositive();
        assertThat(stats.imagesPerSecond()).isPositive();
        assertThat(stats.mutualInformation()).hasSize(4);
        for (int i : new int[] {0, 3}) {
          assertThat(stats.mutualInformation().get(i)).as("L_I ≤ H").isLessThan(entropies[i]);
        }
      }
    }
  }

  @Test
  void aListenerCanStopTheRunAndALaterFitMakesTheMissingSteps() {
    List<StepMetrics> unbroken = new ArrayList<>();
    List<StepMetrics> broken = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public void onStep(RunView run, StepMetrics metrics) {
            if (metrics.step() == 2) {
              run.stop();
            }
          }

          @Override
          public void onEnd(RunView run) {
            heard.add("end after " + run.stepsDone());
          }
        };
    InfoGanConfig config = Tiny.builder().steps(5).build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGanTrainer whole = new InfoGanTrainer(config)) {
      trainer.addListener(Recorded.in(broken)).addListener(stopping);
      try (InfoGan model = trainer.fit(IMAGES);
          InfoGan snapshot = trainer.snapshot()) {
        assertThat(trainer.stepsDone()).isEqualTo(2);
        assertThat(Saved.bytes(model)).isEqualTo(Saved.bytes(snapshot));
      }
      whole.addListener(Recorded.in(unbroken));
      try (InfoGan a = trainer.fit(IMAGES);
          InfoGan b = whole.fit(IMAGES)) {
        assertThat(Saved.bytes(a)).isEqualTo(Saved.bytes(b));
      }
      assertThat(Recorded.withoutSpeed(broken)).isEqualTo(Recorded.withoutSpeed(unbroken));
      assertThat(heard).containsExactly("end after 2", "end after 5");
    }
  }

  /** Stopped before its first step, a run gives the model that it began with. */
  @Test
  void aRunCanBeStoppedWhenItStarts() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStart(RunView run) {
              run.stop();
            }
          });
      trainer.fit(IMAGES).close();
      assertThat(trainer.stepsDone()).isZero();
      assertThat(trainer.lastMetrics()).isEmpty();
    }
  }

  /** 20 images are two batches of 8, so five updates of D end two epochs or three. */
  @Test
  void everyEpochThatAStepEndsIsHeard() {
    List<Integer> epochs = new ArrayList<>();
    InfoGanConfig config = Tiny.builder().updatesPerStep(5, 1).steps(2).build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onEpoch(RunView run, int epoch) {
              epochs.add(epoch);
            }
          });
      trainer.fit(IMAGES).close();
    }
    assertThat(epochs).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void optionalTermsAreMeasuredByNameInTheirOrder() {
    InfoGanConfig config =
        Tiny.builder()
            .consistency(0.5, new Jitter(0.1, 0.1, 0.1, 1))
            .equivariances(new Stabilizers.Equivariance("c3", Distortion.Factor.SIZE, 0.1, 1))
            .r1Gamma(2)
            .contrastiveWeight(Schedule.constant(0.3))
            .build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      assertThat(trainer.termNames())
          .containsExactly("consistency_c1", "equivariance_c3", "r1", "contrastive");
      StepMetrics metrics = trainer.step(IMAGES);
      assertThat(metrics.terms().keySet()).containsExactlyElementsOf(trainer.termNames());
      assertThat(metrics.terms().values()).allMatch(value -> value > 0);
      assertThat(trainer.lastMetrics()).containsSame(metrics);
    }
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      assertThat(trainer.termNames()).isEmpty();
      assertThat(trainer.step(IMAGES).terms()).isEmpty();
    }
  }
}
