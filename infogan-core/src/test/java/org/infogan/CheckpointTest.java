package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.config.UpdatePartition;
import org.infogan.data.ImageDataset;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentSampler;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.GaussianNoise;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.SpectralNorm;
import org.infogan.nn.optim.Adam;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** A run that is stopped and resumed, against the run that never stopped: the same bits. */
class CheckpointTest {

  /** Two batches of 8 an epoch, so that runs stop within and between epochs. */
  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  private static final int STEPS = 7;

  @TempDir private Path folder;

  static Stream<Arguments> configurations() {
    return Stream.of(
        of("paper", Tiny.builder()),
        of("Q with G", Tiny.builder().updatePartition(UpdatePartition.WITH_GENERATOR)),
        of(
            "third optimiser",
            Tiny.builder()
                .updatePartition(UpdatePartition.SEPARATE)
                .informationAdam(Adam.withLearningRate(3e-3))),
        of("observer", Tiny.builder().updatePartition(UpdatePartition.OBSERVING)),
        of("dropout and noise layers", withRandomLayers()),
        of("spectral norm", spectrallyNormalized().r1Gamma(1)),
        of("average of G", Tiny.builder().generatorEmaDecay(0.9)),
        of("schedules", scheduled()),
        of("R1, clipping, consistency", penalized()),
        of(
            "pairs",
            Tiny.builder().contrastiveWeight(new Schedule(0, 2, 2, 2)).updatesPerStep(1, 2)),
        of("several updates", Tiny.builder().updatesPerStep(3, 2)),
        of(
            "all at once",
            penalized()
                .updatePartition(UpdatePartition.SEPARATE)
                .generatorEmaDecay(0.9)
                .updatesPerStep(2, 2)));
  }

  private static Arguments of(String name, InfoGanConfig.Builder builder) {
    return Arguments.of(name, builder.steps(STEPS).build());
  }

  private static InfoGanConfig.Builder scheduled() {
    return Tiny.builder()
        .lambdaSchedule(Schedule.linear(0, 1, STEPS))
        .learningRateSchedule(Schedule.linear(1, 0, STEPS))
        .instanceNoise(Schedule.linear(0.2, 0, STEPS));
  }

  private static InfoGanConfig.Builder penalized() {
    return scheduled()
        .consistency(0.5, new Jitter(0.1, 0.1, 0.1, 1))
        .r1Gamma(1)
        .gradientClipNorm(0.5);
  }

  private static InfoGanConfig.Builder spectrallyNormalized() {
    return Tiny.builder()
        .trunk(
            new SpectralNorm(new Conv2d(4, 4, 2, Padding.of(1))),
            new LeakyRelu(0.1),
            Reshape.to(64),
            new SpectralNorm(new Dense(16)),
            new LeakyRelu(0.1))
        .head(new SpectralNorm(new Dense(1)));
  }

  private static InfoGanConfig.Builder withRandomLayers() {
    return Tiny.builder()
        .trunk(
            Reshape.to(64),
            new GaussianNoise(0.1),
            new Dense(16),
            new BatchNorm(),
            new LeakyRelu(0.1),
            Dropout.of(0.3),
            new Dense(16));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("configurations")
  void aResumedRunHasTheBitsOfTheUnbrokenOne(String name, InfoGanConfig config) throws IOException {
    List<StepMetrics> unbroken = new ArrayList<>();
    byte[] model;
    byte[] end = null;
    try (InfoGanTrainer trainer = new InfoGanTrainer(config).addListener(Recorded.in(unbroken));
        InfoGan trained = trainer.fit(IMAGES)) {
      model = Saved.bytes(trained);
      end = checkpoint(trainer);
    }
    for (int stop : new int[] {0, 1, 4, STEPS}) {
      List<StepMetrics> broken = new ArrayList<>();
      Path file = folder.resolve("checkpoint.zip");
      try (InfoGanTrainer trainer = new InfoGanTrainer(config).addListener(Recorded.in(broken))) {
        for (int step = 0; step < stop; step++) {
          trainer.step(IMAGES);
        }
        trainer.saveCheckpoint(file);
      }
      try (InfoGanTrainer resumed = InfoGanTrainer.resume(file)) {
        assertThat(resumed.config()).isEqualTo(config);
        assertThat(resumed.stepsDone()).isEqualTo(stop);
        assertThat(checkpoint(resumed)).as("saved again").isEqualTo(Files.readAllBytes(file));
        resumed.addListener(Recorded.in(broken));
        try (InfoGan trained = resumed.fit(IMAGES)) {
          assertThat(Recorded.withoutSpeed(broken))
              .as("stopped after " + stop)
              .isEqualTo(Recorded.withoutSpeed(unbroken));
          assertThat(Saved.bytes(trained)).as("stopped after " + stop).isEqualTo(model);
          assertThat(checkpoint(resumed)).isEqualTo(end);
        }
      }
    }
  }

  /** Whether it had ended or not, and whatever its schedules do after its first end. */
  @ParameterizedTest
  @ValueSource(ints = {2, STEPS})
  void anExtendedRunHasTheBitsOfOneThatWasBegunAsLong(int stop) throws IOException {
    InfoGanConfig config = scheduled().steps(STEPS).build();
    Path file = folder.resolve("checkpoint.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      for (int step = 0; step < stop; step++) {
        trainer.step(IMAGES);
      }
      trainer.saveCheckpoint(file);
    }
    InfoGanConfig longer = config.toBuilder().steps(STEPS + 3).build();
    try (InfoGanTrainer extended = InfoGanTrainer.resume(file).endAt(STEPS + 3);
        InfoGan model = extended.fit(IMAGES);
        InfoGanTrainer whole = new InfoGanTrainer(longer);
        InfoGan expected = whole.fit(IMAGES)) {
      assertThat(extended.config()).isEqualTo(longer);
      assertThat(extended.stepsDone()).isEqualTo(STEPS + 3);
      assertThat(Saved.bytes(model)).isEqualTo(Saved.bytes(expected));
      assertThat(checkpoint(extended)).isEqualTo(checkpoint(whole));
      assertThatThrownBy(() -> extended.endAt(STEPS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("steps: expected at least the 10 that were made, found 7");
    }
  }

  /** At the step that it has reached, or a later one. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aRunThatEndsSoonerHasTheBitsOfOneThatWasBegunAsShort(int end) throws IOException {
    InfoGanConfig config = scheduled().steps(STEPS).build();
    InfoGanConfig shorter = config.toBuilder().steps(end).build();
    try (InfoGanTrainer cut = new InfoGanTrainer(config)) {
      for (int step = 0; step < 3; step++) {
        cut.step(IMAGES);
      }
      try (InfoGan model = cut.endAt(end).fit(IMAGES);
          InfoGanTrainer whole = new InfoGanTrainer(shorter);
          InfoGan expected = whole.fit(IMAGES)) {
        assertThat(cut.stepsDone()).isEqualTo(end);
        assertThat(Saved.bytes(model)).isEqualTo(Saved.bytes(expected));
        assertThat(checkpoint(cut)).isEqualTo(checkpoint(whole));
      }
    }
  }

  private byte[] checkpoint(InfoGanTrainer trainer) throws IOException {
    Path file = folder.resolve("again.zip");
    trainer.saveCheckpoint(file);
    return Files.readAllBytes(file);
  }

  @Test
  void aSecondFitContinuesInAResumedTrainerToo() throws IOException {
    InfoGanConfig config = Tiny.config();
    Path file = folder.resolve("checkpoint.zip");
    byte[] model;
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      trainer.fit(IMAGES).close();
      try (InfoGan trained = trainer.fit(IMAGES)) {
        model = Saved.bytes(trained);
      }
    }
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      trainer.fit(IMAGES).close();
      trainer.step(IMAGES);
      trainer.saveCheckpoint(file);
    }
    try (InfoGanTrainer resumed = InfoGanTrainer.resume(file);
        InfoGan trained = resumed.fit(IMAGES)) {
      assertThat(resumed.stepsDone()).isEqualTo(6);
      assertThat(Saved.bytes(trained)).isEqualTo(model);
    }
  }

  @Test
  void savingDoesNotChangeTheRun() throws IOException {
    List<byte[]> models = new ArrayList<>();
    for (boolean saving : new boolean[] {false, true}) {
      try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
        if (saving) {
          trainer.addListener(new Checkpoints(folder, 1, 2));
        }
        try (InfoGan trained = trainer.fit(IMAGES)) {
          models.add(Saved.bytes(trained));
        }
      }
    }
    assertThat(models.get(1)).isEqualTo(models.get(0));
  }

  /** Own networks, and an own sampler, which a file cannot hold, are given again. */
  @Test
  void ownNetworksAndSamplersResumeToo() throws IOException {
    InfoGanConfig config = Tiny.builder().steps(STEPS).generatorEmaDecay(0.9).build();
    LatentSampler sampler = (count, random) -> config.latent().draw(count, random).set("c1", 2);
    Path file = folder.resolve("checkpoint.zip");
    byte[] model;
    try (InfoGanTrainer trainer = own(config, InfoGanNetworks.initialize(config), sampler)) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              if (stats.step() == 3) {
                save(run, file);
              }
            }
          });
      try (InfoGan trained = trainer.fit(IMAGES)) {
        model = Saved.bytes(trained);
      }
    }
    InfoGanNetworks n = InfoGanNetworks.allocate(config, DataType.FLOAT);
    try (InfoGanTrainer resumed =
            InfoGanTrainer.resume(
                file,
                Generator.of(n.generator()),
                Discriminator.of(n.trunk(), n.head()),
                QHead.of(n.q()),
                sampler);
        InfoGan trained = resumed.fit(IMAGES)) {
      assertThat(Saved.bytes(trained)).isEqualTo(model);
    }
  }

  private static InfoGanTrainer own(
      InfoGanConfig config, InfoGanNetworks n, LatentSampler sampler) {
    return new InfoGanTrainer(
        config,
        Generator.of(n.generator()),
        Discriminator.of(n.trunk(), n.head()),
        QHead.of(n.q()),
        sampler);
  }

  private static void save(RunView run, Path file) {
    try {
      run.saveCheckpoint(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
