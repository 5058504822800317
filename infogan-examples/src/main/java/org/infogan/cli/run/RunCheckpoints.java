package org.infogan.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.infogan.Checkpoints;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.cli.support.UserException;
import org.infogan.listeners.MetricsCsv;
import org.infogan.selfsupervised.PretrainingProgress;
import org.infogan.selfsupervised.RefinementProgress;
import org.infogan.train.StepMetrics;

/**
 * Saves a run when a checkpoint is due, at its end, so that it can be prolonged, and when it is
 * asked to stop, which it then does, when model and pictures are of the last step, too.
 */
final class RunCheckpoints implements TrainingListener {

  private final MetricsCsv metrics;
  private final RunRecorder recorder;
  private final int interval;
  private final int lastStep;
  private final Checkpoints checkpoints;
  private final BooleanSupplier stop;
  private final String resumeCommand;
  private final PrintWriter err;

  /**
   * Prepares to save.
   *
   * @param folder the run's folder
   * @param metrics the rows that a checkpoint counts
   * @param recorder writes model and pictures when the run stops
   * @param interval steps from one checkpoint to the next; 0 for none before the run ends
   * @param keep how many to keep
   * @param lastStep the number of steps of the whole run
   * @param stop whether the run is to stop
   * @param resumeCommand the command that goes on with the run
   * @param err where it says so
   */
  RunCheckpoints(
      RunFolder folder,
      MetricsCsv metrics,
      RunRecorder recorder,
      int interval,
      int keep,
      int lastStep,
      BooleanSupplier stop,
      String resumeCommand,
      PrintWriter err) {
    this.metrics = metrics;
    this.recorder = recorder;
    this.interval = interval;
    this.lastStep = lastStep;
    this.stop = stop;
    this.resumeCommand = resumeCommand;
    this.err = err;
    checkpoints = new Checkpoints(folder.path(), Math.max(1, interval), keep);
  }

  @Override
  public void onStart(RunView run) {
    checkpoints.onStart(run);
  }

  /** There is nothing to save yet: the run begins anew, or goes on from its checkpoint. */
  @Override
  public void onPretraining(RunView run, PretrainingProgress progress) {
    if (stop.getAsBoolean()) {
      err.println();
      err.println("Stopped during the pretraining, before step " + (run.stepsDone() + 1));
      err.flush();
      throw new StoppedException(run.stepsDone());
    }
  }

  /** The checkpoint of the last step stands: the run that goes on from it is refined anew. */
  @Override
  public void onRefinement(RunView run, RefinementProgress progress) {
    if (stop.getAsBoolean()) {
      err.println();
      err.println("Stopped during the refinement, after the last step");
      err.println("Go on with:  " + resumeCommand);
      err.flush();
      throw new StoppedException(run.stepsDone());
    }
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    boolean stopping = stop.getAsBoolean();
    boolean due = interval > 0 && checkpoints.isDue(stats.step());
    boolean ending = stats.step() == lastStep;
    if (!stopping && !due && !ending) {
      return;
    }
    try {
      // First the rows, so that no checkpoint ever counts a row that is not there.
      metrics.force();
      Path file = checkpoints.save(run);
      if (stopping) {
        stop(run, stats.step(), file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(UserException.message(e), e);
    }
  }

  /** The checkpoint stands, and is told first: whatever comes now, no step is lost. */
  private void stop(RunView run, int step, Path checkpoint) throws IOException {
    err.println();
    err.println("Stopped after step " + step + "; saved as " + checkpoint);
    err.println("Go on with:  " + resumeCommand);
    err.flush();
    recorder.write(run, step);
    throw new StoppedException(step);
  }
}
