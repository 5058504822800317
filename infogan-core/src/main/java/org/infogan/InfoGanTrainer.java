package org.infogan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.infogan.backend.NativeRuntime;
import org.infogan.collective.Collective;
import org.infogan.collective.CollectiveException;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.internal.Checks;
import org.infogan.internal.CloseGuard;
import org.infogan.io.TensorArchive;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSampler;
import org.infogan.latent.LatentSpec;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.Provenance;
import org.infogan.model.QHead;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Layer;
import org.infogan.selfsupervised.CategoryPretraining;
import org.infogan.selfsupervised.CategoryRefinement;
import org.infogan.selfsupervised.HintedImages;
import org.infogan.selfsupervised.RefinementReport;
import org.infogan.train.BatchNormCalibration;
import org.infogan.train.CheckpointFile;
import org.infogan.train.Ranks;
import org.infogan.train.StepMeasurements;
import org.infogan.train.StepMetrics;
import org.infogan.train.TrainingState;
import org.infogan.train.TrainingStep;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.ImageBatches;
import org.infogan.train.batches.LatentBatches;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains an InfoGAN:
 *
 * <pre>{@code
 * try (InfoGanTrainer trainer = new InfoGanTrainer(InfoGanConfig.mnist());
 *     InfoGan model = trainer.fit(Mnist.load().train())) {
 *   model.save(Path.of("model.zip"));
 * }
 * }</pre>
 *
 * <p>Owns the networks in training and all buffers, off the Java heap; {@link #close} frees them.
 * Models that it returns are copies and live on. One thread at a time may use it: a call while
 * another thread's is in progress is refused. Only {@link #stop} and {@link #close} may be called
 * from any thread at any time.
 */
public final class InfoGanTrainer implements RunView, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InfoGanTrainer.class);

  /** Steps before a collapse is reported. */
  private static final int WARMUP_STEPS = 500;

  /** Steps from one comparison of the ranks' parameters to the next. */
  private static final int CHECK_STEPS = 100;

  private InfoGanConfig config;
  private final InfoGanNetworks networks;

  /** null to draw from the prior. */
  private final @Nullable LatentSampler sampler;

  private Ranks ranks = new Ranks(Collective.alone());
  private TrainingStep trainingStep;
  private LatentBatches latents;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final CollapseDetector collapseDetector = new CollapseDetector(WARMUP_STEPS);
  private final CloseGuard guard = new CloseGuard("trainer", this::free);

  /** Held by the thread whose call is in progress. */
  private final ReentrantLock turn = new ReentrantLock();

  private @Nullable ImageBatches batches;
  private @Nullable StepMetrics lastMetrics;
  private int stepsDone;

  /** The number of steps after which the next {@link #fit} ends. */
  private int targetStep;

  /** The size of the data set of the latest step, over all ranks; 0 before the first. */
  private int imagesOfRun;

  /** How many trainers made the latest step together. */
  private int ranksOfRun = 1;

  /** The images of all ranks that {@link #batches} are read from. */
  private int imagesInAll;

  /** Whether the run was resumed and has made no step since: it is to go on with its data set. */
  private boolean resumed;

  /** What the models' provenance calls the images. */
  private @Nullable String dataName;

  /** Labelled images that steer the categories. */
  private @Nullable ImageDataset hints;

  private volatile boolean stopRequested;

  /**
   * A trainer for the networks that the configuration describes, with fresh weights.
   *
   * @param config the run's configuration
   */
  public InfoGanTrainer(InfoGanConfig config) {
    this(config, InfoGanNetworks.initialize(config), null);
  }

  /**
   * A trainer for the user's own networks. It takes them over: it changes their parameters, and
   * frees them when it is closed. Those that are {@link org.infogan.nn.Sequential} and whose
   * weights are still zero get initial weights as configured; all others keep the weights that they
   * have.
   *
   * @param config images, codes, losses and schedule, from a builder that was told of {@link
   *     InfoGanConfig.Builder#ownNetworks}. Layers in it are not used; if they are not those of the
   *     networks, {@link #config} and saved files say that the networks are the user's own
   * @param generator G, all of FLOAT type like the others
   * @param discriminator D
   * @param q Q
   * @throws IllegalArgumentException when a network's input or output does not fit the
   *     configuration
   */
  public InfoGanTrainer(
      InfoGanConfig config, Generator generator, Discriminator discriminator, QHead q) {
    this(config, networks(config, generator, discriminator, q), null);
  }

  /**
   * As {@link #InfoGanTrainer(InfoGanConfig, Generator, Discriminator, QHead)}, with the user's own
   * sampler.
   *
   * @param config images, codes, losses and schedule
   * @param generator G, all of FLOAT type like the others
   * @param discriminator D
   * @param q Q
   * @param sampler draws the generator's inputs
   * @throws IllegalArgumentException when a network's input or output does not fit the
   *     configuration, or when the prior of a code is {@linkplain CategoricalPrior#LEARNED learnt}
   */
  public InfoGanTrainer(
      InfoGanConfig config,
      Generator generator,
      Discriminator discriminator,
      QHead q,
      LatentSampler sampler) {
    this(
        config,
        networks(config, generator, discriminator, q),
        Objects.requireNonNull(sampler, "sampler"));
  }

  private static InfoGanNetworks networks(
      InfoGanConfig config, Generator generator, Discriminator discriminator, QHead q) {
    return InfoGanNetworks.of(config, generator, discriminator, q).drawInitialWeights(config);
  }

  /** Takes the networks over. */
  InfoGanTrainer(InfoGanConfig config, InfoGanNetworks networks, @Nullable LatentSampler sampler) {
    NativeRuntime.prepare();
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
    LatentSampler prior = (count, random) -> trainingStep.latent().draw(count, random);
    return new LatentBatches(ofRank, sampler == null ? prior : sampler);
  }

  /**
   * Continues a run from a checkpoint: every later step, and the model in the end, has the bits of
   * the run that never stopped, on the same machine with the same number of threads.
   *
   * @param checkpoint a file that {@link #saveCheckpoint} wrote, of a run with the networks that
   *     its configuration describes
   * @return a trainer after as many steps as the checkpoint's, with no listeners; the caller closes
   *     it
   * @throws IOException when the file cannot be read, is damaged, or holds another kind of thing;
   *     the message says what was found and expected
   */
  public static InfoGanTrainer resume(Path checkpoint) throws IOException {
    return resume(checkpoint, List.of());
  }

  /**
   * As {@link #resume(Path)}, with layers of the user's own.
   *
   * @param checkpoint the file
   * @param ownLayers the layers' classes. Not modified.
   * @return the trainer; the caller closes it
   * @throws IOException as {@link #resume(Path)}
   */
  public static InfoGanTrainer resume(Path checkpoint, List<Class<? extends Layer>> ownLayers)
      throws IOException {
    NativeRuntime.prepare();
    try (CheckpointFile file = new CheckpointFile(checkpoint, ownLayers)) {
      InfoGanConfig config = file.config();
      return new InfoGanTrainer(config, file.allocateNetworks(), null).restore(file);
    }
  }

  /**
   * As {@link #resume(Path)}, with the user's own networks, of the same structure as those of the
   * run, and sampler. The trainer takes them over.
   *
   * @param checkpoint the file
   * @param generator G
   * @param discriminator D
   * @param q Q
   * @param sampler draws the generator's inputs
   * @return the trainer; the caller closes it
   * @throws IOException as {@link #resume(Path)}, and when a tensor has another name or shape in
   *     these networks
   */
  public static InfoGanTrainer resume(
      Path checkpoint,
      Generator generator,
      Discriminator discriminator,
      QHead q,
      LatentSampler sampler)
      throws IOException {
    NativeRuntime.prepare();
    try (CheckpointFile file = new CheckpointFile(checkpoint, List.of())) {
      return new InfoGanTrainer(file.config(), generator, discriminator, q, sampler).restore(file);
    }
  }

  /**
   * As {@link #resume(Path)}, with the user's own networks, of the same structure as those of the
   * run, which drew from its prior. The trainer takes them over.
   *
   * @param checkpoint the file
   * @param generator G
   * @param discriminator D
   * @param q Q
   * @return the trainer; the caller closes it
   * @throws IOException as {@link #resume(Path)}, and when a tensor has another name or shape in
   *     these networks
   */
  public static InfoGanTrainer resume(
      Path checkpoint, Generator generator, Discriminator discriminator, QHead q)
      throws IOException {
    NativeRuntime.prepare();
    try (CheckpointFile file = new CheckpointFile(checkpoint, List.of())) {
      return new InfoGanTrainer(file.config(), generator, discriminator, q).restore(file);
    }
  }

  /**
   * Continues a run from the newest of its {@link Checkpoints} that can be read.
   *
   * @param folder the folder with the run's checkpoints
   * @param onDamaged is given the exception of each newer one that cannot be read
   * @return the trainer, as from {@link #resume(Path)}; empty when no checkpoint could be read
   * @throws IOException when the folder cannot be read
   */
  public static Optional<InfoGanTrainer> resumeNewest(Path folder, Consumer<IOException> onDamaged)
      throws IOException {
    for (Path file : Checkpoints.list(folder)) {
      try {
        return Optional.of(resume(file));
      } catch (IOException e) {
        onDamaged.accept(e);
      }
    }
    return Optional.empty();
  }

  /** Takes over a checkpoint's state; closes this trainer if that fails. */
  private InfoGanTrainer restore(CheckpointFile file) throws IOException {
    try {
      file.readInto(trainingStep.state());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    trainingStep.resumeAfter(file.counters().updates());
    stepsDone = file.counters().step();
    imagesOfRun = file.counters().images();
    ranksOfRun = file.counters().ranks();
    resumed = true;
    return this;
  }

  /**
   * Makes this trainer one of N that train one model together, each on images of its own: every
   * update is made with the mean of all ranks' gradients, just before they are clipped. So a step
   * sees N batches, N·B images in all; batch norm takes its statistics from each rank's own batch.
   * Rank r draws latent vectors and batches of its own: seed, N and each rank's images fix the run.
   * Every rank calls {@link #fit} or {@link #step} with the same configuration, and all have the
   * same parameters after each step, which they compare from time to time.
   *
   * <p>What a rank fails with ends the run on all: there it is a {@link CollectiveException} that
   * names rank and cause. After {@link #stop} on one of them all end with the same step, this one
   * or the next. Metrics are those of the rank's own batch. The model of rank 0 is the run's: its
   * statistics are measured on rank 0's images, and it alone is refined.
   *
   * <p>A resumed run may go on with another number of ranks: from the same parameters, but on other
   * batches than before.
   *
   * @param collective this rank, of {@link org.infogan.collective}; the caller closes it, after
   *     this trainer's last step
   * @return this trainer
   * @throws IllegalStateException when this trainer has made steps since it was made or resumed
   * @throws IllegalArgumentException when the configuration has a {@link
   *     InfoGanConfig#pretraining}: categories found on parts of the data would not be the same
   *     ones
   */
  public InfoGanTrainer joinRanks(Collective collective) {
    return inUse(() -> join(new Ranks(collective)));
  }

  private InfoGanTrainer join(Ranks joined) {
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
    return this;
  }

  /**
   * The configuration with the rank's own seed; the run's, and rank 0's, is that of the weights.
   */
  private InfoGanConfig ofRank() {
    return ranks.rank() == 0
        ? config
        : config.toBuilder().seed(RandomStreams.seedOf(config.seed(), ranks.rank())).build();
  }

  /**
   * Adds a listener; they are called in the order in which they were added.
   *
   * @param listener the listener
   * @return this trainer
   */
  public InfoGanTrainer addListener(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Names the images, for the {@link InfoGan#provenance} of the models. A resumed run needs it
   * again.
   *
   * @param name what people call the data set, such as "MNIST"
   * @return this trainer
   */
  public InfoGanTrainer withDataName(String name) {
    dataName = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Gives a few labelled images, 10 to 100 say, that steer the categories: pretraining and
   * refinement learn what they say, and each kind gets one category of the first categorical code.
   * The game itself learns nothing from them. A resumed run needs them again.
   *
   * @param labelled in the configured size, each with a {@linkplain ImageDataset#label label}
   * @return this trainer
   * @throws IllegalArgumentException when an image has another size or no label, when there are
   *     more kinds than categories, or when the configuration has neither pretraining nor
   *     refinement
   */
  public InfoGanTrainer withHints(ImageDataset labelled) {
    HintedImages.check(labelled, config);
    hints = labelled;
    return this;
  }

  /**
   * Makes the run longer or shorter than its configuration says, before its end or after it: {@link
   * #fit} then trains until so many steps have been made in all. Schedules are not stretched, since
   * they name the steps at which they begin and end; so the run has the bits of one that was begun
   * with this number.
   *
   * @param steps the number of steps of the whole run, at least 1 and {@link #stepsDone}
   * @return this trainer, whose configuration, and that of its models and checkpoints, says the new
   *     number
   * @throws IllegalArgumentException when more steps have been made already
   */
  public InfoGanTrainer endAt(int steps) {
    if (steps < stepsDone) {
      throw new IllegalArgumentException(
          "steps: expected at least the " + stepsDone + " that were made, found " + steps);
    }
    config = config.toBuilder().steps(steps).build();
    targetStep = steps;
    return this;
  }

  @Override
  public InfoGanConfig config() {
    return config;
  }

  @Override
  public int stepsDone() {
    return stepsDone;
  }

  @Override
  public Optional<StepMetrics> lastMetrics() {
    return Optional.ofNullable(lastMetrics);
  }

  @Override
  public List<String> termNames() {
    return trainingStep.termNames();
  }

  /**
   * Trains until {@link InfoGanConfig#steps} steps have been made in all. A run that was
   * interrupted, stopped or resumed makes the steps that are missing, which may be none; one that
   * was completed goes on, when this is called again, for as many more.
   *
   * <p>Where {@link InfoGanConfig#refinement} has rounds, the model of a completed run has a
   * refined trunk and Q. The trainer, its snapshots and its checkpoints keep those of the game, so
   * that a run can be prolonged, and a run whose refinement was stopped or broken off is refined
   * anew by the next call from its last checkpoint.
   *
   * @param images in the configured size, at least one batch
   * @return the trained model, its batch statistics measured on fresh latent vectors (G) and on
   *     these images (D and Q); the caller closes it
   * @throws IllegalArgumentException when the images do not fit the configuration
   * @throws IllegalStateException when this trainer is closed, or another thread is using it
   * @throws ArithmeticException when a loss, a gradient or a running statistic is no longer finite,
   *     or a loss too large; the trainer can still give a {@link #snapshot}, but what has diverged
   *     is better resumed from a checkpoint
   * @throws CancellationException when the thread is interrupted; the interrupt status stays set
   */
  public InfoGan fit(ImageDataset images) {
    guard.requireOpen();
    return inTurn(() -> together(() -> train(images)));
  }

  /**
   * As {@link #fit(ImageDataset)}.
   *
   * @param images [N, C, H, W] or [N, H, W] with values in [0, 1]. Not modified.
   * @return the trained model; the caller closes it
   */
  public InfoGan fit(INDArray images) {
    guard.requireOpen();
    return fit(FloatImages.copyOf(images));
  }

  /**
   * As {@link #fit(ImageDataset)}.
   *
   * @param images features of [B, C, H, W] or flat ones of [B, C·H·W], with values in [0, 1]; read
   *     once, into memory
   * @return the trained model; the caller closes it
   */
  public InfoGan fit(DataSetIterator images) {
    guard.requireOpen();
    return fit(FloatImages.copyOf(images, config.image()));
  }

  private InfoGan train(ImageDataset images) {
    while (targetStep < stepsDone) {
      targetStep = Math.addExact(targetStep, config.steps());
    }
    // Checked, and used for the model's statistics, even if no step is left.
    guard.use(() -> batchesOf(images));
    stopRequested = false;
    ranks.begin(false);
    listeners.forEach(listener -> listener.onStart(this));
    if (stepsDone < targetStep) {
      inUse(() -> findCategories(images, () -> stopRequested));
    }
    while (stepsDone < targetStep && !isStopped()) {
      inUse(() -> makeStep(images));
    }
    listeners.forEach(listener -> listener.onEnd(this));
    boolean completed = stepsDone == targetStep;
    InfoGan model =
        completed && config.refinement().rounds() > 0 && ranks.rank() == 0
            ? inUse(this::refinedModel)
            : snapshot();
    if (completed) {
      targetStep += config.steps();
    }
    return model;
  }

  /** Of several ranks none may end before the others know. */
  private boolean isStopped() {
    return ranks.size() == 1 ? stopRequested : ranks.isStopAgreed();
  }

  /** What ends a call on this rank ends it on all. */
  private <T> T together(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      ranks.abort(e);
      throw e;
    }
  }

  @Override
  public void stop() {
    stopRequested = true;
  }

  @Override
  public InfoGan snapshot() {
    return inUse(this::calibratedModel);
  }

  @Override
  public void readParameters(BiConsumer<String, float[]> reader) {
    inUse(
        () -> {
          networks.readParameters(reader);
          return null;
        });
  }

  @Override
  public void saveCheckpoint(Path file) throws IOException {
    inUse(() -> writeCheckpoint(file));
  }

  private Void writeCheckpoint(Path file) throws IOException {
    if (trainingStep.isIncomplete()) {
      throw new IllegalStateException(
          "checkpoint: expected a trainer between two steps, found step "
              + (stepsDone + 1)
              + " broken off; an earlier checkpoint is the one to resume from");
    }
    TrainingState state = trainingStep.state();
    CheckpointFile.write(file, config, state, stepsDone, imagesOfRun, ranksOfRun);
    return null;
  }

  /**
   * Makes one training step, for those who write the loop around it themselves. {@link #fit} is
   * this step repeated.
   *
   * @param images in the configured size, at least one batch; which of them are used follows from
   *     the number of steps made so far
   * @return what the step measured; the listeners have been called with it
   * @throws RuntimeException as {@link #fit(ImageDataset)}
   */
  public StepMetrics step(ImageDataset images) {
    return inUse(() -> together(() -> makeStep(images)));
  }

  private StepMetrics makeStep(ImageDataset images) {
    long start = System.nanoTime();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "training: interrupted after step " + stepsDone + " of this trainer");
    }
    ImageBatches batches = batchesOf(images);
    findCategories(images, () -> false);
    int updates = config.stabilizers().discriminatorUpdates();
    batches.prepare((long) stepsDone * updates, updates);
    ranks.begin(stopRequested);
    StepMeasurements measured =
        trainingStep.run(
            stepsDone,
            new BatchSource(batches::read, draw -> latents.draw(draw, Purpose.LATENTS)),
            RandomStreams.at(
                RandomStreams.seedOf(config.seed(), ranks.rank()), stepsDone, Purpose.DROPOUT));
    long epochsBefore = (long) stepsDone * updates / batches.perEpoch();
    stepsDone++;
    long batchesRead = (long) stepsDone * updates;
    StepMetrics metrics =
        measured.toMetrics(
            stepsDone,
            Math.toIntExact((batchesRead - 1) / batches.perEpoch() + 1),
            config.realLabel(),
            config.batch() * 1e9 / (System.nanoTime() - start));
    lastMetrics = metrics;
    imagesOfRun = imagesInAll;
    ranksOfRun = ranks.size();
    resumed = false;
    if (ranks.size() > 1 && stepsDone % CHECK_STEPS == 0) {
      ranks.requireSame("parameters after step " + stepsDone, trainingStep.checksum());
    }
    for (String warning : collapseDetector.observe(metrics)) {
      LOG.warn(warning);
      listeners.forEach(listener -> listener.onWarning(this, warning));
    }
    listeners.forEach(listener -> listener.onStep(this, metrics));
    for (long epoch = epochsBefore + 1; epoch <= batchesRead / batches.perEpoch(); epoch++) {
      int ended = Math.toIntExact(epoch);
      listeners.forEach(listener -> listener.onEpoch(this, ended));
    }
    return metrics;
  }

  private ImageBatches batchesOf(ImageDataset images) {
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

  /**
   * A checksum of parameters, moments, counts and averages: what all ranks of a run have in common
   * after a step, and what a resumed run has in common with the one that never stopped.
   *
   * @return CRC-32C
   * @throws IllegalStateException when this trainer is closed, or another thread is using it
   */
  public long checksum() {
    return inUse(() -> trainingStep.checksum());
  }

  /** How long the steps so far have waited for images of the latest data set, in seconds. */
  double secondsWaited() {
    return batches == null ? 0 : batches.secondsWaited();
  }

  private void closeBatches() {
    if (batches != null) {
      batches.close();
      batches = null;
    }
  }

  /** Gives the batches their categories, if that is configured and has not been done before. */
  private Void findCategories(ImageDataset images, BooleanSupplier stop) {
    ImageBatches ofRun = batchesOf(images);
    if (config.pretraining().steps() > 0 && !ofRun.hasCategories()) {
      CategoryPretraining.run(
              config,
              HintedImages.of(images, hints),
              () -> isToStop(stop),
              done -> listeners.forEach(listener -> listener.onPretraining(this, done)))
          .ifPresent(ofRun::setCategories);
    }
    return null;
  }

  private InfoGan calibratedModel() {
    return new InfoGan(configOfModel(), calibratedNetworks(), Optional.of(provenance()));
  }

  /** A model's priors are those that training has found. */
  private InfoGanConfig configOfModel() {
    LatentSpec latent = trainingStep.latent();
    return latent.equals(config.latent()) ? config : config.toBuilder().latent(latent).build();
  }

  private InfoGan refinedModel() {
    InfoGanConfig ofModel = configOfModel();
    InfoGanNetworks copy = calibratedNetworks();
    try {
      Optional<RefinementReport> report =
          CategoryRefinement.run(
              ofModel,
              copy,
              HintedImages.of(batches.dataset(), hints),
              latents,
              () -> isToStop(() -> stopRequested),
              round -> listeners.forEach(listener -> listener.onRefinement(this, round)));
      report.ifPresent(
          done -> {
            LOG.info("{}", done);
            listeners.forEach(listener -> listener.onRefined(this, done));
          });
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
    return new InfoGan(ofModel, copy, Optional.of(provenance()));
  }

  private Provenance provenance() {
    return new Provenance(
        TensorArchive.libraryVersion(),
        stepsDone,
        config.seed(),
        Optional.ofNullable(dataName),
        batches == null ? imagesOfRun : imagesInAll,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        0);
  }

  private static boolean isToStop(BooleanSupplier stop) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "training: interrupted while learning from real images alone");
    }
    return stop.getAsBoolean();
  }

  private InfoGanNetworks calibratedNetworks() {
    InfoGanNetworks copy = trainingStep.copyForModel();
    try {
      BatchNormCalibration.ofGenerator(copy, config, latents);
      if (batches != null) {
        BatchNormCalibration.ofTrunkAndQ(copy, config, batches.dataset());
      }
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
    return copy;
  }

  /**
   * Checks that this trainer can train on a data set.
   *
   * @param images in the configured size, at least one batch; for a resumed run, as many as before
   * @throws IllegalArgumentException when they are not
   */
  public void checkImages(ImageDataset images) {
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

  /** A call of the one thread that may use this trainer, while it is open. */
  private <T, E extends Exception> T inUse(CloseGuard.Use<T, E> call) throws E {
    guard.requireOpen();
    return inTurn(() -> guard.use(call));
  }

  /** Refused rather than made to wait: two threads that train one run are a mistake. */
  private <T, E extends Exception> T inTurn(CloseGuard.Use<T, E> call) throws E {
    if (!turn.tryLock()) {
      throw new IllegalStateException(
          "trainer: expected calls from one thread at a time, found another thread's in progress");
    }
    try {
      return call.make();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Frees the networks in training. Models that were returned are not affected. Any thread may call
   * this; a {@link #fit} in progress then ends with an IllegalStateException after its step, and
   * the memory is freed at its end.
   */
  @Override
  public void close() {
    guard.close();
  }

  private void free() {
    closeBatches();
    trainingStep.close();
    networks.close();
    latents.close();
  }
}
