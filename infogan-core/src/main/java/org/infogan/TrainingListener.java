package org.infogan;

/**
 * Watches a training run. The methods are called on the thread that called {@code fit}, between two
 * steps; an exception from one ends the run. {@link InfoGanTrainer#snapshot} gives a model of the
 * moment.
 */
public interface TrainingListener {

  /** After each step. */
  default void onStep(InfoGanTrainer trainer, StepMetrics stats) {}

  /**
   * After the last step of each pass through the data.
   *
   * @param trainer the trainer
   * @param epoch counted from 1
   */
  default void onEpoch(InfoGanTrainer trainer, int epoch) {}

  /**
   * When a run still has finite losses but seems to learn no longer: D tells all images apart, or G
   * paints one image only. The same text goes to the log.
   *
   * @param trainer the trainer
   * @param warning what was seen, and what to try
   */
  default void onWarning(InfoGanTrainer trainer, String warning) {}
}
