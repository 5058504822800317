package org.infogan.cli.display;

import java.io.PrintWriter;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.listeners.ProgressLines;

/**
 * Shows how training goes.
 *
 * @param listener to be added to a trainer
 * @param end what is to be done at the end
 */
public record ProgressDisplay(TrainingListener listener, Runnable end) implements AutoCloseable {

  /**
   * A bar on a terminal; elsewhere, such as in a log file, a line from time to time.
   *
   * @param config the configuration of the run
   * @param done the steps that a resumed run had made before
   * @param err where to show it, if not on a terminal
   * @return the display, to be closed at the end
   */
  public static ProgressDisplay of(InfoGanConfig config, int done, PrintWriter err) {
    if (!Terminal.isInteractive()) {
      return new ProgressDisplay(new ProgressLines(err), () -> {});
    }
    ProgressBarDisplay bar = new ProgressBarDisplay(config, done);
    return new ProgressDisplay(bar, bar::close);
  }

  @Override
  public void close() {
    end.run();
  }
}
