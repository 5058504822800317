package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.nn.Adam;
import org.infogan.nn.Mode;
import org.infogan.nn.NativeRuntime;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;

/** A training run as its caller sees it: same bits, listeners, snapshots, a second fit. */
class InfoGanTrainerTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  /** The statistics of a run's steps, without the time they took. */
  private static List<StepMetrics> statsOf(InfoGanTrainer trainer) {
    List<StepMetrics> all = new ArrayList<>();
    trainer.addListener(
        new TrainingListener() {
          @Override
          public void onStep(InfoGanTrainer source, StepMetrics s) {
            all.add(
                new StepMetrics(
                    s.step(),
                    s.epoch(),
                    s.discriminatorLoss(),
                    s.generatorLoss(),
                    s.mutualInformation(),
                    s.meanOnReal(),
                    s.meanOnFake(),
                    s.consistency(),
                    s.advantage(),
                    s.diversity(),
                    0));
          }
        });
    return all;
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    try (InfoGanTrainer first = new InfoGanTrainer(Tiny.config());
        InfoGanTrainer second = new InfoGanTrainer(Tiny.config())) {
      List<StepMetrics> firstStats = statsOf(first);
      List<StepMetrics> secondStats = statsOf(second);
      try (InfoGan a = first.fit(IMAGES);
          InfoGan b = second.fit(IMAGES)) {
        assertThat(firstStats).hasSize(3).isEqualTo(secondStats);
        assertThat(Saved.bytes(a)).isEqualTo(Saved.bytes(b));
      }
    }
  }

  @Test
  void anotherSeedGivesOtherWeightsBatchesAndLatents() {
    try (InfoGanTrainer first = new InfoGanTrainer(Tiny.config());
        InfoGanTrainer second = new InfoGanTrainer(Tiny.builder().seed(2).build())) {
      List<StepMetrics> firstStats = statsOf(first);
      List<StepMetrics> secondStats = statsOf(second);
      try (InfoGan a = first.fit(IMAGES);
          InfoGan b = second.fit(IMAGES)) {
        assertThat(firstStats).isNotEqualTo(secondStats);
        var others = Saved.tensors(b);
        Saved.tensors(a)
            .forEach((name, v) -> assertThat(v).as(name).isNotEqualTo(others.get(name)));
      }
    }
  }

  @Test
  void theSameImagesGiveTheSameBitsHoweverTheyAreGiven() {
    NativeRuntime.prepare();
    float[] flat = new float[20 * 64];
    float[] image = new float[64];
    for (int i = 0; i < 20; i++) {
      IMAGES.read(i, image);
      System.arraycopy(image, 0, flat, i * 64, 64);
    }
    List<byte[]> models = new ArrayList<>();
    try (INDArray four = Nd4j.create(flat, new long[] {20, 1, 8, 8}, 'c');
        INDArray three = Nd4j.create(flat, new long[] {20, 8, 8}, 'c');
        INDArray rows = Nd4j.create(flat, new long[] {20, 64}, 'c');
        INDArray labels = Nd4j.zeros(20, 2)) {
      labels.putColumn(0, Nd4j.ones(20));
      models.add(train(trainer -> trainer.fit(IMAGES)));
      models.add(train(trainer -> trainer.fit(four)));
      models.add(train(trainer -> trainer.fit(three)));
      models.add(train(trainer -> trainer.fit(FloatImages.copyOf(four))));
      models.add(train(trainer -> trainer.fit(new ViewIterator(new DataSet(rows, labels), 7))));
      models.add(train(trainer -> trainer.fit(new ViewIterator(new DataSet(four, labels), 20))));
    }
    assertThat(models).allSatisfy(model -> assertThat(model).isEqualTo(models.get(0)));
  }

  private interface Fit {
    InfoGan of(InfoGanTrainer trainer);
  }

  private static byte[] train(Fit fit) {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = fit.of(trainer)) {
      return Saved.bytes(model);
    }
  }

  @Test
  void listenersHearStepsAndEpochsInOrder() {
    List<String> heard = new ArrayList<>();
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.builder().steps(5).build())) {
      trainer.addListener(recorder("a", heard)).addListener(recorder("b", heard));
      trainer.fit(IMAGES).close();
      assertThat(heard)
          .as("20 images, batch 8: two steps an epoch")
          .containsExactly(
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
              "b step 5 epoch 3");
      heard.clear();
      trainer.fit(IMAGES).close();
      assertThat(heard).first().isEqualTo("a step 6 epoch 3");
      assertThat(heard).contains("a end of epoch 5").last().isEqualTo("b end of epoch 5");
    }
  }

  private static TrainingListener recorder(String name, List<String> heard) {
    return new TrainingListener() {
      @Override
      public void onStep(InfoGanTrainer trainer, StepMetrics stats) {
        heard.add(name + " step " + stats.step() + " epoch " + stats.epoch());
      }

      @Override
      public void onEpoch(InfoGanTrainer trainer, int epoch) {
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
            public void onStep(InfoGanTrainer source, StepMetrics stats) {
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
  void aSnapshotIsUntouchedByFurtherTrainingAndOutlivesTheTrainer() {
    AtomicReference<InfoGan> snapshot = new AtomicReference<>();
    AtomicReference<byte[]> then = new AtomicReference<>();
    byte[] last;
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(InfoGanTrainer source, StepMetrics stats) {
              if (stats.step() == 1) {
                snapshot.set(source.snapshot());
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

  @Test
  void takingASnapshotDoesNotChangeTheRun() {
    byte[] plain = train(trainer -> trainer.fit(IMAGES));
    byte[] watched =
        train(
            trainer ->
                trainer
                    .addListener(
                        new TrainingListener() {
                          @Override
                          public void onStep(InfoGanTrainer source, StepMetrics stats) {
                            try (InfoGan model = source.snapshot()) {
                              model.sample(3, 1).close();
                              model.classify(IMAGES);
                            }
                          }
                        })
                    .fit(IMAGES));
    assertThat(watched).isEqualTo(plain);
  }

  @Test
  void fittingTwiceContinues() {
    try (InfoGanTrainer twice = new InfoGanTrainer(Tiny.config());
        InfoGanTrainer once = new InfoGanTrainer(Tiny.builder().steps(6).build())) {
      List<StepMetrics> inTwo = statsOf(twice);
      List<StepMetrics> inOne = statsOf(once);
      twice.fit(IMAGES).close();
      try (InfoGan a = twice.fit(IMAGES);
          InfoGan b = once.fit(IMAGES)) {
        assertThat(inTwo).isEqualTo(inOne);
        assertThat(Saved.tensors(a)).isEqualTo(Saved.tensors(b));
      }
    }
  }

  /** What fit returns is what a snapshot gives then; the networks in training are not touched. */
  @Test
  void aSnapshotIsCalibratedLikeTheResultOfFit() {
    InfoGanNetworks networks = InfoGanNetworks.initialize(Tiny.config());
    try (InfoGanTrainer trainer = trainerOf(networks, LatentSampler.prior(Tiny.config().latent()));
        InfoGan fitted = trainer.fit(IMAGES);
        InfoGanNetworks inTraining = networks.copy();
        InfoGan snapshot = trainer.snapshot()) {
      var calibrated = Saved.tensors(fitted);
      assertThat(Saved.tensors(snapshot)).isEqualTo(calibrated);
      try (InfoGan raw = new InfoGan(Tiny.config(), inTraining)) {
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
    float[] average = firstWeights(networks, 0);
    try (InfoGanTrainer trainer =
        trainerOf(config, networks, LatentSampler.prior(config.latent()))) {
      for (int t = 0; t < 5; t++) {
        trainer.step(IMAGES);
        float[] weights = firstWeights(networks, 0);
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
    try (InfoGanTrainer trainer = trainerOf(networks, LatentSampler.prior(config.latent()));
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

  @Test
  void ownNetworksOfTheSameBuildTrainTheSame() {
    InfoGanConfig config = Tiny.config();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanTrainer trainer = trainerOf(networks, LatentSampler.prior(config.latent()));
        InfoGan model = trainer.fit(IMAGES)) {
      assertThat(Saved.bytes(model)).isEqualTo(train(t -> t.fit(IMAGES)));
    }
  }

  @Test
  void anOwnSamplerDecidesWhatTheGeneratorSees() {
    InfoGanConfig config = Tiny.config();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    List<Integer> counts = new ArrayList<>();
    LatentSampler oneCategory =
        (count, random) -> {
          counts.add(count);
          return config.latent().draw(count, random).set("c1", 2);
        };
    try (InfoGanTrainer trainer = trainerOf(networks, oneCategory)) {
      float[] weightsOfUnseenCategory = firstWeights(networks, 3);
      float[] weightsOfCategory = firstWeights(networks, 3 + 2);
      trainer.fit(IMAGES).close();
      assertThat(counts).startsWith(8, 8, 8).containsOnly(8);
      assertThat(firstWeights(networks, 3)).containsExactly(weightsOfUnseenCategory);
      assertThat(firstWeights(networks, 3 + 2)).isNotEqualTo(weightsOfCategory);
    }
  }

  private static InfoGanTrainer trainerOf(InfoGanNetworks networks, LatentSampler sampler) {
    return trainerOf(Tiny.config(), networks, sampler);
  }

  private static InfoGanTrainer trainerOf(
      InfoGanConfig config, InfoGanNetworks networks, LatentSampler sampler) {
    return new InfoGanTrainer(
        config,
        Generator.of(networks.generator()),
        Discriminator.of(networks.trunk(), networks.head()),
        QHead.of(networks.q()),
        sampler);
  }

  /** The weights of G's first layer for one row of its input: without input, without gradient. */
  private static float[] firstWeights(InfoGanNetworks networks, int row) {
    INDArray weight = ((Sequential) networks.generator()).parameters().get("0.weight");
    return weight.getColumn(row).dup().data().asFloat();
  }

  /** Chance level of L_I is 0 and its ceiling ln 4 = 1.386. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aCategoricalCodeIsLearned(long seed) {
    InfoGanConfig config =
        Tiny.builder()
            .discriminatorAdam(Adam.withLearningRate(2e-3))
            .generatorAdam(Adam.withLearningRate(5e-3))
            .batch(32)
            .steps(250)
            .seed(seed)
            .build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanTrainer trainer =
        trainerOf(config, networks, LatentSampler.prior(config.latent()))) {
      List<StepMetrics> stats = statsOf(trainer);
      trainer.fit(Tiny.quadrants(512, 3)).close();
      assertThat(meanInformation(stats.subList(0, 5))).isLessThan(0.3);
      assertThat(meanInformation(stats.subList(230, 250))).isGreaterThan(1);
      // With the statistics of training, in which generated images, as here, have their share.
      try (InfoGan model = new InfoGan(config, networks.copy())) {
        int found = 0;
        for (int k = 0; k < 4; k++) {
          int category = k;
          int[] classes = model.classify(model.generate(model.latents(100, 1).set("c1", k)));
          found += (int) Arrays.stream(classes).filter(c -> c == category).count();
        }
        assertThat(found).as("of 400, 100 by chance").isGreaterThan(300);
      }
    }
  }

  private static double meanInformation(List<StepMetrics> stats) {
    return stats.stream().mapToDouble(s -> s.mutualInformation().get(0)).average().orElseThrow();
  }
}
