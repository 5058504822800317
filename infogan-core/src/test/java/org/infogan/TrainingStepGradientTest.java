package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.losses.AdversarialLoss;
import org.infogan.losses.MutualInformationLowerBound;
import org.infogan.nn.Adam;
import org.infogan.nn.AdamOptimizer;
import org.infogan.nn.BatchNorm;
import org.infogan.nn.Conv2d;
import org.infogan.nn.ConvTranspose2d;
import org.infogan.nn.Dense;
import org.infogan.nn.DepthToSpace;
import org.infogan.nn.Dropout;
import org.infogan.nn.LeakyRelu;
import org.infogan.nn.Mode;
import org.infogan.nn.Network;
import org.infogan.nn.Padding;
import org.infogan.nn.Pass;
import org.infogan.nn.Relu;
import org.infogan.nn.Reshape;
import org.infogan.nn.Sequential;
import org.infogan.nn.SpaceToDepth;
import org.infogan.nn.Tanh;
import org.infogan.nn.TestArrays;
import org.infogan.nn.Upsample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The gradients that a training step really used, against central differences of the whole
 * objective along random directions, network by network, in DOUBLE: at the start and after steps.
 *
 * <p>With β₁ = 0 Adam's first moment after a step is the step's gradient. D's and Q's belongs to
 * the networks before the step, G's to the old G and the new D and Q. The objective is composed
 * here anew, of forward passes alone.
 */
class TrainingStepGradientTest {

  private static final double EPSILON = 1e-6;
  private static final double TOLERANCE = 1e-5;
  private static final int STEPS = 6;
  private static final int DIRECTIONS = 3;

  static Stream<Arguments> configurations() {
    return Stream.of(
        Arguments.of("paper", Tiny.config()),
        Arguments.of("paper, weighted codes", weighted()),
        Arguments.of("all other layers", otherLayers()));
  }

  private static InfoGanConfig weighted() {
    return Tiny.builder()
        .latent(
            Noise.gaussian(3),
            LatentCode.categorical("c1", 4).withLambda(0.3),
            LatentCode.uniform("c2", -1, 1).withLambda(5),
            LatentCode.gaussian("c3", 0, 1).withLearnedSigma().withLambda(0.1),
            LatentCode.bernoulli("c4", 0.5).withLambda(2))
        .adversarialLoss(AdversarialLoss.MINIMAX)
        .realTarget(0.9)
        .build();
  }

  private static InfoGanConfig otherLayers() {
    return Tiny.builder()
        .valueRange(ValueRange.SYMMETRIC)
        .generator(
            new Dense(8 * 2 * 2),
            new BatchNorm(0.8, 1e-3),
            new Relu(),
            Reshape.to(8, 2, 2),
            new Upsample(2),
            new ConvTranspose2d(4, 3, 1, Padding.SAME),
            new LeakyRelu(0.2),
            new DepthToSpace(2),
            new Conv2d(1, 4, 1, Padding.SAME),
            new Tanh())
        .trunk(
            new Conv2d(4, 3, 2, Padding.SAME),
            new LeakyRelu(0.2),
            new Dropout(0.25, true),
            new SpaceToDepth(2),
            new BatchNorm(),
            Reshape.to(64),
            new Dropout(0.4, false))
        .head(new Dense(6), new Tanh(), new Dense(1))
        .adversarialLoss(AdversarialLoss.LEAST_SQUARES)
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("configurations")
  void everyNetworksGradientIsTheSlopeOfItsObjective(String name, InfoGanConfig base) {
    InfoGanConfig config =
        base.toBuilder()
            .discriminatorAdam(new Adam(1e-2, 0, 0.9, 1e-8))
            .generatorAdam(new Adam(1e-2, 0, 0.9, 1e-8))
            .build();
    try (Networks networks = Networks.allocate(config, DataType.DOUBLE);
        TrainingStep step = new TrainingStep(config, networks)) {
      initialize(networks);
      for (int s = 0; s < STEPS; s++) {
        Batch batch = new Batch(config, s);
        try (Networks before = networks.copy()) {
          step.run(batch.real, batch.latents, new SplittableRandom(s));
          if (s == 0 || s == STEPS - 1) {
            checkAll(name + ", step " + s, config, batch, before, networks, step.optimizers());
          }
        }
      }
    }
  }

  private static void checkAll(
      String where,
      InfoGanConfig config,
      Batch batch,
      Networks before,
      Networks after,
      Map<String, AdamOptimizer> optimizers) {
    Objective discriminators = () -> objectives(config, batch, before)[0];
    Map<String, Network> adversaries = new LinkedHashMap<>();
    adversaries.put("trunk", before.trunk());
    adversaries.put("head", before.head());
    adversaries.put("q", before.q());
    adversaries.forEach(
        (network, old) ->
            check(where + ": " + network, old, optimizers.get(network), discriminators));
    Networks mixed = new Networks(before.generator(), after.trunk(), after.head(), after.q());
    check(
        where + ": generator",
        before.generator(),
        optimizers.get("generator"),
        () -> objectives(config, batch, mixed)[1]);
  }

  private interface Objective {
    double value();
  }

  private static void check(
      String what, Network network, AdamOptimizer optimizer, Objective objective) {
    INDArray theta = network.parameters().flat();
    INDArray gradient = optimizer.firstMoment().flat();
    assertThat(gradient.norm2Number().doubleValue()).as(what + ": norm").isGreaterThan(1e-3);
    for (int d = 0; d < DIRECTIONS; d++) {
      INDArray direction = TestArrays.random(100 + d, DataType.DOUBLE, theta.length());
      double analytic = Nd4j.getBlasWrapper().dot(gradient, direction);
      theta.addi(direction.mul(EPSILON));
      double above = objective.value();
      theta.subi(direction.mul(2 * EPSILON));
      double below = objective.value();
      theta.addi(direction.mul(EPSILON));
      double numeric = (above - below) / (2 * EPSILON);
      double scale =
          Math.max(Math.abs(numeric) + Math.abs(analytic), gradient.norm2Number().doubleValue());
      assertThat(Math.abs(numeric - analytic) / scale)
          .as("%s, direction %d: numeric %s, analytic %s", what, d, numeric, analytic)
          .isLessThan(TOLERANCE);
    }
  }

  /** {what D and Q minimise, what G minimises}, drawing dropout's masks in the step's order. */
  private static double[] objectives(InfoGanConfig config, Batch batch, Networks networks) {
    RandomGenerator random = new SplittableRandom(batch.seed);
    MutualInformationLowerBound bound = config.latent().bound();
    AdversarialLoss loss = config.adversarialLoss();
    Runner g = new Runner(networks.generator(), random);
    Runner trunk = new Runner(networks.trunk(), random);
    Runner head = new Runner(networks.head(), random);
    Runner q = new Runner(networks.q(), random);
    INDArray fake = g.run(batch.latents);
    INDArray logits = head.run(trunk.run(batch.real));
    double discriminator = loss.discriminatorOnReal(logits, config.realTarget(), logits.dup());
    INDArray features = trunk.run(fake);
    logits = head.run(features);
    discriminator += loss.discriminatorOnFake(logits, logits.dup());
    INDArray posterior = q.run(features);
    discriminator -=
        bound.weightedSum(bound.valueAndGradient(posterior, batch.codes, posterior.dup()));
    features = trunk.run(fake);
    logits = head.run(features);
    double generator = loss.generator(logits, logits.dup());
    posterior = q.run(features);
    generator -= bound.weightedSum(bound.valueAndGradient(posterior, batch.codes, posterior.dup()));
    return new double[] {discriminator, generator};
  }

  /** Weights of the usual size 1/√F, which keep activations away from 0, where ReLU has a kink. */
  private static void initialize(Networks networks) {
    int seed = 1;
    for (Network network :
        List.of(networks.generator(), networks.trunk(), networks.head(), networks.q())) {
      ((Sequential) network).initialize(0.3, new SplittableRandom(seed++));
      INDArray flat = network.parameters().flat();
      flat.addi(TestArrays.random(seed, DataType.DOUBLE, flat.length()).muli(0.1));
    }
  }

  /** One step's inputs. */
  private static final class Batch {
    private final int seed;
    private final INDArray real;
    private final INDArray latents;
    private final INDArray codes;

    Batch(InfoGanConfig config, int seed) {
      this.seed = seed;
      LatentSpec spec = config.latent();
      int size = config.batch();
      real = TestArrays.random(50 + seed, DataType.DOUBLE, 1, 8, 8, size);
      double[] values = new double[size * spec.width()];
      var drawn = spec.draw(size, new SplittableRandom(seed));
      float[] vector = new float[spec.width()];
      for (int b = 0; b < size; b++) {
        drawn.read(b, vector);
        for (int j = 0; j < vector.length; j++) {
          values[b * vector.length + j] = vector[j];
        }
      }
      latents = TestArrays.batchLast(values, DataType.DOUBLE, size, spec.width());
      codes =
          latents.get(
              NDArrayIndex.interval(spec.noise().width(), spec.width()), NDArrayIndex.all());
    }
  }

  /** Forward in training mode, each output in memory of its own. */
  private record Runner(Network network, RandomGenerator random) {
    INDArray run(INDArray x) {
      try (Pass pass = network.newPass((int) x.size(x.rank() - 1))) {
        return pass.forward(x, Mode.TRAINING, random).dup();
      }
    }
  }
}
