package org.infogan.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.infogan.InfoGan;
import org.infogan.Pictures;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.cli.display.CurvesChart;
import org.infogan.config.InfoGanConfig;
import org.infogan.listeners.RunPictures;
import org.infogan.tensorboard.TensorBoard;
import org.infogan.train.StepMetrics;

/** Keeps the model, the pictures and the curves of a run up to date while it trains. */
final class RunRecorder implements TrainingListener {

  private final RunFolder folder;
  private final InfoGanConfig config;
  private final CurvesChart curves;
  private final int interval;
  private final TensorBoard board;

  /**
   * Prepares to record.
   *
   * @param interval steps from one refreshing to the next
   * @param board is given the pictures too, or null
   */
  RunRecorder(
      RunFolder folder, InfoGanConfig config, CurvesChart curves, int interval, TensorBoard board) {
    this.folder = folder;
    this.config = config;
    this.curves = curves;
    this.interval = interval;
    this.board = board;
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    if (stats.step() % interval == 0 && stats.step() < config.steps()) {
      try {
        write(run, stats.step());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes everything that shows the run as it is. */
  void write(RunView run, int step) throws IOException {
    try (InfoGan model = run.snapshot()) {
      write(model, step);
    }
  }

  /** Writes everything that shows the model as it is; the noise is the same at every call. */
  void write(InfoGan model, int step) throws IOException {
    model.save(folder.file(RunFolder.MODEL));
    RunPictures.write(model, folder.path());
    if (Pictures.canDrawText()) {
      curves.write(folder.file(RunFolder.CURVES));
    }
    if (board != null) {
      board.draw(model, step);
    }
  }
}
