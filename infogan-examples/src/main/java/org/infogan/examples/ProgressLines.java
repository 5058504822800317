package org.infogan.examples;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.infogan.InfoGanConfig;
import org.infogan.InfoGanTrainer;
import org.infogan.StepStats;

/** Progress as whole lines, for log files and pipes. */
final class ProgressLines implements ProgressDisplay {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final InfoGanConfig config;
  private final PrintWriter out;
  private final long start = System.nanoTime();
  private Duration next = INTERVAL;

  ProgressLines(InfoGanConfig config, PrintWriter out) {
    this.config = config;
    this.out = out;
  }

  @Override
  public void onStep(InfoGanTrainer trainer, StepStats stats) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    if (elapsed.compareTo(next) < 0 && stats.step() < config.steps()) {
      return;
    }
    next = elapsed.plus(INTERVAL);
    Duration remaining = ProgressDisplay.remaining(elapsed, stats.step(), config.steps());
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
  public void close() {}
}
