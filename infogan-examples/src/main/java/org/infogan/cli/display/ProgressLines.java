package org.infogan.cli.display;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.infogan.RunView;
import org.infogan.config.InfoGanConfig;
import org.infogan.train.StepMetrics;

/** Progress as whole lines, for log files and pipes. */
final class ProgressLines implements ProgressDisplay {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final InfoGanConfig config;
  private final int before;
  private final PrintWriter out;
  private final long start = System.nanoTime();
  private Duration next = INTERVAL;

  /**
   * Begins now.
   *
   * @param before the steps that a resumed run had made before
   */
  ProgressLines(InfoGanConfig config, int before, PrintWriter out) {
    this.config = config;
    this.before = before;
    this.out = out;
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    if (elapsed.compareTo(next) < 0 && stats.step() < config.steps()) {
      return;
    }
    next = elapsed.plus(INTERVAL);
    Duration remaining =
        ProgressDisplay.remaining(elapsed, stats.step() - before, config.steps() - before);
    out.printf(
        Locale.ROOT,
        "step %d/%d  %s  ETA %s%n",
        stats.step(),
        config.steps(),
        ProgressDisplay.metrics(config, stats),
        ProgressDisplay.clock(remaining));
    out.flush();
  }

  @Override
  public void onWarning(RunView run, String warning) {
    out.println("Warning: " + warning);
    out.flush();
  }

  @Override
  public void close() {}
}
