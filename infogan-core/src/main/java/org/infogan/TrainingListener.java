package org.infogan;

import org.infogan.train.StepMetrics;

/**
 * Watches a training run. The methods are called on the thread that trains, between two steps; an
 * exception from one ends the run. {@link RunView#snapshot} gives a model of the moment, {@link
 * RunView#stop} ends the run early.
 */
public interface TrainingListener {

  /**
   * Before the first step of a {@code fit}.
   *
   * @param run the run
   */
  default void onStart(RunView run) {}

  /**
   * After each step.
   *
   * @param run the run
   * @param metrics what the step measured
   */
  default void onStep(RunView run, StepMetrics metrics) {}

  /**
   * After the last step of each pass through the data.
   *
   * @param run the run
   * @param epoch the epoch's number, from 1
   */
  default void onEpoch(RunView run, int epoch) {}

  /**
   * When a run still has finite losses but seems to learn no longer: D separates all images, or G
   * makes one image only. The same text goes to the log.
   *
   * @param run the run
   * @param warning what was seen, and what to try
   */
  default void onWarning(RunView run, String warning) {}

  /**
   * After the last step of a {@code fit}, also of one that was stopped; not when an exception ends
   * it.
   *
   * @param run the run
   */
  default void onEnd(RunView run) {}
}
