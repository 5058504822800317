package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.infogan.InfoGanTrainer;
import org.infogan.Tiny;
import org.infogan.backend.TestArrays;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentSampler;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;
import org.infogan.train.R1Penalty;
import org.infogan.train.TrainableNetwork;
import org.infogan.train.TrainingStep;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.FixedInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Each stabiliser bites: what a step does with it differs from what it does without, as told. */
class StabilizersTest {

  /** With β₁ = 0 Adam's first moment is the gradient that the update was made from. */
  private static final Adam MEMORYLESS = new Adam(1e-3, 0, 0.9, 1e-8);

  private static BatchSource inputs(InfoGanConfig config) {
    INDArray real = TestArrays.random(1, DataType.DOUBLE, 1, 8, 8, config.batch());
    INDArray jittered = TestArrays.random(2, DataType.DOUBLE, 1, 8, 8, config.batch());
    INDArray latents = Nd4j.create(DataType.DOUBLE, config.latent().width(), config.batch());
    float[] vector = new float[config.latent().width()];
    var drawn = config.latent().draw(config.batch(), new SplittableRandom(3));
    for (int b = 0; b < config.batch(); b++) {
      drawn.read(b, vector);
      for (int j = 0; j < vector.length; j++) {
        latents.putScalar(j, b, vector[j]);
      }
    }
    return FixedInputs.of(real, jittered, latents);
  }

  /** The gradients of one first step, by network. */
  private static Map<String, INDArray> gradients(InfoGanConfig config) {
    Map<String, INDArray> gradients = new TreeMap<>();
    try (InfoGanNetworks networks = InfoGanNetworks.allocate(config, DataType.DOUBLE);
        TrainingStep step = new TrainingStep(config, networks)) {
      int seed = 1;
      for (NamedTensors parameters :
          List.of(
              networks.generator().parameters(),
              networks.trunk().parameters(),
              networks.head().parameters(),
              networks.q().parameters())) {
        parameters
            .flat()
            .assign(TestArrays.random(seed++, DataType.DOUBLE, parameters.length()).muli(0.3));
      }
      step.run(0, inputs(config), new SplittableRandom(0));
      for (Map.Entry<String, AdamOptimizer> entry : step.optimizers().entrySet()) {
        gradients.put(entry.getKey(), entry.getValue().firstMoment().flat().dup());
      }
    }
    return gradients;
  }

  private static InfoGanConfig.Builder builder() {
    return Tiny.builder().discriminatorAdam(MEMORYLESS).generatorAdam(MEMORYLESS);
  }

  @Test
  void clippingScalesDAndQTogetherAndGAlone() {
    Map<String, INDArray> free = gradients(builder().build());
    Map<String, INDArray> clipped = gradients(builder().gradientClipNorm(1e-3).build());
    double ofD =
        Math.sqrt(
            List.of("discriminator/trunk", "discriminator/head", "discriminator/q").stream()
                .mapToDouble(name -> Math.pow(norm(clipped, name), 2))
                .sum());
    assertThat(ofD).isCloseTo(1e-3, within(1e-12));
    assertThat(norm(clipped, "generator/generator")).isCloseTo(1e-3, within(1e-12));
    double factor = norm(clipped, "discriminator/trunk") / norm(free, "discriminator/trunk");
    assertThat(
            clipped
                .get("discriminator/q")
                .sub(free.get("discriminator/q").mul(factor))
                .norm2Number()
                .doubleValue())
        .isLessThan(1e-12);
  }

  private static double norm(Map<String, INDArray> gradients, String network) {
    return gradients.get(network).norm2Number().doubleValue();
  }

  /** G alone learns from the pairs, and only where their weight is above 0. */
  @Test
  void theContrastiveRegularizerChangesGsGradientFromItsFirstWeightOn() {
    Map<String, INDArray> plain = gradients(builder().build());
    Map<String, INDArray> paired =
        gradients(builder().contrastiveWeight(Schedule.constant(1)).build());
    Map<String, INDArray> later =
        gradients(builder().contrastiveWeight(new Schedule(0, 1, 1, 1)).build());
    assertThat(paired.get("generator/generator").distance2(plain.get("generator/generator")))
        .isPositive();
    assertThat(paired.get("discriminator/trunk")).isEqualTo(plain.get("discriminator/trunk"));
    assertThat(norm(paired, "contrastive/contrastive")).isPositive();
    assertThat(later.get("generator/generator")).isEqualTo(plain.get("generator/generator"));
    assertThat(norm(later, "contrastive/contrastive")).isZero();
  }

  @Test
  void instanceNoiseConsistencyAndPenaltyChangeTheTrunksGradient() {
    INDArray plain = gradients(builder().build()).get("discriminator/trunk");
    List<InfoGanConfig> others =
        List.of(
            builder().instanceNoise(Schedule.constant(0.1)).build(),
            builder().consistency(1, new Jitter(0.1, 0.1, 0.1, 1)).build(),
            builder()
                .consistency(0, new Jitter(0, 0.1, 0, 0))
                .equivariances(new Stabilizers.Equivariance("c2", Distortion.Factor.SIZE, 0.1, 1))
                .build(),
            builder().r1Gamma(1).build(),
            builder().lambdaSchedule(Schedule.constant(0)).build(),
            builder().realLabel(0.9).build());
    for (InfoGanConfig config : others) {
      INDArray gradient = gradients(config).get("discriminator/trunk");
      assertThat(gradient.distance2(plain)).as(config.stabilizers().toString()).isPositive();
    }
  }

  @Test
  void aFactorOfZeroStopsAllLearning() {
    InfoGanConfig config = Tiny.builder().learningRateSchedule(Schedule.linear(0, 1, 2)).build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanNetworks start = networks.copy();
        InfoGanTrainer trainer =
            new InfoGanTrainer(
                config,
                Generator.of(networks.generator()),
                Discriminator.of(networks.trunk(), networks.head()),
                QHead.of(networks.q()),
                LatentSampler.prior(config.latent()))) {
      trainer.step(Tiny.quadrants(20, 1));
      assertThat(distance(networks, start)).isZero();
      trainer.step(Tiny.quadrants(20, 1));
      assertThat(distance(networks, start)).isPositive();
    }
  }

  private static double distance(InfoGanNetworks a, InfoGanNetworks b) {
    return a.generator().parameters().flat().distance2(b.generator().parameters().flat())
        + a.trunk().parameters().flat().distance2(b.trunk().parameters().flat());
  }

  @Test
  void severalUpdatesPerStepTakeNewImagesAndVectorsEach() {
    InfoGanConfig config = Tiny.builder().updatesPerStep(2, 3).build();
    BatchSource fixed = inputs(config);
    List<Long> real = new ArrayList<>();
    List<Long> latents = new ArrayList<>();
    BatchSource recording =
        new BatchSource(
            update -> {
              real.add(update);
              return fixed.real(update);
            },
            draw -> {
              latents.add(draw);
              return fixed.latents(draw);
            });
    try (InfoGanNetworks networks = InfoGanNetworks.allocate(config, DataType.DOUBLE);
        TrainingStep step = new TrainingStep(config, networks)) {
      step.run(0, recording, new SplittableRandom(0));
      step.run(1, recording, new SplittableRandom(0));
      assertThat(real).containsExactly(0L, 1L, 2L, 3L);
      assertThat(latents).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
      assertThat(step.optimizers().get("discriminator/trunk").updates()).isEqualTo(4);
      assertThat(step.optimizers().get("generator/generator").updates()).isEqualTo(6);
    }
  }

  /** For D(x) = vᵀ·W·x: R = γ/2·‖Wᵀv‖², dR/dv = γ·W·Wᵀ·v, dR/dW = γ·v·(Wᵀv)ᵀ. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void penaltyOfALinearDiscriminatorHasItsClosedForm(DataType type) {
    double gamma = 3;
    InfoGanConfig config = Tiny.builder().r1Gamma(gamma).build();
    try (Sequential trunk =
            new Sequential(Shape.of(1, 8, 8), List.of(Reshape.to(64), new Dense(5)), type);
        Sequential head = new Sequential(Shape.of(5), List.of(new Dense(1)), type);
        TrainableNetwork trainedTrunk = new TrainableNetwork("trunk", trunk, config.batch());
        TrainableNetwork trainedHead = new TrainableNetwork("head", head, config.batch());
        R1Penalty penalty = new R1Penalty(config, trainedTrunk, trainedHead, 1e-2)) {
      INDArray w = trunk.parameters().get("1.weight").assign(TestArrays.random(1, type, 5, 64));
      INDArray v = head.parameters().get("0.weight").assign(TestArrays.random(2, type, 1, 5));
      INDArray images = TestArrays.random(3, type, 1, 8, 8, config.batch());
      double value = penalty.addGradient(images, () -> new SplittableRandom(4));
      INDArray slope = v.mmul(w);
      double tolerance = type == DataType.DOUBLE ? 1e-10 : 1e-4;
      double squares = slope.mul(slope).sumNumber().doubleValue();
      assertThat(value).isCloseTo(gamma / 2 * squares, withinPercentage(100 * tolerance));
      // With β₁ = 0 Adam's first moment is the gradient that it was given.
      try (AdamOptimizer ofTrunk = trainedTrunk.newOptimizer(MEMORYLESS);
          AdamOptimizer ofHead = trainedHead.newOptimizer(MEMORYLESS)) {
        INDArray dv = slope.mmul(w.transpose()).mul(gamma);
        INDArray dw = v.transpose().mmul(slope).mul(gamma);
        ofTrunk.update(1);
        ofHead.update(1);
        assertClose(ofHead.firstMoment().get("0.weight"), dv, tolerance);
        assertClose(ofTrunk.firstMoment().get("1.weight"), dw, tolerance);
      }
    }
  }

  private static void assertClose(INDArray found, INDArray expected, double tolerance) {
    assertThat(found.distance2(expected) / expected.norm2Number().doubleValue())
        .isLessThan(tolerance);
  }
}
