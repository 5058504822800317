package org.infogan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.infogan.RandomStreams.Purpose;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.nn.NativeRuntime;
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
 * Models that it hands out are copies and live on. Not for use by two threads at once, but for
 * {@link #close}.
 */
public final class InfoGanTrainer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InfoGanTrainer.class);

  /** Steps before a collapse is spoken of. */
  private static final int COLLAPSE_PATIENCE = 500;

  private final InfoGanConfig config;
  private final InfoGanNetworks networks;
  private final TrainingStep trainingStep;
  private final LatentBatches latents;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final CollapseDetector watch = new CollapseDetector(COLLAPSE_PATIENCE);
  private ImageBatches batches;
  private int stepsDone;

  /** Where the next {@link #fit} ends. */
  private int goal;

  /** The size of the data set of a run that was resumed and has made no step since; else 0. */
  private int imagesOfResumedRun;

  /** A step was begun and did not come to its end, so the networks may be half-way in it. */
  private boolean inStep;

  private final CloseGuard lifetime = new CloseGuard("trainer", this::free);

  /** A trainer for the networks that the configuration describes, with fresh weights. */
  public InfoGanTrainer(InfoGanConfig config) {
    this(config, InfoGanNetworks.initialize(config), LatentSampler.prior(config.latent()));
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
    this(config, generator, discriminator, q, LatentSampler.prior(config.latent()));
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
   *     configuration
   */
  public InfoGanTrainer(
      InfoGanConfig config,
      Generator generator,
      Discriminator discriminator,
      QHead q,
      LatentSampler sampler) {
    this(
        config,
        InfoGanNetworks.of(config, generator, discriminator, q).drawInitialWeights(config),
        sampler);
  }

  /** Takes the networks over. */
  InfoGanTrainer(InfoGanConfig config, InfoGanNetworks networks, LatentSampler sampler) {
    NativeRuntime.prepare();
    this.config = networks.describe(config);
    this.networks = networks;
    latents = new LatentBatches(config, sampler);
    trainingStep = new TrainingStep(config, networks);
    goal = config.steps();
  }

  /**
   * Continues a run from a checkpoint (see {@link Checkpoints} for own layers and networks): every
   * later step, and the model in the end, has the bits of the run that never stopped, on the same
   * machine with the same number of threads.
   *
   * @param checkpoint a file that {@link #saveCheckpoint} wrote
   * @return a trainer after as many steps as the checkpoint's, with no listeners; the caller closes
   *     it
   * @throws IOException when the file cannot be read, is damaged, or holds another kind of thing;
   *     the message says what was found and expected
   */
  public static InfoGanTrainer resume(Path checkpoint) throws IOException {
    return Checkpoints.resume(checkpoint, List.of());
  }

  /** Takes over a checkpoint's state; closes this trainer if that fails. */
  InfoGanTrainer restore(CheckpointFile file) throws IOException {
    try {
      file.readInto(trainingStep.state());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    stepsDone = file.progress().step();
    imagesOfResumedRun = file.progress().images();
    return this;
  }

  /** Adds a listener; they are called in the order in which they were added. */
  public InfoGanTrainer addListener(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /** The configuration. */
  public InfoGanConfig config() {
    return config;
  }

  /** The number of steps made, in this trainer and in those that it was resumed from. */
  public int stepsDone() {
    return stepsDone;
  }

  /**
   * Trains until {@link InfoGanConfig#steps} steps have been made in all. A run that was
   * interrupted or resumed makes the steps that are missing, which may be none; one that has
   * returned its model goes on, when this is called again, for as many more.
   *
   * @param images in the configured size, at least one batch
   * @return the trained model, its batch statistics measured on fresh latent vectors (G) and on
   *     these images (D and Q); the caller closes it
   * @throws IllegalArgumentException when the images do not fit the configuration
   * @throws IllegalStateException when this trainer is closed
   * @throws ArithmeticException when a loss or a gradient is no longer finite, or a loss beyond all
   *     measure; the trainer can still give a {@link #snapshot}, but what has diverged is better
   *     resumed from a checkpoint
   * @throws CancellationException when the thread is interrupted; the interrupt status stays set
   */
  public InfoGan fit(ImageDataset images) {
    lifetime.requireOpen();
    while (goal < stepsDone) {
      goal = Math.addExact(goal, config.steps());
    }
    // Checked, and used for the model's statistics, even if no step is left.
    lifetime.during(() -> batchesOf(images));
    while (stepsDone < goal) {
      step(images);
    }
    InfoGan model = snapshot();
    goal += config.steps();
    return model;
  }

  /**
   * As {@link #fit(ImageDataset)}.
   *
   * @param images [N, C, H, W] or [N, H, W] with values in [0, 1]. Not modified.
   */
  public InfoGan fit(INDArray images) {
    lifetime.requireOpen();
    return fit(FloatImages.copyOf(images));
  }

  /**
   * As {@link #fit(ImageDataset)}.
   *
   * @param images features of [B, C, H, W] or flat ones of [B, C·H·W], with values in [0, 1]; read
   *     once, into memory
   */
  public InfoGan fit(DataSetIterator images) {
    lifetime.requireOpen();
    return fit(FloatImages.copyOf(images, config.image()));
  }

  /**
   * The model as it is now, what {@link #fit} would return if it ended here; the caller closes it.
   * Where G's parameters are averaged, the model's G has the average.
   */
  public InfoGan snapshot() {
    return lifetime.during(this::calibratedModel);
  }

  /**
   * Writes all that the run is at this moment, for {@link #resume(Path)}. An earlier file is
   * replaced as a whole or not at all.
   *
   * @param file the file to create or replace; missing parent folders are created
   * @throws IOException when the file cannot be written; the message names it
   * @throws ArithmeticException when a parameter is no longer finite; nothing is written
   * @throws IllegalStateException when the last step ended with an exception; nothing is written
   */
  public void saveCheckpoint(Path file) throws IOException {
    lifetime.during(() -> writeCheckpoint(file));
  }

  private Void writeCheckpoint(Path file) throws IOException {
    if (inStep) {
      throw new IllegalStateException(
          "checkpoint: expected a trainer between two steps, found step "
              + (stepsDone + 1)
              + " broken off; an earlier checkpoint is the one to resume from");
    }
    int images = batches == null ? imagesOfResumedRun : batches.images().size();
    CheckpointFile.write(file, config, trainingStep.state(), stepsDone, images);
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
    return lifetime.during(() -> makeStep(images));
  }

  private StepMetrics makeStep(ImageDataset images) {
    long start = System.nanoTime();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "training: interrupted after step " + stepsDone + " of this trainer");
    }
    ImageBatches batches = batchesOf(images);
    inStep = true;
    StepResult result =
        trainingStep.run(
            stepsDone,
            BatchSource.of(batches, latents),
            RandomStreams.at(config.seed(), stepsDone, Purpose.DROPOUT));
    inStep = false;
    stepsDone++;
    double seconds = (System.nanoTime() - start) / 1e9;
    long batchesRead = (long) stepsDone * config.stabilizers().discriminatorUpdates();
    int epoch = Math.toIntExact((batchesRead - 1) / batches.perEpoch() + 1);
    StepMetrics stats =
        new StepMetrics(
            stepsDone,
            epoch,
            result.lossOnReal() + result.lossOnFake(),
            result.generatorLoss(),
            result.mutualInformation(),
            result.meanOnReal(),
            result.meanOnFake(),
            result.consistency(),
            (result.meanOnReal() - result.meanOnFake()) / config.realLabel(),
            result.diversity(),
            config.batch() / seconds);
    for (String warning : watch.observe(stats)) {
      LOG.warn(warning);
      listeners.forEach(listener -> listener.onWarning(this, warning));
    }
    listeners.forEach(listener -> listener.onStep(this, stats));
    if (batchesRead % batches.perEpoch() < config.stabilizers().discriminatorUpdates()) {
      int ended = Math.toIntExact(batchesRead / batches.perEpoch());
      listeners.forEach(listener -> listener.onEpoch(this, ended));
    }
    return stats;
  }

  private ImageBatches batchesOf(ImageDataset images) {
    if (batches == null || batches.images() != images) {
      requireFit(images);
      imagesOfResumedRun = 0;
      closeBatches();
      batches = new ImageBatches(images, config);
    }
    return batches;
  }

  /** How long the steps so far have waited for images of the latest data set. */
  double secondsWaited() {
    return batches == null ? 0 : batches.secondsWaited();
  }

  private void closeBatches() {
    if (batches != null) {
      batches.close();
      batches = null;
    }
  }

  private InfoGan calibratedModel() {
    InfoGanNetworks copy = networks.copy();
    try {
      trainingStep.state().average().ifPresent(copy.generator().parameters()::assign);
      BatchNormCalibration.ofGenerator(copy, config, latents);
      if (batches != null) {
        BatchNormCalibration.ofTrunkAndQ(copy, config, batches);
      }
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
    return new InfoGan(config, copy);
  }

  /**
   * Checks that this trainer can train on a data set.
   *
   * @param images in the configured size, at least one batch; for a resumed run, as many as before
   * @throws IllegalArgumentException when they are not
   */
  public void requireFit(ImageDataset images) {
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
    if (imagesOfResumedRun > 0 && images.size() != imagesOfResumedRun) {
      throw new IllegalArgumentException(
          "images: expected the "
              + imagesOfResumedRun
              + " images that the resumed run was trained on, found "
              + images.size());
    }
  }

  /**
   * Frees the networks in training. Models that were handed out are not affected. Another thread
   * may call this while a {@link #fit} runs, which then ends after its step and frees the memory.
   */
  @Override
  public void close() {
    lifetime.close();
  }

  private void free() {
    closeBatches();
    trainingStep.close();
    networks.close();
    latents.close();
  }
}
