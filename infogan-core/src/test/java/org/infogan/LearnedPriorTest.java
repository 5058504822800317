package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.data.ImageDataset;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSampler;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.optim.Adam;
import org.infogan.train.StepMetrics;
import org.infogan.train.batches.ImageBatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A prior that follows what Q says of real images. */
class LearnedPriorTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);
  private static final int CATEGORIES = 4;

  @TempDir private Path folder;

  private static InfoGanConfig.Builder builder() {
    CategoricalCode code = LatentCode.categorical("c1", CATEGORIES);
    return Tiny.builder()
        .initialStandardDeviation(0.5)
        .latent(Tiny.config().latent().with(code.withPrior(CategoricalPrior.LEARNED)));
  }

  /** The prior that a model of the trainer's would have now. */
  private static double[] prior(InfoGanTrainer trainer) {
    try (InfoGan model = trainer.snapshot()) {
      return model.config().latent().firstCategorical().orElseThrow().prior().probabilities();
    }
  }

  /** E[softmax(Q)] of c1 on the first batch, computed apart from the step. */
  private static double[] answers(InfoGanConfig config) {
    double[] mean = new double[CATEGORIES];
    try (InfoGanNetworks networks = InfoGanNetworks.initialize(config);
        ImageBatches batches = new ImageBatches(IMAGES, config);
        Pass trunk = networks.trunk().newPass(config.batch());
        Pass q = networks.q().newPass(config.batch())) {
      SplittableRandom unused = new SplittableRandom(1);
      INDArray features = trunk.forward(batches.read(0).images(), Mode.BATCH_STATISTICS, unused);
      INDArray posterior = q.forward(features, Mode.BATCH_STATISTICS, unused);
      for (int b = 0; b < config.batch(); b++) {
        double sum = 0;
        for (int k = 0; k < CATEGORIES; k++) {
          sum += Math.exp(posterior.getDouble(k, b));
        }
        for (int k = 0; k < CATEGORIES; k++) {
          mean[k] += Math.exp(posterior.getDouble(k, b)) / sum / config.batch();
        }
      }
    }
    return mean;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, 3})
  void movesAHundredthOfTheWayToWhatQSaysOfRealImages(double lambdaFactor) {
    InfoGanConfig config = builder().lambdaSchedule(Schedule.constant(lambdaFactor)).build();
    double[] answers = answers(config);
    assertThat(Math.abs(answers[0] - 0.25))
        .as("how far Q's shares are from equal")
        .isGreaterThan(0.01);
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      StepMetrics metrics = trainer.step(IMAGES);
      double[] prior = prior(trainer);
      double divergence = 0;
      for (int k = 0; k < CATEGORIES; k++) {
        double share = 0.01 * Math.min(1, lambdaFactor);
        assertThat(prior[k]).isCloseTo(0.25 + share * (answers[k] - 0.25), within(1e-7));
        divergence += answers[k] * Math.log(answers[k] / 0.25);
      }
      assertThat(metrics.terms().get("prior_c1")).isCloseTo(divergence, within(1e-6));
    }
  }

  /** Q's answer is set by the bias of its last layer, and nothing is learnt. */
  private static InfoGanTrainer answering(double... logits) {
    InfoGanConfig config =
        builder()
            .discriminatorAdam(Adam.withLearningRate(1e-12))
            .generatorAdam(Adam.withLearningRate(1e-12))
            .build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    networks.q().parameters().get("3.weight").assign(0);
    INDArray bias = networks.q().parameters().get("3.bias");
    for (int k = 0; k < logits.length; k++) {
      bias.putScalar(k, logits[k]);
    }
    return new InfoGanTrainer(config, networks, null);
  }

  @Test
  void noCategoryIsDrawnLessThanATenthAsOftenAsIfAllWereEqual() {
    try (InfoGanTrainer trainer = answering(60)) {
      for (int step = 0; step < 100; step++) {
        trainer.step(IMAGES);
      }
      double[] after100 = {0.725477, 0.091508, 0.091508, 0.091508}; // 1 − ¾·0.99¹⁰⁰, ¼·0.99¹⁰⁰
      assertThat(prior(trainer)).containsExactly(after100, within(1e-5));
      for (int step = 0; step < 500; step++) {
        trainer.step(IMAGES);
      }
      double[] atTheEnd = {0.925, 0.025, 0.025, 0.025};
      assertThat(prior(trainer)).containsExactly(atTheEnd, within(1e-3));
    }
  }

  /**
   * Where Q says the prior of every image, images tell nothing of the code: H(c) = −E[ln Q(c|x)],
   * if both are those of the prior that the codes are drawn from.
   */
  @Test
  void theBoundHasTheEntropyOfThePriorThatCodesAreDrawnFrom() {
    try (InfoGanTrainer trainer = answering(2)) {
      double[] bounds = new double[800];
      for (int step = 0; step < 1_200; step++) {
        StepMetrics metrics = trainer.step(IMAGES);
        if (step >= 400) {
          bounds[step - 400] = metrics.mutualInformation().get(0);
        }
      }
      double mean = Arrays.stream(bounds).average().orElseThrow();
      double variance =
          Arrays.stream(bounds).map(b -> (b - mean) * (b - mean)).average().orElseThrow();
      assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(variance / bounds.length) + 0.02));
    }
  }

  @Test
  void aResumedRunHasTheBitsOfOneThatNeverStopped() throws IOException {
    Path checkpoint = folder.resolve("checkpoint.zip");
    Path saved = folder.resolve("model.zip");
    try (InfoGanTrainer whole = new InfoGanTrainer(builder().steps(6).build());
        InfoGanTrainer first = new InfoGanTrainer(builder().steps(6).build())) {
      for (int step = 0; step < 3; step++) {
        first.step(IMAGES);
      }
      first.saveCheckpoint(checkpoint);
      try (InfoGanTrainer second = InfoGanTrainer.resume(checkpoint);
          InfoGan model = whole.fit(IMAGES);
          InfoGan resumed = second.fit(IMAGES)) {
        assertThat(second.config()).isEqualTo(whole.config());
        assertThat(second.checksum()).isEqualTo(whole.checksum());
        assertThat(resumed.config()).isEqualTo(model.config()).isNotEqualTo(whole.config());
        model.save(saved);
        try (InfoGan loaded = InfoGan.load(saved)) {
          assertThat(loaded.config()).isEqualTo(model.config());
        }
      }
    }
  }

  @Test
  void aRunOfOnesOwnNetworksIsResumed() throws IOException {
    Path checkpoint = folder.resolve("own.zip");
    try (InfoGanTrainer whole = own(builder().steps(4).build());
        InfoGan model = whole.fit(IMAGES)) {
      try (InfoGanTrainer first = own(builder().steps(4).build())) {
        first.step(IMAGES);
        first.step(IMAGES);
        first.saveCheckpoint(checkpoint);
      }
      InfoGanNetworks fresh = InfoGanNetworks.initialize(builder().seed(9).build());
      try (InfoGanTrainer rest =
              InfoGanTrainer.resume(
                  checkpoint,
                  Generator.of(fresh.generator()),
                  Discriminator.of(fresh.trunk(), fresh.head()),
                  QHead.of(fresh.q()));
          InfoGan resumed = rest.fit(IMAGES)) {
        assertThat(rest.checksum()).isEqualTo(whole.checksum());
        assertThat(resumed.config()).isEqualTo(model.config());
      }
    }
  }

  private static InfoGanTrainer own(InfoGanConfig config) {
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    return new InfoGanTrainer(
        config,
        Generator.of(networks.generator()),
        Discriminator.of(networks.trunk(), networks.head()),
        QHead.of(networks.q()));
  }

  @Test
  void aSamplerOfOnesOwnIsRefused() {
    InfoGanConfig config = builder().build();
    try (InfoGanNetworks networks = InfoGanNetworks.initialize(config)) {
      assertThatThrownBy(
              () ->
                  new InfoGanTrainer(config, networks, LatentSampler.prior(config.latent()))
                      .close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "latent code c1: expected a prior that is UNIFORM or given, since a sampler of your own"
                  + " draws the vectors, found LEARNED");
    }
  }
}
