package org.infogan.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.infogan.InfoGan;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.cli.display.CurvesChart;
import org.infogan.cli.display.Pictures;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.train.StepMetrics;

/** Keeps the model, the pictures and the curves of a run up to date while it trains. */
final class RunRecorder implements TrainingListener {

  private static final int ROWS = 10;
  private static final int COLUMNS = 10;

  private final RunFolder folder;
  private final InfoGanConfig config;
  private final CurvesChart curves;
  private final int interval;

  /**
   * Prepares to record.
   *
   * @param interval steps from one refreshing to the next
   */
  RunRecorder(RunFolder folder, InfoGanConfig config, CurvesChart curves, int interval) {
    this.folder = folder;
    this.config = config;
    this.curves = curves;
    this.interval = interval;
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    if (stats.step() % interval == 0 && stats.step() < config.steps()) {
      try (InfoGan model = run.snapshot()) {
        write(model);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes everything that shows the model as it is; the noise is the same at every call. */
  void write(InfoGan model) throws IOException {
    model.save(folder.file(RunFolder.MODEL));
    Pictures.grid(model, model.latents(ROWS * COLUMNS, config.seed()), COLUMNS)
        .write(folder.file(RunFolder.SAMPLES));
    for (LatentCode code : config.latent().codes()) {
      Pictures.traversal(model, code, ROWS, config.seed())
          .write(folder.file(RunFolder.traversal(code)));
    }
    if (Pictures.canDrawText()) {
      curves.write(folder.file(RunFolder.CURVES));
    }
  }
}
