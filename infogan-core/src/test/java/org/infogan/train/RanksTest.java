package org.infogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.infogan.Tiny;
import org.infogan.collective.Collective;
import org.infogan.collective.LocalCollective;
import org.infogan.collective.RankThreads;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.config.Stabilizers;
import org.infogan.config.UpdatePartition;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.optim.Adam;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.FixedInputs;
import org.infogan.train.batches.RealBatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * N ranks with B images each against one trainer with all N·B images: without batch norm the losses
 * are means over images, so that the mean of the ranks' gradients is the gradient of the whole
 * batch.
 *
 * <p>With β₁ = 0 Adam's first moment after a step is the gradient that the step used, clipped where
 * that is configured: its norm is that of the whole batch too.
 */
class RanksTest {

  /** Relative to the norm of a network's gradient; sums in another order round otherwise. */
  private static final double TOLERANCE = 1e-6;

  /** R1 divides a difference of two gradients by a distance of one in a hundred. */
  private static final double TOLERANCE_OF_R1 = 1e-4;

  private static final int BATCH = 4;

  static Stream<Arguments> configurations() {
    return Stream.of(UpdatePartition.values())
        .flatMap(
            partition ->
                Stream.of(2, 3, 4).flatMap(size -> terms(partition).map(term -> term.of(size))));
  }

  private record Case(String name, InfoGanConfig config, double tolerance) {
    Arguments of(int size) {
      return Arguments.of(name + " on " + size + " ranks", size, config, tolerance);
    }
  }

  private static Stream<Case> terms(UpdatePartition partition) {
    Jitter jitter = new Jitter(0.1, 0.1, 0.1, 1);
    return Stream.of(
        new Case(partition + ", no term", builder(partition).build(), TOLERANCE),
        new Case(
            partition + ", clipped", builder(partition).gradientClipNorm(1e-2).build(), TOLERANCE),
        new Case(
            partition + ", two updates each",
            builder(partition).updatesPerStep(2, 2).build(),
            TOLERANCE),
        new Case(
            partition + ", consistency",
            builder(partition).consistency(0.7, jitter).build(),
            TOLERANCE),
        new Case(
            partition + ", given categories",
            builder(partition)
                .consistency(0.7, jitter)
                .pretraining(Pretraining.of(1, jitter))
                .build(),
            TOLERANCE),
        new Case(
            partition + ", equivariance",
            builder(partition)
                .consistency(0, jitter)
                .equivariances(
                    new Stabilizers.Equivariance("c2", Distortion.Factor.SLANT, 0.5, 1.7))
                .build(),
            TOLERANCE),
        // The distance of R1's difference follows from the slope of the rank's own batch; that of a
        // linear D is the same on every image.
        new Case(
            partition + ", R1",
            builder(partition)
                .trunk(Reshape.to(64), new Dense(16))
                .head(new Dense(1))
                .r1Gamma(2)
                .build(),
            TOLERANCE_OF_R1));
  }

  private static InfoGanConfig.Builder builder(UpdatePartition partition) {
    return Tiny.builder()
        .updatePartition(partition)
        .generator(
            new Dense(6 * 4 * 4),
            new Relu(),
            Reshape.to(6, 4, 4),
            new ConvTranspose2d(1, 4, 2, Padding.of(1)),
            new Sigmoid())
        .trunk(
            new Conv2d(4, 4, 2, Padding.of(1)),
            new Tanh(),
            Reshape.to(64),
            new Dense(16),
            new LeakyRelu(0.1))
        .head(new Dense(1))
        .q(new Dense(8))
        .discriminatorAdam(new Adam(1e-3, 0, 0.9, 1e-8))
        .generatorAdam(new Adam(1e-3, 0, 0.9, 1e-8))
        .informationAdam(new Adam(1e-3, 0, 0.9, 1e-8))
        .batch(BATCH);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("configurations")
  void theMeanOfTheRanksGradientsIsThatOfTheWholeBatch(
      String name, int size, InfoGanConfig config, double tolerance) {
    Inputs inputs = new Inputs(config, size);
    InfoGanConfig whole = config.toBuilder().batch(size * BATCH).build();
    Map<String, double[]> expected =
        gradients(whole, inputs.part(0, size * BATCH), Collective.alone());
    List<Map<String, double[]>> found =
        RankThreads.results(
            LocalCollective.group(size, Duration.ofMinutes(2)),
            rank -> gradients(config, inputs.part(rank.rank() * BATCH, BATCH), rank));
    for (Map<String, double[]> ofRank : found) {
      expected.forEach(
          (optimizer, gradient) -> {
            double norm = distance(gradient, new double[gradient.length]);
            assertThat(norm).as("a gradient to compare with, of " + optimizer).isPositive();
            assertThat(distance(gradient, ofRank.get(optimizer)) / norm)
                .as(optimizer)
                .isLessThan(tolerance);
          });
    }
  }

  /** The gradients that one step uses, by optimiser. */
  private static Map<String, double[]> gradients(
      InfoGanConfig config, BatchSource inputs, Collective rank) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    try (InfoGanNetworks networks = InfoGanNetworks.initialize(config);
        TrainingStep step = new TrainingStep(config, networks, new Ranks(rank))) {
      step.run(0, inputs, new SplittableRandom(1));
      step.optimizers()
          .forEach(
              (name, adam) -> gradients.put(name, adam.firstMoment().flat().data().asDouble()));
    }
    return gradients;
  }

  private static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }

  /** Batches of N·B examples, of which each rank sees B. */
  private static final class Inputs {

    private final INDArray real;
    private final INDArray jittered;
    private final float[][] categories;
    private final INDArray[] latents;
    private final List<Distortion> distortions;

    Inputs(InfoGanConfig config, int size) {
      InfoGanConfig whole = config.toBuilder().batch(size * BATCH).build();
      PresetInputs first = PresetInputs.of(whole, DataType.FLOAT, 1);
      PresetInputs second = PresetInputs.of(whole, DataType.FLOAT, 2);
      real = first.real();
      jittered = second.real();
      latents =
          new INDArray[] {
            first.latents(), second.latents(), PresetInputs.of(whole, DataType.FLOAT, 3).latents()
          };
      SplittableRandom random = new SplittableRandom(4);
      categories = new float[size * BATCH][4];
      for (float[] distribution : categories) {
        distribution[random.nextInt(4)] = 1;
      }
      distortions = FixedInputs.of(real, jittered, latents[0]).real(0).distortions();
    }

    BatchSource part(int from, int count) {
      float[][] given = Arrays.copyOfRange(categories, from, from + count);
      RealBatch batch =
          new RealBatch(
              columns(real, from, count),
              1,
              columns(jittered, from, count),
              distortions.subList(from, from + count),
              given);
      return new BatchSource(update -> batch, draw -> columns(latents[(int) draw], from, count));
    }

    private static INDArray columns(INDArray array, int from, int count) {
      var last = NDArrayIndex.interval(from, from + count);
      INDArray view =
          array.rank() == 4
              ? array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), last)
              : array.get(NDArrayIndex.all(), last);
      return Nd4j.createUninitialized(DataType.FLOAT, view.shape(), 'c').assign(view);
    }
  }
}
