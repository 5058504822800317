package org.infogan.selfsupervised;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.config.Refinement;
import org.infogan.data.ImageDataset;
import org.infogan.graph.BalancedKMeans;
import org.infogan.graph.NeighborGraph;
import org.infogan.graph.SpectralEmbedding;
import org.infogan.internal.Internal;
import org.infogan.latent.CategoricalCode;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Sequential;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.train.BatchNormCalibration;

/** Finds categories in real images before the game, as {@link Pretraining} describes. */
@Internal
public final class CategoryPretraining {

  /** Of each image in the graph that is clustered. */
  private static final int NEIGHBORS = 15;

  private CategoryPretraining() {}

  /**
   * Finds the categories of the first categorical code.
   *
   * @param config gives the settings, the trunk's layers, batch size, codes and seed
   * @param images in the configured size, at least one batch, and hints
   * @param stop asked before each update; if it says yes, pretraining ends
   * @param progress is told of each round, and of the contrastive learning from time to time
   * @return for each image a distribution over the code's categories, [N][K]; nothing where it was
   *     stopped
   */
  public static Optional<float[][]> run(
      InfoGanConfig config,
      HintedImages images,
      BooleanSupplier stop,
      Consumer<PretrainingProgress> progress) {
    CategoricalCode code = config.latent().firstCategorical().orElseThrow();
    InfoGanConfig ofCode = ofCodeAlone(config, code);
    var random = RandomStreams.at(config.seed(), 0, Purpose.PRETRAINING);
    try (Sequential trunk =
            new Sequential(config.image().toShape(), config.trunk()).initializeGlorot(random);
        Sequential q =
            new Sequential(
                    trunk.outputShape(),
                    List.of(
                        new Dense(128),
                        new BatchNorm(),
                        new LeakyRelu(0.1),
                        new Dense(code.categories())))
                .initializeGlorot(random)) {
      ContrastivePretraining.train(trunk, config, images.unlabelled(), stop, progress);
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      // Nothing here uses a generator or a head: trunk and Q stand in their places.
      InfoGanNetworks networks = new InfoGanNetworks(trunk, trunk, q, q);
      BatchNormCalibration.ofTrunkAndQ(networks, config, images.unlabelled());
      return learnClusters(ofCode, networks, images, stop, progress);
    }
  }

  private static Optional<float[][]> learnClusters(
      InfoGanConfig config,
      InfoGanNetworks networks,
      HintedImages images,
      BooleanSupplier stop,
      Consumer<PretrainingProgress> progress) {
    CategoryRefinement rounds = new CategoryRefinement(config, images);
    int rest = config.refinement().rounds();
    try (AnswerLearning learning = new AnswerLearning(config, networks, images, null)) {
      InfoGanNetworks averaged = learning.averaged();
      for (int round = 0; round < rest; round++) {
        int[] indices = rounds.imagesOf(round);
        double[][] answers =
            round == 0
                ? rounds.beginWith(clusters(config, networks, images.all(), indices))
                : rounds.answers(averaged, round, indices).spread().get(0);
        double loss =
            learning.round(round, indices, Collections.singletonList(answers), null, stop);
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
        BatchNormCalibration.ofTrunkAndQ(averaged, config, images.unlabelled());
        progress.accept(new PretrainingProgress("learning categories", round + 1, rest, loss));
      }
      return Optional.of(answersOfAll(config, averaged, images.unlabelled()));
    }
  }

  /** Soft assignments to clusters of equal sizes, [n][K]. */
  private static double[][] clusters(
      InfoGanConfig config, InfoGanNetworks networks, ImageDataset images, int[] indices) {
    int categories = config.latent().firstCategorical().orElseThrow().categories();
    float[][] features;
    try (NetworkReader reader = new NetworkReader(images, config, networks.trunk(), networks.q())) {
      features = reader.read(indices, null).features();
    }
    NeighborGraph graph = NeighborGraph.nearest(features, NEIGHBORS);
    float[][] embedded = SpectralEmbedding.of(graph, categories, config.seed());
    return BalancedKMeans.cluster(embedded, categories, config.seed());
  }

  private static float[][] answersOfAll(
      InfoGanConfig config, InfoGanNetworks networks, ImageDataset images) {
    int[] all = new int[images.size()];
    Arrays.setAll(all, i -> i);
    CategoryAnswers code = CategoryAnswers.of(config.latent()).get(0);
    try (NetworkReader reader = new NetworkReader(images, config, networks.trunk(), networks.q())) {
      return reader.readCategories(all, code);
    }
  }

  /** A configuration of the same images whose only code is this one, and whose rounds are ours. */
  private static InfoGanConfig ofCodeAlone(InfoGanConfig config, CategoricalCode code) {
    Pretraining settings = config.pretraining();
    Refinement rounds =
        Refinement.of(settings.rounds(), settings.jitter())
            .withSizes(settings.stepsPerRound(), settings.images())
            .keepingSizes();
    return config.toBuilder()
        .pretraining(Pretraining.NONE)
        .equivariances()
        .latent(config.latent().noise(), code)
        .ownNetworks()
        .refinement(rounds)
        .build();
  }
}
