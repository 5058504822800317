package org.infogan.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.display.CurvesChart;
import org.infogan.cli.display.ProgressDisplay;
import org.infogan.cli.support.UserException;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.listeners.MetricsCsv;
import org.infogan.tensorboard.TensorBoard;

/**
 * A training run that keeps its folder up to date, from its first step or from a checkpoint on.
 *
 * @param folder that it writes to
 * @param refresh steps from one refreshing of model and pictures to the next
 * @param checkpointEvery steps from one checkpoint to the next; 0 for none before it ends
 * @param keep how many checkpoints to keep
 * @param tensorBoard where event files for TensorBoard go, if anywhere
 * @param resumeCommand the command that goes on with the run, shown when it is stopped
 * @param err where progress and warnings go
 */
public record TrainingRun(
    RunFolder folder,
    int refresh,
    int checkpointEvery,
    int keep,
    Optional<Path> tensorBoard,
    String resumeCommand,
    PrintWriter err) {

  /**
   * Trains to the end of the run and writes the model.
   *
   * @param trainer the trainer, new or resumed
   * @param images the images to train on
   * @param clock measures the steps
   * @return the model; the caller closes it
   * @throws IOException if a file cannot be written
   * @throws StoppedException when the process was asked to end; a checkpoint stands
   */
  public InfoGan train(InfoGanTrainer trainer, ImageDataset images, StepClock clock)
      throws IOException {
    CurvesChart curves = new CurvesChart(trainer.config());
    // The hook is the last to be closed: only then is everything written.
    try (TensorBoard board = tensorBoard.map(TensorBoard::new).orElse(null);
        StopRequest stop = new StopRequest();
        MetricsCsv metrics =
            new MetricsCsv(folder.file(RunFolder.METRICS), row -> curves.onStep(trainer, row));
        ProgressDisplay progress = ProgressDisplay.of(trainer.config(), trainer.stepsDone(), err)) {
      RunRecorder recorder = new RunRecorder(folder, trainer.config(), curves, refresh, board);
      open(metrics, trainer);
      if (board != null) {
        trainer.addListener(board);
      }
      trainer
          .addListener(curves)
          .addListener(metrics)
          .addListener(clock)
          .addListener(progress.listener())
          .addListener(
              new RunCheckpoints(
                  folder,
                  metrics,
                  recorder,
                  checkpointEvery,
                  keep,
                  trainer.config().steps(),
                  stop::isRequested,
                  resumeCommand,
                  err))
          .addListener(recorder);
      InfoGan model = trainer.fit(images);
      try {
        recorder.write(model, trainer.stepsDone());
        return model;
      } catch (IOException | RuntimeException e) {
        model.close();
        throw e;
      }
    }
  }

  private static void open(MetricsCsv metrics, InfoGanTrainer trainer) throws IOException {
    try {
      metrics.open(trainer);
    } catch (DataFormatException e) {
      throw new UserException(e.getMessage());
    }
  }
}
