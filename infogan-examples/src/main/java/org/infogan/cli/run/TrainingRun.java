package org.infogan.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.display.CurvesChart;
import org.infogan.cli.display.ProgressDisplay;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;

/**
 * A training run that keeps its folder up to date, from its first step or from a checkpoint on.
 *
 * @param folder that it writes to
 * @param refresh steps from one refreshing of model and pictures to the next
 * @param checkpointEvery steps from one checkpoint to the next; 0 for none before it ends
 * @param keep how many checkpoints to keep
 * @param resumeCommand the command that goes on with the run, shown when it is stopped
 * @param err where progress and warnings go
 */
public record TrainingRun(
    RunFolder folder,
    int refresh,
    int checkpointEvery,
    int keep,
    String resumeCommand,
    PrintWriter err) {

  /**
   * Trains to the end of the run and writes the model.
   *
   * @return the model; the caller closes it
   * @throws StoppedException when the process was asked to end; a checkpoint stands
   */
  public InfoGan train(InfoGanTrainer trainer, ImageDataset images, StepClock clock)
      throws IOException {
    CurvesChart curves = new CurvesChart(trainer.config());
    RunRecorder recorder = new RunRecorder(folder, trainer.config(), curves, refresh);
    // The hook is the last to be closed: only then is everything written.
    try (StopRequest stop = new StopRequest();
        MetricsCsv metrics = metrics(trainer, curves);
        ProgressDisplay progress = ProgressDisplay.of(trainer.config(), trainer.stepsDone(), err)) {
      trainer
          .addListener(curves)
          .addListener(metrics)
          .addListener(clock)
          .addListener(progress)
          .addListener(
              new RunCheckpoints(
                  folder,
                  metrics,
                  checkpointEvery,
                  keep,
                  trainer.config().steps(),
                  stop::isRequested,
                  resumeCommand,
                  err))
          .addListener(recorder);
      InfoGan model = trainer.fit(images);
      try {
        recorder.write(model);
        return model;
      } catch (IOException | RuntimeException e) {
        model.close();
        throw e;
      }
    }
  }

  private MetricsCsv metrics(InfoGanTrainer trainer, CurvesChart curves) throws IOException {
    Path file = folder.file(RunFolder.METRICS);
    InfoGanConfig config = trainer.config();
    return trainer.stepsDone() == 0
        ? MetricsCsv.begin(file, config, trainer.termNames())
        : MetricsCsv.resume(
            file,
            config,
            trainer.termNames(),
            trainer.stepsDone(),
            row -> curves.onStep(trainer, row));
  }
}
