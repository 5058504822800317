package org.infogan.train.batches;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.infogan.backend.BatchBuffer;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.ValueRange;
import org.infogan.data.ImageDataset;
import org.infogan.data.ReadChecks;

/**
 * Shuffled batches of a data set: each image is read once, transposed once. A data set that lies on
 * disk is read ahead on other threads, with the same result.
 */
public final class ImageBatches implements AutoCloseable {

  private final ImageDataset images;
  private final ValueRange range;
  private final EpochOrder order;
  private final BatchBuffer batch;
  private final PixelDiversity diversity;

  /** Null where the configuration asks for no jitter. */
  private final JitteredImages jittered;

  /** Null for a data set in memory, where a copy is sooner made than ordered. */
  private final Prefetcher prefetcher;

  /** Memory for the images of prepared updates; not used where they are read ahead. */
  private final List<float[][]> memory = new ArrayList<>();

  /** The images of updates {@link #firstPrepared} and following, as they were read. */
  private List<float[][]> prepared = List.of();

  private long firstPrepared;
  private long nanosWaited;

  private ImageBatches(ImageDataset images, InfoGanConfig config, long end, boolean jitter) {
    this.images = images;
    range = config.valueRange();
    order = new EpochOrder(images.size(), config.batch(), config.seed());
    batch = new BatchBuffer(images.shape().toShape().withBatch(config.batch()));
    diversity = new PixelDiversity(config.batch());
    jittered = jitter ? new JitteredImages(config) : null;
    prefetcher = images.readsFromDisk() ? new Prefetcher(order::batch, this::readAnew, end) : null;
  }

  /**
   * Batches to train on.
   *
   * @param images in the configured size, at least one batch
   * @param config gives batch size, seed, value range and jitter
   */
  public ImageBatches(ImageDataset images, InfoGanConfig config) {
    this(images, config, Long.MAX_VALUE, config.stabilizers().consistency().wanted());
  }

  /**
   * The first batches of a training, to measure something on: they have no jittered copies.
   *
   * @param images in the configured size, at least one batch
   * @param config gives batch size, seed and value range
   * @param maximum the largest number of batches that will be asked for
   * @return at most so many batches, and at most one pass through the data
   */
  public static ImageBatches first(ImageDataset images, InfoGanConfig config, int maximum) {
    return new ImageBatches(
        images, config, Math.min(maximum, images.size() / config.batch()), false);
  }

  /** The data set. */
  public ImageDataset dataset() {
    return images;
  }

  /** The number of batches in one pass through the data. */
  public int perEpoch() {
    return order.batchesPerEpoch();
  }

  /**
   * Reads the images of the coming updates, so that what fails there fails before training has
   * changed anything.
   *
   * @param first the number of the first update
   * @param count the number of updates
   * @throws RuntimeException what reading an image threw
   * @throws CancellationException when the thread is interrupted while it waits for other threads
   *     to read; what they have read is kept
   */
  public void prepare(long first, int count) {
    long start = System.nanoTime();
    prepared = List.of();
    prepared = prefetcher == null ? readNow(first, count) : prefetcher.take(first, count);
    firstPrepared = first;
    nanosWaited += System.nanoTime() - start;
  }

  private List<float[][]> readNow(long first, int count) {
    while (memory.size() < count) {
      memory.add(new float[batch.size()][images.shape().pixels()]);
    }
    for (int i = 0; i < count; i++) {
      read(order.batch(first + i), memory.get(i), () -> true);
    }
    return memory.subList(0, count);
  }

  /**
   * The batch of one update, read now unless it is {@linkplain #prepare prepared}.
   *
   * @param update the number of the update, from 0
   * @return the batch, whose arrays are overwritten by the next call
   */
  public RealBatch read(long update) {
    float[][] examples = examples(update);
    diversity.begin();
    batch.write(examples, diversity);
    return jittered == null
        ? new RealBatch(batch.array(), diversity.value(), null, List.of())
        : new RealBatch(
            batch.array(),
            diversity.value(),
            jittered.of(examples, update),
            jittered.distortions());
  }

  private float[][] examples(long update) {
    if (update < firstPrepared || update >= firstPrepared + prepared.size()) {
      prepare(update, 1);
    }
    return prepared.get((int) (update - firstPrepared));
  }

  /** How long all reads so far have kept their caller waiting for images, in seconds. */
  public double secondsWaited() {
    return nanosWaited / 1e9;
  }

  private float[][] readAnew(int[] indices, BooleanSupplier stillNeeded) {
    float[][] examples = new float[indices.length][images.shape().pixels()];
    read(indices, examples, stillNeeded);
    return examples;
  }

  private void read(int[] indices, float[][] examples, BooleanSupplier stillNeeded) {
    for (int b = 0; b < indices.length && stillNeeded.getAsBoolean(); b++) {
      read(images, indices[b], range, examples[b]);
    }
  }

  /**
   * Reads one image for the networks. A data set may be the user's own: it is held to its promise.
   *
   * @param images the data set
   * @param index the index of the image
   * @param range the networks' value range
   * @param pixels C·H·W values. Modified.
   * @throws IllegalArgumentException when a value is not a number in [0, 1]
   */
  public static void read(ImageDataset images, int index, ValueRange range, float[] pixels) {
    images.read(index, pixels);
    ReadChecks.requireUnit(index, pixels);
    range.fromUnit(pixels);
  }

  @Override
  public void close() {
    if (prefetcher != null) {
      prefetcher.close();
    }
    if (jittered != null) {
      jittered.close();
    }
    batch.close();
  }
}
