package org.infogan.selfsupervised;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.data.Shuffle;
import org.infogan.graph.LabelSpreading;
import org.infogan.graph.NeighborGraph;
import org.infogan.graph.SinkhornScaling;
import org.infogan.internal.Internal;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.train.BatchNormCalibration;
import org.infogan.train.batches.LatentBatches;

/**
 * Lets trunk and Q of a finished game learn their categories further from real images ({@link
 * Refinement}), without losing what their continuous codes follow. It works on copies, and says
 * what it did; where one of its measures fell, the networks stay as they were.
 */
@Internal
public final class CategoryRefinement {

  private static final int SCALINGS = 60;

  private final InfoGanConfig config;
  private final Refinement settings;
  private final HintedImages images;
  private final List<CategoryAnswers> codes;
  private final int[] order;

  /** By code: the sizes that the categories have at the start. */
  private final List<double[]> shares = new ArrayList<>();

  /**
   * Prepares the rounds.
   *
   * @param config gives the settings, batch size, codes and seed
   * @param images in the configured size, at least one batch, and hints
   */
  CategoryRefinement(InfoGanConfig config, HintedImages images) {
    this.config = config;
    this.images = images;
    settings = config.refinement();
    codes = CategoryAnswers.of(config.latent());
    order = new int[images.unlabelled().size()];
    Arrays.setAll(order, i -> i);
    Shuffle.apply(order, RandomStreams.at(config.seed(), 0, Purpose.REFINEMENT));
  }

  /**
   * Refines trunk and Q.
   *
   * @param config gives the settings, batch size, codes and seed
   * @param networks a model's, their statistics measured. Trunk and Q are modified where the result
   *     is kept.
   * @param images in the configured size, at least one batch, and hints
   * @param latents draws the latent vectors of the generated images
   * @param stop asked before each update; if it says yes, the networks stay as they were
   * @param progress is told of each round
   * @return what was done; nothing where it was stopped
   */
  public static Optional<RefinementReport> run(
      InfoGanConfig config,
      InfoGanNetworks networks,
      HintedImages images,
      LatentBatches latents,
      BooleanSupplier stop,
      Consumer<RefinementProgress> progress) {
    return new CategoryRefinement(config, images).run(networks, latents, stop, progress);
  }

  private Optional<RefinementReport> run(
      InfoGanNetworks networks,
      LatentBatches latents,
      BooleanSupplier stop,
      Consumer<RefinementProgress> progress) {
    RefinementMeasures before =
        RefinementMeasures.of(networks, config, images.unlabelled(), latents);
    try (AnswerLearning learning = new AnswerLearning(config, networks, images, latents)) {
      InfoGanNetworks averaged = learning.averaged();
      for (int round = 0; round < settings.rounds(); round++) {
        int[] indices = imagesOf(round);
        Answers answers = answers(averaged, round, indices);
        double loss = learning.round(round, indices, answers.spread(), answers.posterior(), stop);
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
        BatchNormCalibration.ofTrunkAndQ(averaged, config, images.unlabelled());
        progress.accept(
            new RefinementProgress(round + 1, settings.rounds(), answers.changed(), loss));
      }
      RefinementMeasures after =
          RefinementMeasures.of(averaged, config, images.unlabelled(), latents);
      boolean kept = after.noWorseThan(before);
      if (kept) {
        networks.trunk().parameters().assign(averaged.trunk().parameters());
        networks.trunk().statistics().assign(averaged.trunk().statistics());
        networks.q().parameters().assign(averaged.q().parameters());
        networks.q().statistics().assign(averaged.q().statistics());
      }
      return Optional.of(new RefinementReport(before, after, kept));
    }
  }

  /**
   * The images of a round: others each time, until all have had their turn, and then every hint.
   *
   * @param round the round's number, from 0
   * @return their indices
   */
  int[] imagesOf(int round) {
    int count = Math.min(order.length, Math.max(config.batch(), settings.images()));
    int[] indices = new int[count + images.hints()];
    Arrays.setAll(indices, i -> order.length + i - count); // where the hints are
    for (int i = 0; i < count; i++) {
      indices[i] = order[(int) (((long) round * count + i) % order.length)];
    }
    return indices;
  }

  /** Own answers and spread ones, by code; and all of Q's output, [n][P]. */
  @SuppressWarnings("ArrayRecordComponent") // a result to read, never compared or used as a key
  record Answers(List<double[][]> own, List<double[][]> spread, float[][] posterior) {

    /** The share of images that the spread answers put into another category. */
    double changed() {
      int changed = 0;
      int all = 0;
      for (int code = 0; code < own.size(); code++) {
        for (int i = 0; i < own.get(code).length; i++) {
          int before = CategoryAnswers.mostLikely(own.get(code)[i]);
          changed += CategoryAnswers.mostLikely(spread.get(code)[i]) == before ? 0 : 1;
          all++;
        }
      }
      return changed / (double) all;
    }
  }

  /**
   * Answers for the images of a round.
   *
   * @param averaged the networks that give them
   * @param round the round's number, from 0
   * @param indices its images. Not modified.
   * @return own answers, spread ones, and Q's output
   */
  Answers answers(InfoGanNetworks averaged, int round, int[] indices) {
    NetworkReader.Outputs outputs;
    try (NetworkReader reader =
        new NetworkReader(images.all(), config, averaged.trunk(), averaged.q())) {
      outputs = reader.read(indices, null);
    }
    float[][] vectors =
        GraphVectors.of(outputs.features(), images.all(), indices, settings.pixelsIn(round));
    NeighborGraph graph = NeighborGraph.nearest(vectors, settings.neighbors());
    List<double[][]> own = codes.stream().map(c -> c.probabilities(outputs.posterior())).toList();
    images.correct(own.get(0));
    if (shares.isEmpty()) {
      own.forEach(answers -> shares.add(mean(answers)));
    }
    List<double[][]> spread = new ArrayList<>();
    for (int code = 0; code < own.size(); code++) {
      double[][] answers =
          LabelSpreading.spread(
              graph, own.get(code), settings.share(), code == 0 ? images.hints() : 0);
      if (settings.keepSizes()) {
        new SinkhornScaling(shares.get(code)).apply(answers, SCALINGS);
      }
      spread.add(answers);
    }
    images.correct(spread.get(0));
    return new Answers(own, spread, outputs.posterior());
  }

  /**
   * Begins with given answers: their sizes are those that the categories are to keep.
   *
   * @param answers of the first code for images of {@link #imagesOf}, [n][K]. The hints' rows are
   *     modified.
   * @return the answers
   */
  double[][] beginWith(double[][] answers) {
    shares.add(mean(answers));
    images.correct(answers);
    return answers;
  }

  private static double[] mean(double[][] answers) {
    double[] mean = new double[answers[0].length];
    for (double[] row : answers) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / answers.length;
      }
    }
    return mean;
  }
}
