package org.infogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.UpdatePartition;
import org.infogan.losses.AdversarialLoss;
import org.infogan.losses.MutualInformationLowerBound;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The whole networks of the presets, in DOUBLE: each optimiser's gradient against the central
 * difference of what it minimises, along one random direction of all its parameters.
 *
 * <p>With β₁ = 0 Adam's first moment is the step's gradient, and with next to no learning rate the
 * networks stay what they were.
 */
class PresetGradientTest {

  private static final Adam READ_ONLY = new Adam(1e-300, 0, 0.9, 1e-8);
  private static final int SEED = 5;

  /** So small that next to no ReLU of these large networks crosses its kink. */
  private static final double EPSILON = 1e-9;

  private static final double TOLERANCE = 1e-5;

  /** Batch norm's output of two examples would be ±1, whatever comes in. */
  private static final int BATCH = 3;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "paper-mnist",
        "paper-svhn",
        "paper-celeba",
        "paper-faces",
        "paper-chairs",
        "keras-mnist",
        "pytorch-gan",
        "tf-tutorial",
        "lab6"
      })
  void everyOptimisersGradientIsTheSlopeOfItsObjective(String preset) {
    InfoGanConfig config =
        InfoGanConfig.preset(preset).toBuilder()
            .discriminatorAdam(READ_ONLY)
            .generatorAdam(READ_ONLY)
            .informationAdam(READ_ONLY)
            .batch(BATCH)
            .build();
    PresetInputs batch = PresetInputs.of(config, DataType.DOUBLE, SEED);
    try (InfoGanNetworks networks = InfoGanNetworks.allocate(config, DataType.DOUBLE);
        TrainingStep step = new TrainingStep(config, networks)) {
      initialize(networks);
      step.run(0, batch.inputs(), new SplittableRandom(SEED));
      Map<String, AdamOptimizer> gradients = step.optimizers();
      objectives(config.updatePartition())
          .forEach(
              (names, objective) ->
                  check(
                      preset + ": " + names,
                      names.stream().map(name -> network(networks, name)).toList(),
                      names.stream().map(name -> gradients.get(name).firstMoment().flat()).toList(),
                      () -> objective.applyAsDouble(new Terms(config, batch, networks))));
    }
  }

  /** What each optimiser minimises, by the networks that it changes. */
  private static Map<List<String>, ToDoubleFunction<Terms>> objectives(UpdatePartition partition) {
    Map<List<String>, ToDoubleFunction<Terms>> objectives = new LinkedHashMap<>();
    switch (partition) {
      case SHARED -> {
        objectives.put(
            List.of("discriminator/trunk", "discriminator/head", "discriminator/q"),
            t -> t.ofD - t.information);
        objectives.put(List.of("generator/generator"), t -> t.ofG - t.informationOfG);
      }
      case WITH_GENERATOR -> {
        objectives.put(List.of("discriminator/trunk", "discriminator/head"), t -> t.ofD);
        objectives.put(
            List.of("generator/generator", "generator/q"), t -> t.ofG - t.informationOfG);
      }
      case SEPARATE -> {
        objectives.put(List.of("discriminator/trunk", "discriminator/head"), t -> t.ofD);
        objectives.put(List.of("generator/generator"), t -> t.ofG);
        objectives.put(
            List.of("information/generator", "information/trunk", "information/q"),
            t -> -t.informationAlone);
      }
      case OBSERVING -> throw new IllegalArgumentException("no preset observes");
    }
    return objectives;
  }

  private interface Objective {
    double value();
  }

  private static void check(
      String what, List<Network> networks, List<INDArray> gradients, Objective objective) {
    List<INDArray> directions = new ArrayList<>();
    double analytic = 0;
    double squaredNorm = 0;
    for (INDArray gradient : gradients) {
      INDArray direction = direction(directions.size(), (int) gradient.length());
      directions.add(direction);
      analytic += Nd4j.getBlasWrapper().dot(gradient, direction);
      squaredNorm += Math.pow(gradient.norm2Number().doubleValue(), 2);
    }
    move(networks, directions, EPSILON);
    double above = objective.value();
    move(networks, directions, -2 * EPSILON);
    double below = objective.value();
    move(networks, directions, EPSILON);
    double numeric = (above - below) / (2 * EPSILON);
    double scale = Math.max(Math.abs(numeric) + Math.abs(analytic), Math.sqrt(squaredNorm));
    assertThat(squaredNorm).as(what + ": gradient").isGreaterThan(1e-6);
    assertThat(Math.abs(numeric - analytic) / scale)
        .as("%s: numeric %s, analytic %s", what, numeric, analytic)
        .isLessThan(TOLERANCE);
  }

  private static void move(List<Network> networks, List<INDArray> directions, double distance) {
    for (int i = 0; i < networks.size(); i++) {
      networks.get(i).parameters().flat().addi(directions.get(i).mul(distance));
    }
  }

  private static INDArray direction(int number, int length) {
    SplittableRandom random = new SplittableRandom(100 + number);
    return Nd4j.create(random.doubles(length, -1, 1).toArray());
  }

  private static Network network(InfoGanNetworks networks, String optimizer) {
    return switch (optimizer.substring(optimizer.indexOf('/') + 1)) {
      case "generator" -> networks.generator();
      case "trunk" -> networks.trunk();
      case "head" -> networks.head();
      default -> networks.q();
    };
  }

  /** Weights that neither fade nor saturate; biases, scales and shifts off their start as well. */
  private static void initialize(InfoGanNetworks networks) {
    int number = 0;
    for (String name : List.of("generator", "trunk", "head", "q")) {
      Network network = network(networks, name);
      ((Sequential) network).initializeGlorot(new SplittableRandom(number));
      INDArray flat = network.parameters().flat();
      flat.addi(direction(number++, (int) flat.length()).muli(0.01));
    }
  }

  /** The terms of all objectives, drawing dropout's masks in the step's order. */
  private static final class Terms {
    private final RandomGenerator random = new SplittableRandom(SEED);
    private final double ofD;
    private final double ofG;
    private final double information;
    private final double informationOfG;
    private final double informationAlone;

    Terms(InfoGanConfig config, PresetInputs batch, InfoGanNetworks networks) {
      AdversarialLoss loss = config.adversarialLoss();
      INDArray fake = run(networks.generator(), batch.latents());
      INDArray logits = run(networks.head(), run(networks.trunk(), batch.real()));
      double real = loss.discriminatorOnReal(logits, config.realLabel(), logits.dup());
      INDArray features = run(networks.trunk(), fake);
      logits = run(networks.head(), features);
      INDArray posterior = run(networks.q(), features);
      ofD = real + loss.discriminatorOnFake(logits, logits.dup());
      information = information(config, batch, posterior);
      // Each update passes the fakes on anew, which matters to dropout alone.
      boolean dropout = drops(config.trunk()) || drops(config.head()) || drops(config.q());
      if (dropout) {
        features = run(networks.trunk(), fake);
        logits = run(networks.head(), features);
        posterior = run(networks.q(), features);
      }
      ofG = loss.generator(logits, logits.dup());
      informationOfG = information(config, batch, posterior);
      if (dropout) {
        posterior = run(networks.q(), run(networks.trunk(), fake));
      }
      informationAlone = information(config, batch, posterior);
    }

    private static boolean drops(List<Layer> layers) {
      return layers.stream().anyMatch(Dropout.class::isInstance);
    }

    private INDArray run(Network network, INDArray x) {
      try (Pass pass = network.newPass(BATCH)) {
        return pass.forward(x, Mode.TRAINING, random).dup();
      }
    }

    private static double information(
        InfoGanConfig config, PresetInputs batch, INDArray posterior) {
      MutualInformationLowerBound bound = config.latent().bound();
      return bound.weightedSum(bound.valueAndGradient(posterior, batch.codes(), posterior.dup()));
    }
  }
}
