package org.infogan;

import java.util.Arrays;
import java.util.List;
import org.infogan.RandomStreams.Purpose;
import org.infogan.data.Distortion;
import org.infogan.data.ImageDataset;
import org.infogan.data.Jitter;
import org.infogan.nn.HostMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shuffled batches of a data set. The order of an epoch follows from the seed and the epoch's
 * number alone. Images that do not fill a last batch wait for the next epoch's shuffle. A data set
 * that lies on disk is read ahead on other threads, with the same result.
 */
final class ImageBatches implements AutoCloseable {

  /** Images that are laid out together: one value of each fills a cache line. */
  private static final int TILE = 16;

  private final ImageDataset images;
  private final InfoGanConfig config;
  private final int batchesPerEpoch;
  private final int[] order;
  private final INDArray batch;

  /** Null for a data set in memory, where a copy is sooner made than ordered. */
  private final Prefetcher ahead;

  /** The latest images of a data set that is not read ahead. */
  private final float[][] examples;

  /** The values of the latest batch. */
  private float[] values;

  private final Distortion[] distortions;
  private final float[] example;
  private final float[] jitteredExample;
  private final float[] jitteredValues;

  /** null where the configuration asks for no jitter. */
  private final INDArray jittered;

  private long shuffledEpoch = -1;
  private long nanosWaited;

  ImageBatches(ImageDataset images, InfoGanConfig config) {
    this.images = images;
    this.config = config;
    batchesPerEpoch = images.size() / config.batch();
    order = new int[images.size()];
    ahead = images.readsFromDisk() ? new Prefetcher(this::indicesOf, this::fillAnew) : null;
    batch =
        Nd4j.create(
            DataType.FLOAT, InfoGanConfig.imageShape(images.shape()).withBatch(config.batch()));
    int pixels = images.shape().pixels();
    examples = new float[ahead == null ? TILE : 0][pixels];
    values = new float[pixels * config.batch()];
    boolean jitters = config.stabilizers().consistency().wanted();
    distortions = new Distortion[jitters ? config.batch() : 0];
    example = new float[jitters ? pixels : 0];
    jitteredExample = new float[jitters ? pixels : 0];
    jitteredValues = new float[jitters ? values.length : 0];
    jittered = jitters ? Nd4j.create(DataType.FLOAT, batch.shape()) : null;
  }

  /** The data set. */
  ImageDataset images() {
    return images;
  }

  /** The number of steps in one pass through the data. */
  int perEpoch() {
    return batchesPerEpoch;
  }

  /**
   * The images of one step, in the networks' value range.
   *
   * @param step counted from 0
   * @return [C, H, W, B], overwritten by the next call
   */
  INDArray read(long step) {
    long start = System.nanoTime();
    if (ahead == null) {
      fill(indicesOf(step), examples, values, () -> true);
    } else {
      values = ahead.take(step);
    }
    nanosWaited += System.nanoTime() - start;
    HostMemory.write(values, batch);
    return batch;
  }

  /**
   * The images of the latest {@link #read}, each distorted by a draw of its own.
   *
   * @param step the one that was read
   * @return [C, H, W, B], overwritten by the next call
   */
  INDArray jittered(long step) {
    Jitter jitter = config.stabilizers().consistency().jitter();
    var random = RandomStreams.at(config.seed(), step, Purpose.JITTER);
    for (int b = 0; b < config.batch(); b++) {
      BatchLast.take(values, b, config.batch(), example);
      distortions[b] = jitter.draw(random);
      distortions[b].apply(example, images.shape(), jitteredExample);
      BatchLast.put(jitteredExample, jitteredValues, b, config.batch());
    }
    HostMemory.write(jitteredValues, jittered);
    return jittered;
  }

  /** What each copy of the latest {@link #jittered} was distorted by. */
  List<Distortion> distortions() {
    return List.of(distortions);
  }

  /** How long all reads so far have kept their caller waiting for images, in seconds. */
  double secondsWaited() {
    return nanosWaited / 1e9;
  }

  private int[] indicesOf(long step) {
    shuffle(step / batchesPerEpoch);
    int first = Math.toIntExact(step % batchesPerEpoch) * config.batch();
    return Arrays.copyOfRange(order, first, first + config.batch());
  }

  private float[] fillAnew(int[] indices, Prefetcher.Wanted wanted) {
    float[][] ownExamples = new float[TILE][images.shape().pixels()];
    float[] ownValues = new float[images.shape().pixels() * indices.length];
    fill(indices, ownExamples, ownValues, wanted);
    return ownValues;
  }

  /** The images of a batch, in the networks' value range, batch last. */
  private void fill(int[] indices, float[][] examples, float[] values, Prefetcher.Wanted wanted) {
    for (int first = 0; first < indices.length; first += TILE) {
      int count = Math.min(TILE, indices.length - first);
      for (int k = 0; k < count; k++) {
        if (!wanted.get()) {
          return;
        }
        int image = indices[first + k];
        images.read(image, examples[k]);
        requireUnit(image, examples[k]);
        config.valueRange().fromUnit(examples[k]);
      }
      BatchLast.put(examples, count, values, first, indices.length);
    }
  }

  /**
   * Holds a data set, which may be the user's own, to its promise.
   *
   * @param image its index, for the message
   * @param pixels Not modified.
   * @throws IllegalArgumentException when a value is not a number in [0, 1]
   */
  static void requireUnit(int image, float[] pixels) {
    for (float pixel : pixels) {
      // Written so that NaN fails too.
      if (!(pixel >= 0 && pixel <= 1)) {
        throw new IllegalArgumentException(
            "image " + image + ": expected values in [0, 1], found " + pixel);
      }
    }
  }

  /** Fisher and Yates, anew from the identity, so that no epoch depends on the one before. */
  private void shuffle(long epoch) {
    if (epoch == shuffledEpoch) {
      return;
    }
    var random = RandomStreams.at(config.seed(), epoch, Purpose.SHUFFLE);
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    shuffledEpoch = epoch;
  }

  @Override
  public void close() {
    if (ahead != null) {
      ahead.close();
    }
    batch.close();
    if (jittered != null) {
      jittered.close();
    }
  }
}
