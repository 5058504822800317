package org.infogan.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.infogan.Checkpoints;
import org.infogan.RunView;
import org.infogan.StepMetrics;
import org.infogan.TrainingListener;
import org.infogan.cli.support.UserException;

/** Saves a run when its time has come, and when it is asked to stop, and then stops it. */
final class RunCheckpoints implements TrainingListener {

  private final RunFolder folder;
  private final MetricsCsv metrics;
  private final int interval;
  private final Checkpoints checkpoints;
  private final BooleanSupplier stop;
  private final PrintWriter err;

  /**
   * Prepares to save.
   *
   * @param interval steps from one checkpoint to the next; 0 for none but when the run is stopped
   * @param keep how many to keep
   * @param stop whether the run is to stop
   */
  RunCheckpoints(
      RunFolder folder,
      MetricsCsv metrics,
      int interval,
      int keep,
      BooleanSupplier stop,
      PrintWriter err) {
    this.folder = folder;
    this.metrics = metrics;
    this.interval = interval;
    this.stop = stop;
    this.err = err;
    checkpoints = new Checkpoints(folder.path(), Math.max(1, interval), keep);
  }

  @Override
  public void onStart(RunView run) {
    checkpoints.onStart(run);
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    boolean stopping = stop.getAsBoolean();
    if (!stopping && (interval == 0 || !checkpoints.isDue(stats.step()))) {
      return;
    }
    Path file;
    try {
      // First the rows, so that no checkpoint ever counts a row that is not there.
      metrics.force();
      file = checkpoints.save(run);
    } catch (IOException e) {
      throw new UncheckedIOException(UserException.message(e), e);
    }
    if (stopping) {
      err.println();
      err.println("Stopped after step " + stats.step() + "; saved as " + file);
      err.println("Go on with:  train --resume " + folder.path());
      err.flush();
      throw new StoppedException(stats.step());
    }
  }
}
