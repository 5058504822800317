package org.infogan.cli.display;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.listeners.ProgressLines;
import org.infogan.selfsupervised.PretrainingProgress;
import org.infogan.selfsupervised.RefinementProgress;
import org.infogan.selfsupervised.RefinementReport;
import org.infogan.train.StepMetrics;

/** Progress as one line of a terminal that is drawn over once a second. */
final class ProgressBarDisplay implements TrainingListener {

  private static final int SHORTEST_BAR = 8;
  private static final int LONGEST_BAR = 40;

  private final InfoGanConfig config;
  private final int before;
  private final ProgressBar bar;

  /** When the game began, or the pretraining last said something. */
  private volatile long start = System.nanoTime();

  private final String full = Terminal.isUnicode() ? "█" : "#";
  private final String empty = Terminal.isUnicode() ? "░" : ".";

  /**
   * Begins now.
   *
   * @param before the steps that a resumed run had made before
   */
  ProgressBarDisplay(InfoGanConfig config, int before) {
    this.config = config;
    this.before = before;
    bar =
        new ProgressBarBuilder()
            .setInitialMax(config.steps())
            .setUpdateIntervalMillis(1000)
            .setRenderer(this::render)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build();
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    bar.stepTo(stats.step());
    bar.setExtraMessage(ProgressLines.metrics(config, stats));
  }

  @Override
  public void onWarning(RunView run, String warning) {
    // On a line of its own; the bar is drawn anew below it.
    System.err.println();
    System.err.println("Warning: " + warning);
  }

  @Override
  public void onPretraining(RunView run, PretrainingProgress progress) {
    System.err.println(progress);
    start = System.nanoTime();
  }

  @Override
  public void onRefinement(RunView run, RefinementProgress progress) {
    System.err.println();
    System.err.println(progress);
  }

  @Override
  public void onRefined(RunView run, RefinementReport report) {
    System.err.println();
    System.err.println(report);
  }

  /** The library's own line lets the bar push losses and bounds out of a terminal's 80 columns. */
  private String render(ProgressState state, int columns) {
    long done = state.getCurrent();
    String eta =
        done <= before
            ? "?"
            : ProgressLines.clock(
                ProgressLines.remaining(
                    Duration.ofNanos(System.nanoTime() - start),
                    done - before,
                    state.getMax() - before));
    String head = String.format(Locale.ROOT, "%d/%d ", done, state.getMax());
    String tail = String.format(Locale.ROOT, " ETA %s  %s", eta, state.getExtraMessage());
    int room = columns - head.length() - tail.length();
    int length = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, room));
    int filled = (int) Math.round(length * state.getNormalizedProgress());
    String line = head + full.repeat(filled) + empty.repeat(length - filled) + tail;
    // A line that wraps cannot be drawn over.
    return line.length() <= columns
        ? line + " ".repeat(columns - line.length())
        : line.substring(0, columns);
  }

  /** Leaves the line as it is. */
  void close() {
    bar.close();
  }
}
