package org.infogan.train.batches;

import java.util.Arrays;
import org.infogan.data.Shuffle;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;

/**
 * Which images each batch holds. The order of an epoch follows from the seed and the epoch's number
 * alone. Images that do not fill a last batch wait for the next epoch's shuffle.
 */
final class EpochOrder {

  private final long seed;
  private final int batch;
  private final int[] order;
  private long epoch = -1;

  /**
   * Draws nothing yet.
   *
   * @param images the number of images, at least {@code batch}
   * @param batch the number of images in a batch
   * @param seed the seed of the run
   */
  EpochOrder(int images, int batch, long seed) {
    this.seed = seed;
    this.batch = batch;
    order = new int[images];
  }

  /**
   * The number of batches in one pass through the data.
   *
   * @return at least 1
   */
  int batchesPerEpoch() {
    return order.length / batch;
  }

  /**
   * The images of one batch.
   *
   * @param number the number of the batch, from 0 over the whole training
   * @return the indices of the images, in a new array
   */
  int[] batch(long number) {
    begin(number / batchesPerEpoch());
    int first = Math.toIntExact(number % batchesPerEpoch()) * batch;
    return Arrays.copyOfRange(order, first, first + batch);
  }

  /** Shuffles anew from the identity, so that no epoch depends on the one before. */
  private void begin(long next) {
    if (next != epoch) {
      Arrays.setAll(order, i -> i);
      Shuffle.apply(order, RandomStreams.at(seed, next, Purpose.SHUFFLE));
      epoch = next;
    }
  }
}
