package org.infogan.nn;

import org.infogan.internal.Checks;

/**
 * How a forward pass treats dropout, noise, batch norm and spectral norm.
 *
 * @param stochastic whether dropout layers drop and noise layers add noise
 * @param batchStatistics whether batch norm normalises with the statistics of this very batch
 *     (true) or with its running statistics (false)
 * @param statisticsUpdate what happens to the running statistics; unless it is nothing, spectral
 *     norm makes one power iteration
 * @param batch the number of this batch, counted from 1, for {@link StatisticsUpdate#AVERAGE}; 0
 *     for any other update
 */
public record Mode(
    boolean stochastic, boolean batchStatistics, StatisticsUpdate statisticsUpdate, int batch) {

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
   * Checks that the settings fit together.
   *
   * @param stochastic whether dropout layers drop and noise layers add noise
   * @param batchStatistics whether batch norm normalises with the statistics of this very batch
   *     (true) or with its running statistics (false)
   * @param statisticsUpdate what happens to the running statistics; unless it is nothing, spectral
   *     norm makes one power iteration
   * @param batch the number of this batch, counted from 1, for {@link StatisticsUpdate#AVERAGE}; 0
   *     for any other update
   * @throws IllegalArgumentException when there is no update, when running statistics are to be
   *     updated by a pass that does not compute the batch's, or when the number of the batch does
   *     not fit the update
   */
  public Mode {
    Checks.notNull("mode: statisticsUpdate", "one of the updates", statisticsUpdate);
    Checks.require(
        batchStatistics || statisticsUpdate == StatisticsUpdate.NONE,
        "mode: statisticsUpdate",
        "NONE where batch norm uses its running statistics",
        statisticsUpdate);
    boolean average = statisticsUpdate == StatisticsUpdate.AVERAGE;
    Checks.require(
        average ? batch >= 1 : batch == 0,
        "mode: batch",
        average ? "at least 1 for AVERAGE" : "0 for " + statisticsUpdate,
        batch);
  }

  /**
   * Dropout off, batch statistics; over batches 1, 2, … n the running statistics become the average
   * of the n batches' statistics.
   *
   * @param batch the number of this batch, counted from 1
   * @return the mode for this batch
   * @throws IllegalArgumentException when the number is below 1
   */
  public static Mode calibration(int batch) {
    return new Mode(false, true, StatisticsUpdate.AVERAGE, batch);
  }
}
