package org.infogan;

import java.util.Arrays;
import org.infogan.RandomStreams.Purpose;
import org.infogan.data.ImageDataset;
import org.infogan.nn.HostMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shuffled batches of a data set. The order of an epoch follows from the seed and the epoch's
 * number alone. Images that do not fill a last batch wait for the next epoch's shuffle. A data set
 * that lies on disk is read ahead on other threads, with the same result.
 */
final class RealBatches implements AutoCloseable {

  private final ImageDataset images;
  private final InfoGanConfig config;
  private final int batchesPerEpoch;
  private final int[] order;
  private final INDArray batch;

  /** Null for a data set in memory, where a copy is sooner made than ordered. */
  private final ReadAhead ahead;

  private int shuffledEpoch = -1;
  private long nanosWaited;

  RealBatches(ImageDataset images, InfoGanConfig config) {
    this.images = images;
    this.config = config;
    batchesPerEpoch = images.size() / config.batch();
    order = new int[images.size()];
    ahead = images.readsFromDisk() ? new ReadAhead(this::indicesOf, this::fill) : null;
    batch =
        Nd4j.create(
            DataType.FLOAT, InfoGanConfig.imageShape(images.shape()).withBatch(config.batch()));
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
  INDArray read(int step) {
    long start = System.nanoTime();
    float[] values = ahead == null ? fill(indicesOf(step), () -> true) : ahead.take(step);
    nanosWaited += System.nanoTime() - start;
    HostMemory.write(values, batch);
    return batch;
  }

  /** How long all reads so far have kept their caller waiting for images, in seconds. */
  double secondsWaited() {
    return nanosWaited / 1e9;
  }

  private int[] indicesOf(int step) {
    shuffle(step / batchesPerEpoch);
    int first = step % batchesPerEpoch * config.batch();
    return Arrays.copyOfRange(order, first, first + config.batch());
  }

  /** The images of a batch, in the networks' value range, batch last. */
  private float[] fill(int[] indices, ReadAhead.Wanted wanted) {
    float[] example = new float[images.shape().pixels()];
    float[] values = new float[example.length * indices.length];
    for (int b = 0; b < indices.length && wanted.get(); b++) {
      images.read(indices[b], example);
      requireUnit(indices[b], example);
      config.valueRange().fromUnit(example);
      BatchLast.put(example, values, b, indices.length);
    }
    return values;
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
  private void shuffle(int epoch) {
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
  }
}
