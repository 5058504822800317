package org.infogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.infogan.Tiny;
import org.infogan.backend.OneNd4jThread;
import org.infogan.backend.TestArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.config.Schedule;
import org.infogan.config.Stabilizers;
import org.infogan.config.UpdatePartition;
import org.infogan.config.ValueRange;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.losses.AdversarialLoss;
import org.infogan.losses.MutualInformationLowerBound;
import org.infogan.losses.Softmax;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Network;
import org.infogan.nn.Padding;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.DepthToSpace;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.SpaceToDepth;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.layers.Upsample;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.FixedInputs;
import org.infogan.train.batches.InstanceNoise;
import org.infogan.train.batches.LatentPairs;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The gradients that a training step really used, against central differences of the whole
 * objective along a random direction, network by network, in DOUBLE: at the start and after steps.
 *
 * <p>With β₁ = 0 Adam's first moment after a step is the step's gradient. D's and Q's belongs to
 * the networks before the step, G's to the old G and the new D and Q. The objective is composed
 * here anew, of forward passes alone.
 */
@ExtendWith(OneNd4jThread.class)
class TrainingStepGradientTest {

  /** So small that hardly an activation crosses the kink of a ReLU on the way. */
  private static final double EPSILON = 1e-7;

  private static final double TOLERANCE = 1e-5;
  private static final double RATE = 1e-2;
  private static final int STEPS = 6;

  /** R1's own central difference is off by the square of its distance, here a very small one. */
  private static final List<DiscriminatorTerm.Factory> TERMS =
      List.of(
          ConsistencyLoss::configured,
          (config, networks) ->
              config.stabilizers().r1Gamma() == 0
                  ? Optional.empty()
                  : Optional.of(new R1Penalty(config, networks.trunk(), networks.head(), 1e-5)));

  /**
   * Without spectral norm, whose σ is exact only after some steps and has its own test: a kink or
   * none.
   */
  private static final List<Layer> GUESSER =
      List.of(
          new Conv2d(3, 4, 2, Padding.of(1)),
          new LeakyRelu(0.2),
          Reshape.to(48),
          new Dense(6),
          new Tanh(),
          new Dense(2));

  private static final List<GeneratorTerm.Factory> TERMS_OF_G =
      List.of(
          (config, networks) ->
              config.stabilizers().contrastiveWeight().greatest() == 0
                  ? Optional.empty()
                  : Optional.of(new ContrastiveRegularizer(config, networks.generator(), GUESSER)));

  static Stream<Arguments> configurations() {
    Stream<Arguments> one =
        Stream.of(
            Arguments.of("paper", Tiny.config()),
            Arguments.of("paper, weighted codes", weighted()),
            Arguments.of("codes by Gaussian KL", gaussianKl()),
            Arguments.of("all other layers", otherLayers()));
    return Stream.concat(
        one, Stream.of(UpdatePartition.values()).flatMap(TrainingStepGradientTest::partitions));
  }

  /** Every optional term alone, and all at once with what else can be configured. */
  private static Stream<Arguments> partitions(UpdatePartition partition) {
    return Stream.of(
        Arguments.of(partition + ", no term", partition(partition).build()),
        Arguments.of(
            partition + ", consistency",
            partition(partition).consistency(0.7, new Jitter(0.1, 0.1, 0.1, 1)).build()),
        Arguments.of(
            partition + ", consistency with given categories",
            partition(partition)
                .consistency(0.7, new Jitter(0.1, 0.1, 0.1, 1))
                .pretraining(Pretraining.of(1, new Jitter(0.1, 0.1, 0.1, 1)))
                .build()),
        Arguments.of(
            partition + ", equivariance",
            partition(partition)
                .consistency(0, new Jitter(0.1, 0.1, 0.1, 1))
                .equivariances(FOLLOWING)
                .build()),
        Arguments.of(
            partition + ", place",
            partition(partition)
                .consistency(0, new Jitter(0.1, 0.1, 0.1, 1))
                .equivariances(TO_THE_RIGHT, DOWNWARDS)
                .build()),
        Arguments.of(
            partition + ", contrastive",
            partition(partition).contrastiveWeight(Schedule.constant(0.8)).build()),
        Arguments.of(partition + ", R1", smooth(partition(partition)).r1Gamma(2).build()),
        Arguments.of(
            partition + ", all terms with noise and ramps",
            smooth(stabilized(partition(partition)))
                .r1Gamma(2)
                .contrastiveWeight(Schedule.linear(1, 2, 8))
                .build()));
  }

  private static final Stabilizers.Equivariance FOLLOWING =
      new Stabilizers.Equivariance("c2", Distortion.Factor.SLANT, 0.5, 1.7);

  private static final Stabilizers.Equivariance TO_THE_RIGHT =
      new Stabilizers.Equivariance("c2", Distortion.Factor.RIGHT, 3, 1.7);

  private static final Stabilizers.Equivariance DOWNWARDS =
      new Stabilizers.Equivariance("c3", Distortion.Factor.DOWN, 2, 0.6);

  private static InfoGanConfig weighted() {
    return Tiny.builder()
        .latent(
            Noise.gaussian(3),
            LatentCode.categorical("c1", 4).withLambda(0.3),
            LatentCode.uniform("c2", -1, 1).withLambda(5),
            LatentCode.gaussian("c3", 0, 1).withLearnedSigma().withLambda(0.1),
            LatentCode.bernoulli("c4", 0.5).withLambda(2))
        .adversarialLoss(AdversarialLoss.MINIMAX)
        .realLabel(0.9)
        .build();
  }

  private static InfoGanConfig gaussianKl() {
    return Tiny.builder()
        .latent(
            Noise.gaussian(3),
            LatentCode.categorical("c1", 4),
            LatentCode.uniform("c2", -1, 1).withGaussianKl().withLambda(0.7),
            LatentCode.gaussian("c3", 0.5, Math.sqrt(1.0 / 3)).withGaussianKl())
        .build();
  }

  private static InfoGanConfig.Builder stabilized(InfoGanConfig.Builder builder) {
    return builder
        .lambdaSchedule(Schedule.linear(0.4, 1, 8))
        .instanceNoise(Schedule.linear(0.3, 0.1, 8))
        .consistency(0.7, new Jitter(0.1, 0.1, 0.1, 1))
        .equivariances(FOLLOWING);
  }

  /** A D without kinks, whose ∇ₓD has a derivative everywhere. */
  private static InfoGanConfig.Builder smooth(InfoGanConfig.Builder builder) {
    return builder
        .trunk(
            new Conv2d(4, 4, 2, Padding.of(1)),
            new Tanh(),
            Reshape.to(64),
            new Dense(16),
            new BatchNorm(),
            new Tanh())
        .head(new Dense(6), new Tanh(), new Dense(1));
  }

  private static InfoGanConfig.Builder partition(UpdatePartition partition) {
    // So small a rate that the networks are still those whose gradient was taken.
    return Tiny.builder()
        .updatePartition(partition)
        .informationAdam(new Adam(1e-300, 0, 0.9, 1e-8));
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
            Dropout.channels(0.25),
            new SpaceToDepth(2),
            new BatchNorm(),
            Reshape.to(64),
            Dropout.of(0.4))
        .head(new Dense(6), new Tanh(), new Dense(1))
        .adversarialLoss(AdversarialLoss.LEAST_SQUARES)
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("configurations")
  void everyNetworksGradientIsTheSlopeOfItsObjective(String name, InfoGanConfig base) {
    InfoGanConfig config =
        base.toBuilder()
            .discriminatorAdam(new Adam(RATE, 0, 0.9, 1e-8))
            .generatorAdam(new Adam(RATE, 0, 0.9, 1e-8))
            .build();
    try (InfoGanNetworks networks = InfoGanNetworks.allocate(config, DataType.DOUBLE);
        TrainingStep step = new TrainingStep(config, networks, TERMS, TERMS_OF_G)) {
      initialize(networks);
      for (int s = 0; s < STEPS; s++) {
        Batch batch = new Batch(config, s);
        if (s > 0 && s < STEPS - 1) {
          step.run(s, batch.inputs(), new SplittableRandom(s));
          continue;
        }
        try (InfoGanNetworks before = networks.copy()) {
          batch.guesser = guesser(step);
          step.run(s, batch.inputs(), new SplittableRandom(s));
          checkAll(name + ", step " + s, config, batch, before, networks, step.optimizers());
        }
      }
    }
  }

  private static void checkAll(
      String where,
      InfoGanConfig config,
      Batch batch,
      InfoGanNetworks before,
      InfoGanNetworks after,
      Map<String, AdamOptimizer> optimizers) {
    batch.target =
        batch.categories == null
            ? softmax(new Objectives(config, batch, before).posteriorOnReal)
            : Nd4j.create(batch.categories).transpose().castTo(DataType.DOUBLE);
    Map<String, Check> checks = new LinkedHashMap<>();
    Function<ToDoubleFunction<Objectives>, Objective> of =
        objective -> () -> objective.applyAsDouble(new Objectives(config, batch, before));
    checks.put("discriminator/trunk", new Check(before.trunk(), of.apply(Objectives::ofD)));
    checks.put("discriminator/head", new Check(before.head(), of.apply(Objectives::ofD)));
    if (optimizers.containsKey("discriminator/q")) {
      checks.put("discriminator/q", new Check(before.q(), of.apply(Objectives::ofQ)));
    }
    // G's update sees the D and Q that D's update left.
    InfoGanNetworks mixed =
        new InfoGanNetworks(
            before.generator(),
            after.trunk(),
            after.head(),
            config.updatePartition() == UpdatePartition.WITH_GENERATOR
                ? afterUpdate(before.q(), optimizers.get("discriminator/q"))
                : after.q());
    Objective generators = () -> new Objectives(config, batch, mixed).generators();
    checks.put("generator/generator", new Check(mixed.generator(), generators));
    if (optimizers.containsKey("generator/q")) {
      checks.put("generator/q", new Check(mixed.q(), generators));
    }
    if (batch.guesser != null) {
      checks.put("contrastive/contrastive", new Check(batch.guesser, generators));
    }
    if (config.updatePartition() == UpdatePartition.SEPARATE) {
      Objective information = () -> -new Objectives(config, batch, after).informationAlone;
      checks.put("information/generator", new Check(after.generator(), information));
      checks.put("information/trunk", new Check(after.trunk(), information));
      checks.put("information/q", new Check(after.q(), information));
    }
    assertThat(checks).as("every optimiser").containsOnlyKeys(optimizers.keySet());
    checks.forEach((name, check) -> check(where + ": " + name, check, optimizers.get(name)));
  }

  /** H as it is now, with the parameters that the step's state has; null where there is none. */
  private static Sequential guesser(TrainingStep step) {
    Map<String, INDArray> tensors = step.state().tensors();
    if (!tensors.containsKey("contrastive/0.weight")) {
      return null;
    }
    Sequential copy = new Sequential(Shape.of(2, 8, 8), GUESSER, DataType.DOUBLE);
    copy.parameters()
        .asMap()
        .forEach((name, tensor) -> tensor.assign(tensors.get("contrastive/" + name)));
    return copy;
  }

  /** A network after an Adam step whose moments are known; the network itself without any. */
  private static Network afterUpdate(Network before, AdamOptimizer adam) {
    if (adam == null) {
      return before;
    }
    Network after = before.copy();
    INDArray variance = adam.secondMoment().flat().div(1 - Math.pow(0.9, (double) adam.updates()));
    INDArray change = adam.firstMoment().flat().div(Transforms.sqrt(variance).addi(1e-8));
    after.parameters().flat().subi(change.muli(RATE));
    return after;
  }

  /** A network and the objective that it minimises. */
  private record Check(Network network, Objective objective) {}

  private interface Objective {
    double value();
  }

  private static void check(String what, Check check, AdamOptimizer optimizer) {
    INDArray theta = check.network().parameters().flat();
    Objective objective = check.objective();
    INDArray gradient = optimizer.firstMoment().flat();
    assertThat(gradient.norm2Number().doubleValue()).as(what + ": norm").isGreaterThan(1e-3);
    INDArray direction = signs(what, theta.length());
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
        .as("%s: numeric %s, analytic %s", what, numeric, analytic)
        .isLessThan(TOLERANCE);
  }

  /** A direction in which each parameter has its whole weight; another one for each check. */
  private static INDArray signs(String what, long length) {
    SplittableRandom random = new SplittableRandom(what.hashCode());
    return Nd4j.create(random.ints(length, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray());
  }

  /** The terms of all objectives, drawing noise and dropout's masks in the step's order. */
  private static final class Objectives {
    private final UpdatePartition partition;
    private final double adversarialOfD;
    private final double adversarialOfG;
    private final double information;
    private final double informationOfG;
    private final double informationAlone;
    private final double contrast;
    private final INDArray posteriorOnReal;
    private double consistency;
    private double penalty;

    Objectives(InfoGanConfig config, Batch batch, InfoGanNetworks networks) {
      partition = config.updatePartition();
      RandomGenerator random = new SplittableRandom(batch.seed);
      AdversarialLoss loss = config.adversarialLoss();
      Runner g = new Runner(networks.generator(), random);
      Runner trunk = new Runner(networks.trunk(), random);
      Runner head = new Runner(networks.head(), random);
      Runner q = new Runner(networks.q(), random);
      try (InstanceNoise noise = new InstanceNoise(config, networks.trunk())) {
        noise.begin(batch.seed);
        INDArray fake = g.run(batch.latents);
        INDArray features = trunk.run(noise.addTo(batch.real));
        INDArray logits = head.run(features);
        double real = loss.discriminatorOnReal(logits, config.realLabel(), logits.dup());
        posteriorOnReal = q.run(features);
        Stabilizers.Consistency wanted = config.stabilizers().consistency();
        if (wanted.weight() > 0 || !wanted.equivariances().isEmpty()) {
          INDArray jittered = q.run(trunk.run(noise.addTo(batch.jittered)));
          if (batch.target != null) {
            consistency = consistency(config, batch, jittered);
          }
        }
        if (config.stabilizers().r1Gamma() > 0) {
          penalty = penalty(config, networks, noise.addTo(batch.real));
        }
        features = trunk.run(noise.addTo(fake));
        logits = head.run(features);
        INDArray posterior = q.run(features);
        adversarialOfD = real + loss.discriminatorOnFake(logits, logits.dup());
        information = information(config, batch, posterior);
        // Each update passes the fakes on anew, which matters to what is drawn alone.
        if (isRandom(config)) {
          features = trunk.run(noise.addTo(fake));
          logits = head.run(features);
          posterior = q.run(features);
        }
        adversarialOfG = loss.generator(logits, logits.dup());
        informationOfG = information(config, batch, posterior);
        if (isRandom(config)) {
          posterior = q.run(trunk.run(noise.addTo(fake)));
        }
        informationAlone = information(config, batch, posterior);
        contrast = batch.guesser == null ? 0 : contrast(config, batch, g, random);
      }
    }

    private static boolean isRandom(InfoGanConfig config) {
      return config.stabilizers().instanceNoise().greatest() > 0
          || config.trunk().stream().anyMatch(Dropout.class::isInstance);
    }

    /** What trunk and head minimise in D's update. */
    double ofD() {
      boolean trunkLearnsFromQ =
          partition == UpdatePartition.SHARED || partition == UpdatePartition.SEPARATE;
      double shared = partition == UpdatePartition.SHARED ? information : 0;
      return adversarialOfD - shared + penalty + (trunkLearnsFromQ ? consistency : 0);
    }

    /** What Q minimises in D's update. */
    double ofQ() {
      boolean bound = partition == UpdatePartition.SHARED || partition == UpdatePartition.OBSERVING;
      return consistency - (bound ? information : 0);
    }

    double generators() {
      boolean bound =
          partition == UpdatePartition.SHARED || partition == UpdatePartition.WITH_GENERATOR;
      return adversarialOfG - (bound ? informationOfG : 0) + contrast;
    }

    /** −w·ln of the softmax of H at the shared code, a mean over the pairs. */
    private static double contrast(
        InfoGanConfig config, Batch batch, Runner g, RandomGenerator random) {
      try (LatentPairs pairs = new LatentPairs(config, config.latent().codes().subList(1, 3))) {
        pairs.draw(batch.seed, config.latent());
        INDArray first = g.run(pairs.first().castTo(DataType.DOUBLE));
        INDArray second = g.run(pairs.second().castTo(DataType.DOUBLE));
        INDArray both = Nd4j.concat(0, first, second);
        INDArray exp = Transforms.exp(new Runner(batch.guesser, random).run(both), false);
        INDArray logarithm = Transforms.log(exp.divRowVector(exp.sum(0)), false);
        double mean = logarithm.mul(pairs.shared()).sumNumber().doubleValue() / config.batch();
        return -config.stabilizers().contrastiveWeight().at(batch.seed) * mean;
      }
    }

    private double consistency(InfoGanConfig config, Batch batch, INDArray jittered) {
      Stabilizers.Consistency wanted = config.stabilizers().consistency();
      double sum = wanted.weight() * crossEntropy(batch.target, jittered);
      if (wanted.equivariances().contains(DOWNWARDS)) {
        return sum + place(batch, jittered);
      }
      INDArray moved = jittered.getRow(FIRST_MEAN).sub(posteriorOnReal.getRow(FIRST_MEAN));
      for (int b = 0; b < wanted.equivariances().size() * config.batch(); b++) {
        Stabilizers.Equivariance equivariance = wanted.equivariances().get(0);
        Distortion distortion = batch.inputs().real(0).distortions().get(b);
        double shift = (distortion.shear() - distortion.angle()) / equivariance.unit();
        double error = moved.getDouble(b) - shift;
        sum += equivariance.weight() * error * error / (2 * config.batch());
      }
      return sum;
    }

    /** s·R(θ)·[1 h; 0 1]·p′ + shift = p, solved for p′ by Cramer's rule. */
    private double place(Batch batch, INDArray jittered) {
      int count = (int) jittered.size(1);
      double sum = 0;
      for (int b = 0; b < count; b++) {
        Distortion distortion = batch.inputs().real(0).distortions().get(b);
        double cos = distortion.scale() * Math.cos(distortion.angle());
        double sin = distortion.scale() * Math.sin(distortion.angle());
        double[] first = {cos, sin};
        double[] second = {cos * distortion.shear() - sin, sin * distortion.shear() + cos};
        double x = 3 * posteriorOnReal.getDouble(FIRST_MEAN, b) - distortion.right();
        double y = 2 * posteriorOnReal.getDouble(FIRST_MEAN + 1, b) - distortion.down();
        double determinant = first[0] * second[1] - first[1] * second[0];
        double newX = (x * second[1] - y * second[0]) / determinant;
        double newY = (first[0] * y - first[1] * x) / determinant;
        sum += 1.7 * Math.pow(jittered.getDouble(FIRST_MEAN, b) - newX / 3, 2);
        sum += 0.6 * Math.pow(jittered.getDouble(FIRST_MEAN + 1, b) - newY / 2, 2);
      }
      return sum / (2 * count);
    }

    /** γ/2 of the mean of the squared norm of each image's gradient, by backward passes. */
    private static double penalty(InfoGanConfig config, InfoGanNetworks networks, INDArray images) {
      Mode mode = new Mode(false, true, Mode.StatisticsUpdate.NONE, 0);
      try (NamedTensors ofTrunk = networks.trunk().parameters().zerosLike();
          NamedTensors ofHead = networks.head().parameters().zerosLike();
          Pass trunk = networks.trunk().newPass(config.batch(), ofTrunk);
          Pass head = networks.head().newPass(config.batch(), ofHead)) {
        INDArray logits = head.forward(trunk.forward(images, mode, null), mode, null);
        INDArray dfeatures = head.backward(Nd4j.onesLike(logits), WithRespectTo.INPUT);
        double norm = trunk.backward(dfeatures, WithRespectTo.INPUT).norm2Number().doubleValue();
        return config.stabilizers().r1Gamma() / 2 * norm * norm / config.batch();
      }
    }

    private static double information(InfoGanConfig config, Batch batch, INDArray posterior) {
      MutualInformationLowerBound bound = config.latent().bound();
      return config.stabilizers().lambdaSchedule().at(batch.seed)
          * bound.weightedSum(bound.valueAndGradient(posterior, batch.codes, posterior.dup()));
    }
  }

  /** The row of c2's mean: after the four of the categorical code. */
  private static final int FIRST_MEAN = 4;

  /** Of the one categorical code of the configurations here, whose rows come first. */
  private static INDArray softmax(INDArray posterior) {
    INDArray exp = Transforms.exp(posterior.get(NDArrayIndex.interval(0, 4)), true);
    return exp.divRowVector(exp.sum(0));
  }

  private static double crossEntropy(INDArray target, INDArray posterior) {
    INDArray logarithm = Transforms.log(softmax(posterior), true);
    return -target.mul(logarithm).sumNumber().doubleValue() / target.size(1);
  }

  /** Weights of the usual size 1/√F, which keep activations away from 0, where ReLU has a kink. */
  private static void initialize(InfoGanNetworks networks) {
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
    private final INDArray jittered;
    private final INDArray latents;
    private final INDArray codes;

    /** Where the configuration finds categories before the game, made up here: [B][K]. */
    private final float[][] categories;

    /** H before the step, or null. */
    private Sequential guesser;

    /** What Q is to answer on the copies: the categories, or its softmax on the images. */
    private INDArray target;

    Batch(InfoGanConfig config, int seed) {
      this.seed = seed;
      LatentSpec spec = config.latent();
      int size = config.batch();
      real = TestArrays.random(50 + seed, DataType.DOUBLE, 1, 8, 8, size);
      jittered = TestArrays.random(70 + seed, DataType.DOUBLE, 1, 8, 8, size);
      categories = config.pretraining().steps() > 0 ? distributions(size, seed) : null;
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

    BatchSource inputs() {
      return FixedInputs.of(real, jittered, categories, latents);
    }

    private static float[][] distributions(int count, int seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[][] all = new float[count][4];
      for (float[] row : all) {
        double[] logits = random.doubles(row.length, -2, 2).toArray();
        double[] p = Softmax.of(logits);
        for (int k = 0; k < row.length; k++) {
          row[k] = (float) p[k];
        }
      }
      return all;
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
