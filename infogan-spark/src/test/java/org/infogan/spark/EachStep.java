package org.infogan.spark;

import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.train.StepMetrics;

/** Something that happens to a rank after every step. */
record EachStep(Runnable event) implements TrainingListener {

  @Override
  public void onStep(RunView run, StepMetrics metrics) {
    event.run();
  }
}
