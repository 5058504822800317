package org.infogan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.infogan.collective.Collective;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.internal.Checks;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSampler;
import org.infogan.latent.LatentSpec;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.train.CheckpointFile;
import org.infogan.train.Ranks;
import org.infogan.train.RunCounters;
import org.infogan.train.StepMeasurements;
import org.infogan.train.StepMetrics;
import org.infogan.train.TrainingState;
import org.infogan.train.TrainingStep;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.ImageBatches;
import org.infogan.train.batches.LatentBatches;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The game of G and D in progress, as one rank plays it: the networks in training, where their
 * batches come from, and how far they are. All that a checkpoint keeps is here; who listens and who
 * calls is the trainer's affair. Not thread-safe.
 */
final class Game implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Game.class);

  /** Steps from one comparison of the ranks' parameters to the next. */
  private static final int CHECK_STEPS = 100;

  private InfoGanConfig config;
  private final InfoGanNetworks networks;

  /** null to draw from the prior. */
  private final @Nullable LatentSampler sampler;

  private Ranks ranks = new Ranks(Collective.alone());
  private TrainingStep trainingStep;
  private LatentBatches latents;
  private @Nullable ImageBatches batches;
  private int stepsDone;

  /** The number of steps after which the game is over. */
  private int targetStep;

  /** The size of the data set of the latest step, over all ranks; 0 before the first. */
  private int imagesOfRun;

  /** How many trainers made the latest step together. */
  private int ranksOfRun = 1;

  /** The images of all ranks that {@link #batches} are read from. */
  private int imagesInAll;

  /** Whether the run was resumed and has made no step since: it is to go on with its data set. */
  private boolean resumed;

  /** Takes the networks over. */
  Game(InfoGanConfig config, InfoGanNetworks networks, @Nullable LatentSampler sampler) {
    this.config = networks.describe(config);
    this.networks = networks;
    this.sampler = sampler;
    for (LatentCode code : config.latent().codes()) {
      Checks.require(
          sampler == null || !code.learnsPrior(),
          "latent code " + code.name(),
          "a prior that is UNIFORM or given, since a sampler of your own draws the vectors",
          "LEARNED");
    }
    latents = latentBatches(config);
    trainingStep = new TrainingStep(config, networks);
    targetStep = config.steps();
  }

  private LatentBatches latentBatches(InfoGanConfig ofRank) {
    LatentSampler prior = (count, random) -> latent().draw(count, random);
    return new LatentBatches(ofRank, sampler == null ? prior : sampler);
  }

  /** Takes over the state of a checkpoint. */
  void restore(CheckpointFile file) throws IOException {
    file.readInto(trainingStep.state());
    RunCounters counters = file.counters();
    trainingStep.resumeAfter(counters.updates());
    stepsDone = counters.step();
    imagesOfRun = counters.images();
    ranksOfRun = counters.ranks();
    resumed = true;
  }

  /** Becomes one of several ranks; see {@link InfoGanTrainer#joinRanks}. */
  void join(Ranks joined) {
    if (batches != null) {
      throw new IllegalStateException(
          "ranks: expected a trainer that was just made or resumed, found one that has trained");
    }
    Checks.require(
        joined.size() == 1 || config.pretraining().steps() == 0,
        "ranks: pretraining",
        "0 steps where several ranks train together",
        config.pretraining().steps() + " steps");
    if (stepsDone > 0 && joined.size() != ranksOfRun) {
      LOG.warn(
          "the run goes on with {} ranks where its checkpoint has {}: on other batches, of {} images"
              + " a step in all",
          joined.size(),
          ranksOfRun,
          joined.size() * config.batch());
    }
    ranks = joined;
    InfoGanConfig ofRank = ofRank();
    TrainingStep step = new TrainingStep(ofRank, networks, ranks);
    TrainingState state = trainingStep.state();
    step.resumeAfter(state.updates());
    step.state().assign(state);
    trainingStep.close();
    trainingStep = step;
    latents.close();
    latents = latentBatches(ofRank);
  }

  /**
   * The configuration with the rank's own seed; the run's, and rank 0's, is that of the weights.
   */
  private InfoGanConfig ofRank() {
    return ranks.rank() == 0
        ? config
        : config.toBuilder().seed(RandomStreams.seedOf(config.seed(), ranks.rank())).build();
  }

  InfoGanConfig config() {
    return config;
  }

  InfoGanNetworks networks() {
    return networks;
  }

  TrainingStep trainingStep() {
    return trainingStep;
  }

  Ranks ranks() {
    return ranks;
  }

  /** The layout of the latent vectors, with the priors that have been learnt so far. */
  LatentSpec latent() {
    return trainingStep.latent();
  }

  LatentBatches latents() {
    return latents;
  }

  /** The batches of the latest data set. */
  Optional<ImageBatches> batches() {
    return Optional.ofNullable(batches);
  }

  /** The size of the latest data set, over all ranks. */
  int images() {
    return batches == null ? imagesOfRun : imagesInAll;
  }

  int stepsDone() {
    return stepsDone;
  }

  /** The number of epochs that the steps so far make up, of the latest data set. */
  int epochsDone(ImageBatches ofRun) {
    return Math.toIntExact(batchesRead() / ofRun.perEpoch());
  }

  private long batchesRead() {
    return (long) stepsDone * config.stabilizers().discriminatorUpdates();
  }

  boolean isOver() {
    return stepsDone >= targetStep;
  }

  /** Lets a game that was over go on for as many steps as are configured. */
  void prolong() {
    targetStep = Math.addExact(targetStep, config.steps());
  }

  /** Where single steps have gone beyond the end, moves it to the next one. */
  void passEnds() {
    while (targetStep < stepsDone) {
      prolong();
    }
  }

  /** Ends the game after so many steps in all. */
  void endAt(int steps) {
    if (steps < stepsDone) {
      throw new IllegalArgumentException(
          "steps: expected at least the " + stepsDone + " that were made, found " + steps);
    }
    config = config.toBuilder().steps(steps).build();
    targetStep = steps;
  }

  /**
   * Makes one step.
   *
   * @param ofRun where it reads real images
   * @param stop whether this rank wants it to be the last
   * @param start when it began, by {@link System#nanoTime}
   * @return what it measured
   */
  StepMetrics step(ImageBatches ofRun, boolean stop, long start) {
    ofRun.prepare(batchesRead(), config.stabilizers().discriminatorUpdates());
    ranks.begin(stop);
    StepMeasurements measured =
        trainingStep.run(
            stepsDone,
            new BatchSource(ofRun::read, draw -> latents.draw(draw, Purpose.LATENTS)),
            RandomStreams.at(
                RandomStreams.seedOf(config.seed(), ranks.rank()), stepsDone, Purpose.DROPOUT));
    stepsDone++;
    imagesOfRun = imagesInAll;
    ranksOfRun = ranks.size();
    resumed = false;
    long epoch = (batchesRead() - 1) / ofRun.perEpoch() + 1;
    StepMetrics metrics =
        measured.toMetrics(
            stepsDone,
            Math.toIntExact(epoch),
            config.realLabel(),
            config.batch() * 1e9 / (System.nanoTime() - start));
    if (ranks.size() > 1 && stepsDone % CHECK_STEPS == 0) {
      ranks.requireSame("parameters after step " + stepsDone, trainingStep.checksum());
    }
    return metrics;
  }

  /** The batches of a data set, which are kept as long as the same one is asked for. */
  ImageBatches batchesOf(ImageDataset images) {
    if (batches == null || !batches.dataset().equals(images)) {
      checkImages(images);
      closeBatches();
      imagesInAll = imagesInAll(images);
      batches = new ImageBatches(images, ofRank());
    }
    return batches;
  }

  /** Ranks that do not train the same model from the same state must not begin. */
  private int imagesInAll(ImageDataset images) {
    if (ranks.size() == 1) {
      return images.size();
    }
    CRC32C text = new CRC32C();
    text.update(config.toJson().getBytes(StandardCharsets.UTF_8));
    ranks.requireSame("checksum of the configuration", text.getValue());
    ranks.requireSame("steps made", stepsDone);
    ranks.requireSame("steps to be made in all", targetStep);
    ranks.requireSame("checksum of the parameters", trainingStep.checksum());
    int sum = Math.toIntExact(Arrays.stream(ranks.gather(images.size())).sum());
    requireImagesOfRun(sum);
    return sum;
  }

  /** See {@link InfoGanTrainer#checkImages}. */
  void checkImages(ImageDataset images) {
    if (!images.shape().equals(config.image())) {
      throw new IllegalArgumentException(
          "images: expected shape " + config.image() + ", found " + images.shape());
    }
    if (images.size() < config.batch()) {
      throw new IllegalArgumentException(
          "images: expected at least one batch of "
              + config.batch()
              + ", found "
              + images.size()
              + " images");
    }
    if (ranks.size() == 1) {
      requireImagesOfRun(images.size());
    }
  }

  private void requireImagesOfRun(int images) {
    if (resumed && imagesOfRun > 0 && images != imagesOfRun) {
      throw new IllegalArgumentException(
          "images: expected the "
              + imagesOfRun
              + " images that the resumed run was trained on, found "
              + images);
    }
  }

  /** Writes all that the game is between two steps. */
  void writeCheckpoint(Path file) throws IOException {
    if (trainingStep.isIncomplete()) {
      throw new IllegalStateException(
          "checkpoint: expected a trainer between two steps, found step "
              + (stepsDone + 1)
              + " broken off; an earlier checkpoint is the one to resume from");
    }
    TrainingState state = trainingStep.state();
    CheckpointFile.write(file, config, state, stepsDone, imagesOfRun, ranksOfRun);
  }

  private void closeBatches() {
    if (batches != null) {
      batches.close();
      batches = null;
    }
  }

  @Override
  public void close() {
    closeBatches();
    trainingStep.close();
    networks.close();
    latents.close();
  }
}
