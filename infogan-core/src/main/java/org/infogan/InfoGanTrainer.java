package org.infogan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.infogan.backend.NativeRuntime;
import org.infogan.collective.Collective;
import org.infogan.collective.CollectiveException;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.internal.CloseGuard;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentSampler;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.nn.Layer;
import org.infogan.selfsupervised.CategoryPretraining;
import org.infogan.selfsupervised.CategoryRefinement;
import org.infogan.selfsupervised.HintedImages;
import org.infogan.train.CheckpointFile;
import org.infogan.train.Ranks;
import org.infogan.train.StepMetrics;
import org.infogan.train.batches.ImageBatches;
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

  private final Game game;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final CollapseDetector collapseDetector = new CollapseDetector(WARMUP_STEPS);
  private final CloseGuard guard;

  /** Held by the thread whose call is in progress. */
  private final ReentrantLock turn = new ReentrantLock();

  private @Nullable StepMetrics lastMetrics;

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
    game = new Game(config, networks, sampler);
    guard = new CloseGuard("trainer", game::close);
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
      game.restore(file);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
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
    return inUse(
        () -> {
          game.join(new Ranks(collective));
          return this;
        });
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
    HintedImages.check(labelled, game.config());
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
    game.endAt(steps);
    return this;
  }

  @Override
  public InfoGanConfig config() {
    return game.config();
  }

  @Override
  public int stepsDone() {
    return game.stepsDone();
  }

  @Override
  public Optional<StepMetrics> lastMetrics() {
    return Optional.ofNullable(lastMetrics);
  }

  @Override
  public List<String> termNames() {
    return game.trainingStep().termNames();
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
    return fit(FloatImages.copyOf(images, config().image()));
  }

  private InfoGan train(ImageDataset images) {
    game.passEnds();
    // Checked, and used for the model's statistics, even if no step is left.
    guard.use(() -> game.batchesOf(images));
    stopRequested = false;
    game.ranks().begin(false);
    listeners.forEach(listener -> listener.onStart(this));
    if (!game.isOver()) {
      inUse(() -> findCategories(images, () -> stopRequested));
    }
    while (!game.isOver() && !isStopped()) {
      inUse(() -> makeStep(images));
    }
    listeners.forEach(listener -> listener.onEnd(this));
    if (!game.isOver()) {
      return snapshot();
    }
    boolean refines = config().refinement().rounds() > 0 && game.ranks().rank() == 0;
    InfoGan model = refines ? inUse(this::refinedModel) : snapshot();
    game.prolong();
    return model;
  }

  /** Of several ranks none may end before the others know. */
  private boolean isStopped() {
    return game.ranks().size() == 1 ? stopRequested : game.ranks().isStopAgreed();
  }

  /** What ends a call on this rank ends it on all. */
  private <T> T together(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      game.ranks().abort(e);
      throw e;
    }
  }

  @Override
  public void stop() {
    stopRequested = true;
  }

  @Override
  public InfoGan snapshot() {
    return inUse(() -> GameModel.of(game, dataName, (config, networks) -> {}));
  }

  @Override
  public void readParameters(BiConsumer<String, float[]> reader) {
    inUse(
        () -> {
          game.networks().readParameters(reader);
          return null;
        });
  }

  @Override
  public void saveCheckpoint(Path file) throws IOException {
    inUse(
        () -> {
          game.writeCheckpoint(file);
          return null;
        });
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
          "training: interrupted after step " + stepsDone() + " of this trainer");
    }
    ImageBatches batches = game.batchesOf(images);
    findCategories(images, () -> false);
    int epochsBefore = game.epochsDone(batches);
    StepMetrics metrics = game.step(batches, stopRequested, start);
    lastMetrics = metrics;
    for (String warning : collapseDetector.observe(metrics)) {
      LOG.warn(warning);
      listeners.forEach(listener -> listener.onWarning(this, warning));
    }
    listeners.forEach(listener -> listener.onStep(this, metrics));
    for (int epoch = epochsBefore + 1; epoch <= game.epochsDone(batches); epoch++) {
      int ended = epoch;
      listeners.forEach(listener -> listener.onEpoch(this, ended));
    }
    return metrics;
  }

  /**
   * A checksum of parameters, moments, counts and averages: what all ranks of a run have in common
   * after a step, and what a resumed run has in common with the one that never stopped.
   *
   * @return CRC-32C
   * @throws IllegalStateException when this trainer is closed, or another thread is using it
   */
  public long checksum() {
    return inUse(() -> game.trainingStep().checksum());
  }

  /** How long the steps so far have waited for images of the latest data set, in seconds. */
  double secondsWaited() {
    return game.batches().map(ImageBatches::secondsWaited).orElse(0.0);
  }

  /** Gives the batches their categories, if that is configured and has not been done before. */
  private Void findCategories(ImageDataset images, BooleanSupplier stop) {
    ImageBatches ofRun = game.batchesOf(images);
    if (config().pretraining().steps() > 0 && !ofRun.hasCategories()) {
      CategoryPretraining.run(
              config(),
              HintedImages.of(images, hints),
              () -> isToStop(stop),
              done -> listeners.forEach(listener -> listener.onPretraining(this, done)))
          .ifPresent(ofRun::setCategories);
    }
    return null;
  }

  private InfoGan refinedModel() {
    return GameModel.of(game, dataName, this::refine);
  }

  private void refine(InfoGanConfig ofModel, InfoGanNetworks networks) {
    ImageDataset images = game.batches().orElseThrow().dataset();
    CategoryRefinement.run(
            ofModel,
            networks,
            HintedImages.of(images, hints),
            game.latents(),
            () -> isToStop(() -> stopRequested),
            round -> listeners.forEach(listener -> listener.onRefinement(this, round)))
        .ifPresent(
            report -> {
              LOG.info("{}", report);
              listeners.forEach(listener -> listener.onRefined(this, report));
            });
  }

  private static boolean isToStop(BooleanSupplier stop) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "training: interrupted while learning from real images alone");
    }
    return stop.getAsBoolean();
  }

  /**
   * Checks that this trainer can train on a data set.
   *
   * @param images in the configured size, at least one batch; for a resumed run, as many as before
   * @throws IllegalArgumentException when they are not
   */
  public void checkImages(ImageDataset images) {
    game.checkImages(images);
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
}
