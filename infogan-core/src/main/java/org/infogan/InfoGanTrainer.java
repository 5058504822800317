package org.infogan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.infogan.RandomStreams.Purpose;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.latent.Latents;
import org.infogan.nn.HostMemory;
import org.infogan.nn.Mode;
import org.infogan.nn.NativeRuntime;
import org.infogan.nn.Pass;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

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
 * Models that it hands out are copies and live on. Not for use by two threads at once.
 */
public final class InfoGanTrainer implements AutoCloseable {

  /** Enough batches for means and variances that no longer change visibly. */
  private static final int CALIBRATION_BATCHES = 50;

  private final InfoGanConfig config;
  private final LatentSampler sampler;
  private final Networks networks;
  private final TrainingStep trainingStep;
  private final INDArray latents;
  private final float[] latentsHost;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private RealBatches batches;
  private int stepsDone;
  private boolean closed;

  /** A trainer for the networks that the configuration describes, with fresh weights. */
  public InfoGanTrainer(InfoGanConfig config) {
    this(config, Networks.initialize(config), LatentSampler.prior(config.latent()));
  }

  /**
   * A trainer for the user's own networks. It takes them over: it changes their parameters, and
   * frees them when it is closed.
   *
   * @param config images, codes, losses and schedule; its layers are not used
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
    this(config, Networks.of(config, generator, discriminator, q), sampler);
  }

  private InfoGanTrainer(InfoGanConfig config, Networks networks, LatentSampler sampler) {
    NativeRuntime.prepare();
    this.config = config;
    this.networks = networks;
    this.sampler = Objects.requireNonNull(sampler, "sampler");
    trainingStep = new TrainingStep(config, networks);
    latents = Nd4j.create(DataType.FLOAT, config.latent().width(), config.batch());
    latentsHost = new float[config.latent().width() * config.batch()];
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

  /**
   * Trains for the configured number of steps; called again, for as many more.
   *
   * @param images in the configured size, at least one batch
   * @return the trained model, its batch statistics of D and Q calibrated on these images; the
   *     caller closes it
   * @throws IllegalArgumentException when the images do not fit the configuration
   * @throws IllegalStateException when this trainer is closed
   * @throws ArithmeticException when a loss is no longer finite
   * @throws CancellationException when the thread is interrupted; the interrupt status stays set
   */
  public InfoGan fit(ImageDataset images) {
    requireOpen();
    int end = Math.addExact(stepsDone, config.steps());
    while (stepsDone < end) {
      step(images);
    }
    requireOpen(); // a listener can close the trainer
    return calibratedSnapshot(images);
  }

  /**
   * As {@link #fit(ImageDataset)}.
   *
   * @param images [N, C, H, W] or [N, H, W] with values in [0, 1]. Not modified.
   */
  public InfoGan fit(INDArray images) {
    requireOpen();
    return fit(FloatImages.copyOf(images));
  }

  /**
   * As {@link #fit(ImageDataset)}.
   *
   * @param images features of [B, C, H, W] or flat ones of [B, C·H·W], with values in [0, 1]; read
   *     once, into memory
   */
  public InfoGan fit(DataSetIterator images) {
    requireOpen();
    return fit(FloatImages.copyOf(images, config.image()));
  }

  /** A copy of the model as it is now; the caller closes it. */
  public InfoGan snapshot() {
    requireOpen();
    return new InfoGan(config, networks.copy());
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
  public StepStats step(ImageDataset images) {
    requireOpen();
    long start = System.nanoTime();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "training: interrupted after step " + stepsDone + " of this trainer");
    }
    RealBatches batches = batchesOf(images);
    INDArray real = batches.read(stepsDone);
    drawLatents();
    TrainingStep.Result result =
        trainingStep.run(
            real, latents, RandomStreams.at(config.seed(), stepsDone, Purpose.DROPOUT));
    stepsDone++;
    double seconds = (System.nanoTime() - start) / 1e9;
    int epoch = (stepsDone - 1) / batches.perEpoch() + 1;
    StepStats stats =
        new StepStats(
            stepsDone,
            epoch,
            result.lossOnReal() + result.lossOnFake(),
            result.generatorLoss(),
            result.mutualInformation(),
            result.meanOnReal(),
            result.meanOnFake(),
            config.batch() / seconds);
    requireFinite(stats);
    listeners.forEach(listener -> listener.onStep(this, stats));
    if (stepsDone % batches.perEpoch() == 0) {
      listeners.forEach(listener -> listener.onEpoch(this, epoch));
    }
    return stats;
  }

  private RealBatches batchesOf(ImageDataset images) {
    if (batches == null || batches.images() != images) {
      requireFit(images);
      closeBatches();
      batches = new RealBatches(images, config);
    }
    return batches;
  }

  private void closeBatches() {
    if (batches != null) {
      batches.close();
      batches = null;
    }
  }

  private void drawLatents() {
    Latents drawn =
        sampler.sample(config.batch(), RandomStreams.at(config.seed(), stepsDone, Purpose.LATENTS));
    requireDrawn(drawn);
    float[] vector = new float[config.latent().width()];
    for (int b = 0; b < config.batch(); b++) {
      drawn.read(b, vector);
      BatchLast.put(vector, latentsHost, b, config.batch());
    }
    HostMemory.write(latentsHost, latents);
  }

  /** Trunk and Q see real and generated images in turn; what they meet in use are real ones. */
  private InfoGan calibratedSnapshot(ImageDataset images) {
    RealBatches batches = batchesOf(images);
    Networks copy = networks.copy();
    try (Pass trunk = copy.trunk().newPass(config.batch());
        Pass q = copy.q().newPass(config.batch())) {
      int count = Math.min(CALIBRATION_BATCHES, batches.perEpoch());
      for (int i = 0; i < count; i++) {
        var random = RandomStreams.at(config.seed(), i, Purpose.DROPOUT);
        Mode mode = Mode.calibration(i + 1);
        q.forward(trunk.forward(batches.read(i), mode, random), mode, random);
      }
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
    return new InfoGan(config, copy);
  }

  private void requireDrawn(Latents drawn) {
    if (drawn == null || drawn.count() != config.batch()) {
      throw new IllegalStateException(
          "latent sampler: expected "
              + config.batch()
              + " vectors, found "
              + (drawn == null ? "none" : drawn.count()));
    }
    if (!drawn.spec().equals(config.latent())) {
      throw new IllegalStateException(
          "latent sampler: expected the layout " + config.latent() + ", found " + drawn.spec());
    }
  }

  private void requireFit(ImageDataset images) {
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
  }

  private static void requireFinite(StepStats stats) {
    boolean finite =
        Double.isFinite(stats.discriminatorLoss())
            && Double.isFinite(stats.generatorLoss())
            && stats.mutualInformation().stream().allMatch(Double::isFinite);
    if (!finite) {
      throw new ArithmeticException(
          "training: expected finite losses, found "
              + stats
              + "; try a smaller learning rate of D or G");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("trainer: expected an open one, found it closed");
    }
  }

  /** Frees the networks in training. Models that were handed out are not affected. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      closeBatches();
      trainingStep.close();
      networks.close();
      latents.close();
    }
  }
}
