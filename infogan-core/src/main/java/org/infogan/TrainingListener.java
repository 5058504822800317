package org.infogan;

import org.infogan.selfsupervised.PretrainingProgress;
import org.infogan.selfsupervised.RefinementProgress;
import org.infogan.selfsupervised.RefinementReport;
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
   * From time to time while categories are found in the real images, before the first step of a run
   * or of one that was resumed.
   *
   * @param run the run
   * @param progress how far it has come
   */
  default void onPretraining(RunView run, PretrainingProgress progress) {}

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

  /**
   * After each round of the refinement that follows the last step of a completed run, where one is
   * configured. A {@link RunView#snapshot} still has the networks of the game.
   *
   * @param run the run
   * @param progress what the round did
   */
  default void onRefinement(RunView run, RefinementProgress progress) {}

  /**
   * After the refinement, unless it was stopped. The report's text goes to the log as well.
   *
   * @param run the run
   * @param report what was measured before and after, and whether the result was kept
   */
  default void onRefined(RunView run, RefinementReport report) {}
}
