package org.infogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.infogan.Tiny;
import org.infogan.backend.TestArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.config.Stabilizers;
import org.infogan.config.UpdatePartition;
import org.infogan.data.ImageDataset;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentSampler;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Mode;
import org.infogan.nn.Sequential;
import org.infogan.nn.WithRespectTo;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.ImageBatches;
import org.infogan.train.batches.LatentBatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Optional terms of D's update: a new one joins by a list, and each learns where it may. */
class DiscriminatorTermTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  /** With β₁ = 0 Adam's first moment is the gradient that the update was made from. */
  private static final Adam MEMORYLESS = new Adam(1e-3, 0, 0.9, 1e-8);

  /**
   * Σ over the batch of r(x)/B, r being a linear network of the term's own on the trunk's features;
   * its weights and the trunk learn from it.
   */
  private static final class MeanReadout implements DiscriminatorTerm {
    private final Sequential readout;
    private final TrainableNetwork trainable;
    private final double factor;

    MeanReadout(InfoGanConfig config, TrainableNetworks networks, double factor) {
      this.factor = factor;
      DataType type = networks.trunk().network().dataType();
      readout =
          new Sequential(networks.trunk().network().outputShape(), List.of(new Dense(1)), type);
      readout.initialize(0.5, new SplittableRandom(3));
      trainable = new TrainableNetwork("readout", readout, config.batch());
    }

    @Override
    public List<String> names() {
      return List.of("readout");
    }

    @Override
    public List<TrainableNetwork> learners() {
      return List.of(trainable);
    }

    @Override
    public double[] addGradient(StepContext step, RealPass real) {
      INDArray values = trainable.pass().forward(real.features(), Mode.TRAINING, step.random());
      double mean = values.meanNumber().doubleValue();
      INDArray dvalues = Nd4j.valueArrayOf(values.shape(), factor / values.length());
      dvalues = dvalues.castTo(values.dataType());
      real.dfeatures().addi(trainable.pass().backward(dvalues, WithRespectTo.BOTH));
      return new double[] {factor * mean};
    }

    @Override
    public void close() {
      trainable.close();
      readout.close();
    }
  }

  private static DiscriminatorTerm.Factory readout(double factor) {
    return (config, networks) -> Optional.of(new MeanReadout(config, networks, factor));
  }

  private static InfoGanConfig.Builder builder() {
    return Tiny.builder().discriminatorAdam(MEMORYLESS).generatorAdam(MEMORYLESS);
  }

  private static StepMeasurements run(TrainingStep step, InfoGanConfig config, int number) {
    try (ImageBatches images = new ImageBatches(IMAGES, config);
        LatentBatches latents = new LatentBatches(config, LatentSampler.prior(config.latent()))) {
      return step.run(
          number,
          new BatchSource(images::read, draw -> latents.draw(draw, Purpose.LATENTS)),
          RandomStreams.at(1, number, Purpose.DROPOUT));
    }
  }

  private static INDArray gradient(TrainingStep step, String optimizer) {
    return step.optimizers().get(optimizer).firstMoment().flat();
  }

  /** The term is linear in its factor, so twice the factor is twice the change of the gradient. */
  @Test
  void aNewTermsGradientReachesTheParametersAndItsValueTheMetrics() {
    InfoGanConfig config = builder().build();
    INDArray[] ofTrunk = new INDArray[3];
    INDArray[] ofReadout = new INDArray[3];
    double[] values = new double[3];
    for (int factor = 0; factor < 3; factor++) {
      try (InfoGanNetworks networks = InfoGanNetworks.initialize(config);
          TrainingStep step =
              new TrainingStep(config, networks, List.of(readout(factor)), List.of())) {
        assertThat(step.termNames()).containsExactly("readout");
        StepMeasurements measured = run(step, config, 0);
        values[factor] = measured.toMetrics(1, 1, 1, 1).terms().get("readout");
        ofTrunk[factor] = gradient(step, "discriminator/trunk").dup();
        ofReadout[factor] = gradient(step, "discriminator/readout").dup();
        assertThat(step.state().tensors())
            .containsKeys("readout/0.weight", "adam/discriminator/readout/m/0.weight");
      }
    }
    assertThat(values[0]).isZero();
    assertThat(values[1]).isNotZero();
    assertThat(values[2]).isCloseTo(2 * values[1], within(1e-6));
    INDArray once = ofTrunk[1].sub(ofTrunk[0]);
    INDArray twice = ofTrunk[2].sub(ofTrunk[0]);
    assertThat(once.norm2Number().doubleValue()).isGreaterThan(1e-3);
    assertThat(twice.distance2(once.mul(2))).isLessThan(1e-5);
    assertThat(ofReadout[0].norm2Number().doubleValue()).isZero();
    assertThat(ofReadout[1].norm2Number().doubleValue()).isGreaterThan(1e-3);
    assertThat(ofReadout[2].distance2(ofReadout[1].mul(2))).isLessThan(1e-5);
  }

  @Test
  void aTermThatDivergesIsNamed() {
    InfoGanConfig config = builder().build();
    try (InfoGanNetworks networks = InfoGanNetworks.initialize(config);
        TrainingStep step =
            new TrainingStep(config, networks, List.of(readout(Double.NaN)), List.of())) {
      assertThatThrownBy(() -> run(step, config, 0))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageStartingWith(
              "training diverged in step 1: readout: expected a number within ±1,000,000, found");
    }
  }

  private static InfoGanConfig consistent(UpdatePartition partition, boolean consistent) {
    InfoGanConfig.Builder builder = builder().updatePartition(partition);
    if (consistent) {
      builder
          .consistency(3, new Jitter(0.2, 0.1, 0.1, 1))
          .equivariances(new Stabilizers.Equivariance("c3", Distortion.Factor.SIZE, 0.1, 2));
    }
    return builder.build();
  }

  /** Bit for bit the trunk, head and generator of the run without the term; Q is another. */
  @ParameterizedTest
  @EnumSource(names = {"OBSERVING", "WITH_GENERATOR"})
  void whereTheTrunkDoesNotLearnFromQConsistencyLeavesItAlone(UpdatePartition partition) {
    InfoGanConfig with = consistent(partition, true);
    InfoGanConfig without = consistent(partition, false);
    try (InfoGanNetworks a = InfoGanNetworks.initialize(with);
        InfoGanNetworks b = InfoGanNetworks.initialize(without);
        TrainingStep stepOfA = new TrainingStep(with, a);
        TrainingStep stepOfB = new TrainingStep(without, b)) {
      run(stepOfA, with, 0);
      run(stepOfB, without, 0);
      assertThat(a.trunk().parameters().flat()).isEqualTo(b.trunk().parameters().flat());
      assertThat(a.head().parameters().flat()).isEqualTo(b.head().parameters().flat());
      assertThat(a.q().parameters().flat()).isNotEqualTo(b.q().parameters().flat());
    }
  }

  /** A plain GAN with an observer, whatever Q is asked for: so is figure 1 drawn. */
  @Test
  void anObservedGanIsAPlainGan() {
    InfoGanConfig with = consistent(UpdatePartition.OBSERVING, true);
    InfoGanConfig without = consistent(UpdatePartition.OBSERVING, false);
    try (InfoGanNetworks a = InfoGanNetworks.initialize(with);
        InfoGanNetworks b = InfoGanNetworks.initialize(without);
        TrainingStep stepOfA = new TrainingStep(with, a);
        TrainingStep stepOfB = new TrainingStep(without, b)) {
      for (int step = 0; step < 4; step++) {
        run(stepOfA, with, step);
        run(stepOfB, without, step);
      }
      assertThat(a.trunk().parameters().flat()).isEqualTo(b.trunk().parameters().flat());
      assertThat(a.generator().parameters().flat()).isEqualTo(b.generator().parameters().flat());
    }
  }

  /** An optimiser that learns nothing would be memory and file for nothing. */
  @ParameterizedTest
  @EnumSource(UpdatePartition.class)
  void onlyOptimisersThatLearnAreKept(UpdatePartition partition) {
    for (boolean consistent : new boolean[] {false, true}) {
      InfoGanConfig config = consistent(partition, consistent);
      try (InfoGanNetworks networks = InfoGanNetworks.initialize(config);
          TrainingStep step = new TrainingStep(config, networks)) {
        run(step, config, 0);
        for (Map.Entry<String, AdamOptimizer> entry : step.optimizers().entrySet()) {
          assertThat(entry.getValue().firstMoment().squaredNorm()).as(entry.getKey()).isPositive();
        }
        assertThat(step.optimizers().containsKey("discriminator/q"))
            .isEqualTo(
                consistent
                    || partition == UpdatePartition.SHARED
                    || partition == UpdatePartition.OBSERVING);
      }
    }
  }

  /** R1 is taken where D looks: on noisy images, with masks that the run's seed decides. */
  @Test
  void theGradientPenaltyFollowsNoiseAndSeed() {
    InfoGanConfig config = builder().r1Gamma(1).build();
    InfoGanConfig noisy = builder().r1Gamma(1).instanceNoise(Schedule.constant(0.5)).build();
    assertThat(penalty(config)).isPositive().isEqualTo(penalty(config));
    assertThat(penalty(noisy)).isNotEqualTo(penalty(config));
    assertThat(RandomStreams.at(1, 3, Purpose.GRADIENT_PENALTY).nextLong())
        .isNotEqualTo(RandomStreams.at(2, 3, Purpose.GRADIENT_PENALTY).nextLong());
  }

  /** A D without kinks: half the distance has a quarter of the error. */
  @Test
  void theGradientPenaltysEstimateIsOffByTheSquareOfItsDistance() {
    INDArray exact = gradientOfPenalty(1e-5);
    double far = gradientOfPenalty(4e-3).distance2(exact);
    double near = gradientOfPenalty(2e-3).distance2(exact);
    assertThat(far / near).isCloseTo(4, within(0.2));
    assertThat(near).isLessThan(0.01 * exact.norm2Number().doubleValue());
  }

  private static INDArray gradientOfPenalty(double distance) {
    InfoGanConfig config =
        Tiny.builder()
            .trunk(Reshape.to(64), new Dense(16), new BatchNorm(), new Tanh())
            .r1Gamma(2)
            .build();
    try (InfoGanNetworks networks = InfoGanNetworks.allocate(config, DataType.DOUBLE);
        TrainableNetworks trained = TrainableNetworks.of(networks, config.batch());
        R1Penalty penalty = new R1Penalty(config, trained.trunk(), trained.head(), distance);
        AdamOptimizer adam = trained.trunk().newOptimizer(MEMORYLESS)) {
      ((Sequential) networks.trunk()).initialize(0.3, new SplittableRandom(1));
      ((Sequential) networks.head()).initialize(0.3, new SplittableRandom(2));
      INDArray images = TestArrays.random(3, DataType.DOUBLE, 1, 8, 8, config.batch());
      penalty.addGradient(images, () -> new SplittableRandom(4));
      adam.update(1);
      return adam.firstMoment().flat().dup();
    }
  }

  private static double penalty(InfoGanConfig config) {
    try (InfoGanNetworks networks = InfoGanNetworks.initialize(Tiny.config());
        TrainingStep step = new TrainingStep(config, networks)) {
      return run(step, config, 0).terms.get("r1");
    }
  }
}
