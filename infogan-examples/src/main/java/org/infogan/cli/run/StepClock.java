package org.infogan.cli.run;

import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.selfsupervised.PretrainingProgress;
import org.infogan.train.StepMetrics;

/**
 * The time from the start of training to the end of its last step, and the speed of the steps. What
 * takes as long for few steps as for many would blur the speed: pretraining, which comes before
 * them, and the calibration of Q, which follows.
 */
public final class StepClock implements TrainingListener {

  private final long start = System.nanoTime();
  private long firstStep = start;
  private long lastStep = start;
  private int steps;

  /** Starts now. */
  public StepClock() {}

  @Override
  public void onPretraining(RunView run, PretrainingProgress progress) {
    firstStep = System.nanoTime();
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    lastStep = System.nanoTime();
    steps++;
  }

  /** The number of steps, without those before a resumed run's checkpoint. */
  int steps() {
    return steps;
  }

  double seconds() {
    return (lastStep - start) / 1e9;
  }

  /** 0 when there was none. */
  double stepsPerSecond() {
    return steps == 0 ? 0 : steps * 1e9 / (lastStep - firstStep);
  }
}
