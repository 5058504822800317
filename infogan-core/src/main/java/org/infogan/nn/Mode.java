package org.infogan.nn;

/**
 * How a forward pass treats dropout and batch norm.
 *
 * @param dropout whether dropout layers drop and noise layers add noise
 * @param batchStatistics whether batch norm normalises with the statistics of this very batch
 *     (true) or with its running statistics (false)
 * @param statisticsUpdate what happens to the running statistics; unless it is nothing, spectral
 *     norm makes one power iteration
 * @param batch for {@link StatisticsUpdate#AVERAGE}, the number of this batch counted from 1
 */
public record Mode(
    boolean dropout, boolean batchStatistics, StatisticsUpdate statisticsUpdate, int batch) {

  /** What a forward pass does to batch norm's running statistics. */
  public enum StatisticsUpdate {
    /** Nothing. */
    NONE,
    /** Moves them towards the batch's statistics by the layer's own momentum. */
    MOVING_AVERAGE,
    /** Makes them the plain average over the batches so far. */
    AVERAGE
  }

  /** Dropout on, batch statistics, running statistics updated. */
  public static final Mode TRAINING = new Mode(true, true, StatisticsUpdate.MOVING_AVERAGE, 0);

  /** Dropout off, running statistics. Nothing is written to the network: safe in many threads. */
  public static final Mode INFERENCE = new Mode(false, false, StatisticsUpdate.NONE, 0);

  /** Dropout off, batch statistics, running statistics left alone. */
  public static final Mode BATCH_STATISTICS = new Mode(false, true, StatisticsUpdate.NONE, 0);

  /**
   * Dropout off, batch statistics; over batches 1, 2, … n the running statistics become the average
   * of the n batches' statistics.
   *
   * @param batch the number of this batch, counted from 1
   */
  public static Mode calibration(int batch) {
    return new Mode(false, true, StatisticsUpdate.AVERAGE, batch);
  }
}
