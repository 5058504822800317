package org.infogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.infogan.Checkpoints;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.Saved;
import org.infogan.Tiny;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.UpdatePartition;
import org.infogan.data.ImageDataset;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSampler;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.model.RandomStreams;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.infogan.nn.optim.Adam;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.FixedInputs;
import org.infogan.train.batches.ImageBatches;
import org.infogan.train.batches.LatentBatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs whose numbers go astray: they end at that step, and what was saved before stays good. */
class DivergenceCheckTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @TempDir private Path folder;

  /** 1e6 leaves every loss a finite float; 1e30 does not. */
  @ParameterizedTest
  @ValueSource(doubles = {1e6, 1e12, 1e30})
  void anAbsurdLearningRateEndsWithAdvice(double rate) throws IOException {
    InfoGanConfig config =
        Tiny.builder()
            .discriminatorAdam(Adam.withLearningRate(rate))
            .generatorAdam(Adam.withLearningRate(rate))
            .steps(50)
            .build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      assertThatThrownBy(() -> trainer.fit(IMAGES))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageMatching(
              "training diverged in step [0-9]+: (loss of [DG]|gradient of|L_I of code).*: expected"
                  + " .*, found .*; go back to the last checkpoint or the start, and try smaller"
                  + " learning rates \\(D .*, G .*\\) or a gradientClipNorm");
      trainer.snapshot().close();
      assertThatThrownBy(() -> trainer.saveCheckpoint(folder.resolve("diverged.zip")))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** One number in one tensor, as a faulty memory or an own layer could make it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trunk | NaN | loss of D on real images: expected a number within ±1,000,000, found NaN",
        "head | NaN | loss of D on real images: expected a number within ±1,000,000, found NaN",
        "head | Infinity | loss of D on real images: expected a number within ±1,000,000, found",
        "generator | NaN | loss of D on generated images: expected a number within ±1,000,000",
        "q | NaN | L_I of code c1: expected a number within ±1,000,000, found NaN",
      })
  void aNumberThatIsNoneIsNoticedInItsStepAndTheLastCheckpointStands(
      String network, float value, String message) throws IOException {
    InfoGanConfig config = Tiny.builder().steps(6).build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanTrainer trainer = trainerOf(config, networks)) {
      trainer.addListener(new Checkpoints(folder, 1, 2));
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              if (stats.step() == 3) {
                poison(networks, network, value);
              }
            }
          });
      assertThatThrownBy(() -> trainer.fit(IMAGES))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageStartingWith("training diverged in step 4: " + message);
    }
    byte[] expected;
    try (InfoGanTrainer unbroken = new InfoGanTrainer(config);
        InfoGan model = unbroken.fit(IMAGES)) {
      expected = Saved.bytes(model);
    }
    Path last = Checkpoints.list(folder).get(0);
    assertThat(last.getFileName()).hasToString("checkpoint-3.zip");
    try (InfoGanTrainer resumed = InfoGanTrainer.resume(last);
        InfoGan model = resumed.fit(IMAGES)) {
      assertThat(Saved.bytes(model)).isEqualTo(expected);
    }
  }

  /** Passes on what it is given, but for one NaN in one call of a pass, forward or backward. */
  record Broken(boolean backward, int call) implements Layer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Pass newPass(PassContext context) {
      INDArray y = context.buffer(context.inputShape().withBatch(context.batch()));
      INDArray dx = context.backwardBuffer(context.inputShape().withBatch(context.batch()));
      return new Pass() {
        private int calls;

        @Override
        public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
          return copied(x, y, !backward);
        }

        @Override
        public INDArray backward(INDArray dy, WithRespectTo wanted) {
          return copied(dy, dx, backward);
        }

        private INDArray copied(INDArray from, INDArray to, boolean counts) {
          to.assign(from);
          if (counts && ++calls == call) {
            to.putScalar(0, Float.NaN);
          }
          return to;
        }

        @Override
        public void close() {}
      };
    }
  }

  /** A layer of one's own whose backward run is wrong, or that fails late in a step. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trunk     | true  | 1 | SHARED    | gradient of trunk: expected a finite norm, found NaN",
        "generator | true  | 1 | SHARED    | gradient of generator: expected a finite norm, found",
        "q         | true  | 2 | OBSERVING | gradient of q: expected a finite norm, found NaN",
        "q         | false | 1 | SHARED    | consistency_c1: expected a number within ±1,000",
        "head      | false | 3 | SHARED    | loss of G: expected a number within ±1,000,000, found",
      })
  void aLossOrGradientThatIsNoneIsNamed(
      String network, boolean backward, int call, UpdatePartition partition, String message) {
    InfoGanConfig.Builder builder =
        Tiny.builder().updatePartition(partition).consistency(0.5, new Jitter(0.1, 0, 0, 0));
    InfoGanConfig sound = builder.build();
    Layer broken = new Broken(backward, call);
    switch (network) {
      case "trunk" -> builder.trunk(and(sound.trunk(), broken));
      case "head" -> builder.head(and(sound.head(), broken));
      case "q" -> builder.q(and(sound.q(), broken));
      default -> builder.generator(and(sound.generator(), broken));
    }
    try (InfoGanTrainer trainer = new InfoGanTrainer(builder.build())) {
      assertThatThrownBy(() -> trainer.fit(IMAGES))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageStartingWith("training diverged in step 1: " + message);
      trainer.snapshot().close();
    }
  }

  /** Batch norm divides by the infinite deviation, so that every loss stays finite. */
  @Test
  void aRunningStatisticThatIsNoneIsNamed() {
    InfoGanConfig config = Tiny.config();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanTrainer trainer = trainerOf(config, networks)) {
      trainer.step(IMAGES);
      networks.generator().parameters().get("0.weight").muli(1e25);
      assertThatThrownBy(() -> trainer.step(IMAGES))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageStartingWith(
              "training diverged in step 2: running statistics of generator: expected a finite"
                  + " norm, found");
    }
  }

  private static Layer[] and(List<Layer> layers, Layer last) {
    return Stream.concat(layers.stream(), Stream.of(last)).toArray(Layer[]::new);
  }

  private static void poison(InfoGanNetworks networks, String network, float value) {
    (switch (network) {
          case "trunk" -> networks.trunk();
          case "head" -> networks.head();
          case "q" -> networks.q();
          default -> networks.generator();
        })
        .parameters()
        .flat()
        .putScalar(3, value);
  }

  /** It could only replace a checkpoint that is still good. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void aCheckpointOfNumbersThatAreNoneIsNotWritten(float value) {
    InfoGanConfig config = Tiny.config();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanTrainer trainer = trainerOf(config, networks)) {
      trainer.step(IMAGES);
      poison(networks, "head", value);
      assertThatThrownBy(() -> trainer.saveCheckpoint(folder.resolve("checkpoint.zip")))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageStartingWith("checkpoint: tensor head/0.weight: expected finite numbers");
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** An error of 12 on the floor of σ costs 1.6 million nats, and Q comes back from there. */
  @Test
  void aMeanFarOffOnTheFloorOfSigmaIsRecoveredFrom() {
    InfoGanConfig config =
        Tiny.builder().discriminatorAdam(Adam.withLearningRate(0.02)).steps(300).build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    INDArray bias = networks.q().parameters().get("3.bias");
    bias.putScalar(5, 12);
    bias.putScalar(6, -8);
    List<Double> bounds = new ArrayList<>();
    try (InfoGanTrainer trainer = trainerOf(config, networks)) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              bounds.add(stats.mutualInformation().get(2));
            }
          });
      trainer.fit(IMAGES).close();
      assertThat(bounds.get(0)).isLessThan(-1e6);
      assertThat(bounds.get(299)).isGreaterThan(-1e4);
      assertThat(bias.getFloat(6)).isGreaterThan(-8);
    }
  }

  @Test
  void theBoundOfAFixedSigmaMayNotLeaveAMillion() {
    DivergenceCheck check = new DivergenceCheck(Tiny.config(), 0);
    List<LatentCode> codes = Tiny.config().latent().codes();
    check.requireBound(codes.get(2), -2e10);
    for (LatentCode code : List.of(codes.get(0), codes.get(1), codes.get(3))) {
      check.requireBound(code, -1e6);
      assertThatThrownBy(() -> check.requireBound(code, -2e6))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining(
              "L_I of code " + code.name() + ": expected a number within ±1,000,000, found");
    }
    assertThatThrownBy(() -> check.requireBound(codes.get(2), -3e10))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("L_I of code c3: expected a number within ±22,026,465,795, found");
  }

  /** The gradients that a broken step had added up would else be part of the next step's. */
  @Test
  void aStepThatBrokeOffLeavesNoGradientBehind() {
    InfoGanConfig config = Tiny.builder().r1Gamma(1).build();
    try (InfoGanNetworks networks = InfoGanNetworks.initialize(config);
        InfoGanNetworks same = networks.copy();
        TrainingStep broken = new TrainingStep(config, networks);
        TrainingStep whole = new TrainingStep(config, same);
        ImageBatches real = new ImageBatches(IMAGES, config);
        LatentBatches latents = new LatentBatches(config, LatentSampler.prior(config.latent()))) {
      BatchSource inputs =
          FixedInputs.of(real.read(0).images(), latents.draw(0, RandomStreams.Purpose.LATENTS));
      float saved = networks.q().parameters().flat().getFloat(3);
      networks.q().parameters().flat().putScalar(3, Float.NaN);
      assertThatThrownBy(
              () -> broken.run(0, inputs, RandomStreams.at(1, 0, RandomStreams.Purpose.DROPOUT)))
          .isInstanceOf(ArithmeticException.class);
      networks.q().parameters().flat().putScalar(3, saved);
      networks.q().statistics().assign(same.q().statistics());
      for (TrainingStep step : List.of(broken, whole)) {
        step.run(0, inputs, RandomStreams.at(1, 0, RandomStreams.Purpose.DROPOUT));
      }
      assertThat(networks.head().parameters().flat()).isEqualTo(same.head().parameters().flat());
    }
  }

  private static InfoGanTrainer trainerOf(InfoGanConfig config, InfoGanNetworks networks) {
    return new InfoGanTrainer(
        config,
        Generator.of(networks.generator()),
        Discriminator.of(networks.trunk(), networks.head()),
        QHead.of(networks.q()));
  }
}
