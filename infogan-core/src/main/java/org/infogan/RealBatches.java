package org.infogan;

import org.infogan.RandomStreams.Purpose;
import org.infogan.data.ImageDataset;
import org.infogan.nn.HostMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shuffled batches of a data set. The order of an epoch follows from the seed and the epoch's
 * number alone. Images that do not fill a last batch wait for the next epoch's shuffle.
 */
final class RealBatches implements AutoCloseable {

  private final ImageDataset images;
  private final InfoGanConfig config;
  private final int batchesPerEpoch;
  private final int[] order;
  private final float[] example;
  private final float[] host;
  private final INDArray batch;
  private final float[] jitteredExample;
  private final float[] jitteredHost;

  /** null where the configuration asks for no jitter. */
  private final INDArray jittered;

  private long shuffledEpoch = -1;

  RealBatches(ImageDataset images, InfoGanConfig config) {
    this.images = images;
    this.config = config;
    batchesPerEpoch = images.size() / config.batch();
    order = new int[images.size()];
    example = new float[images.shape().pixels()];
    host = new float[example.length * config.batch()];
    batch =
        Nd4j.create(
            DataType.FLOAT, InfoGanConfig.imageShape(images.shape()).withBatch(config.batch()));
    boolean jitters = config.stabilizers().consistency().weight() > 0;
    jitteredExample = new float[jitters ? example.length : 0];
    jitteredHost = new float[jitters ? host.length : 0];
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
    shuffle(step / batchesPerEpoch);
    int first = Math.toIntExact(step % batchesPerEpoch) * config.batch();
    for (int b = 0; b < config.batch(); b++) {
      images.read(order[first + b], example);
      requireUnit(order[first + b], example);
      config.valueRange().fromUnit(example);
      BatchLast.put(example, host, b, config.batch());
    }
    HostMemory.write(host, batch);
    return batch;
  }

  /**
   * The images of the latest {@link #read}, each distorted by a draw of its own.
   *
   * @param step the one that was read
   * @return [C, H, W, B], overwritten by the next call
   */
  INDArray jittered(long step) {
    var random = RandomStreams.at(config.seed(), step, Purpose.JITTER);
    for (int b = 0; b < config.batch(); b++) {
      BatchLast.take(host, b, config.batch(), example);
      config
          .stabilizers()
          .consistency()
          .jitter()
          .apply(example, images.shape(), random, jitteredExample);
      BatchLast.put(jitteredExample, jitteredHost, b, config.batch());
    }
    HostMemory.write(jitteredHost, jittered);
    return jittered;
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
    batch.close();
    if (jittered != null) {
      jittered.close();
    }
  }
}
