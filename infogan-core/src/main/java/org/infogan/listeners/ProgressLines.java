package org.infogan.listeners;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.selfsupervised.PretrainingProgress;
import org.infogan.selfsupervised.RefinementProgress;
import org.infogan.selfsupervised.RefinementReport;
import org.infogan.train.StepMetrics;

/**
 * Progress as whole lines, for consoles, log files and pipes: one every five seconds and one for
 * the last step, with losses, L_I of each code and the time that is left; warnings at once.
 *
 * <pre>{@code
 * step 1500/2000  D 1.32 G 0.81 L_I c1 2.27 c2 -0.31 c3 -0.29  ETA 0:31
 * }</pre>
 */
public final class ProgressLines implements TrainingListener {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Appendable out;
  private long start;

  /** The steps made before the first that was seen; −1 before any. */
  private int before = -1;

  private int lastShown;
  private Duration next = INTERVAL;

  /**
   * Shows nothing before a run starts.
   *
   * @param out where the lines go, such as {@code System.err}; flushed after each if it can be
   */
  public ProgressLines(Appendable out) {
    this.out = out;
  }

  @Override
  public void onStart(RunView run) {
    begin(run.stepsDone());
  }

  private void begin(int stepsDone) {
    before = stepsDone;
    start = System.nanoTime();
    next = INTERVAL;
  }

  @Override
  public void onStep(RunView run, StepMetrics metrics) {
    if (before < 0) {
      begin(metrics.step() - 1);
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    if (elapsed.compareTo(next) >= 0) {
      next = elapsed.plus(INTERVAL);
      show(run.config(), metrics, elapsed);
    }
  }

  @Override
  public void onEnd(RunView run) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    run.lastMetrics()
        .filter(last -> last.step() > Math.max(before, lastShown))
        .ifPresent(last -> show(run.config(), last, elapsed));
  }

  private void show(InfoGanConfig config, StepMetrics metrics, Duration elapsed) {
    lastShown = metrics.step();
    // A run that is fitted again makes as many steps once more.
    int steps = ((metrics.step() - 1) / config.steps() + 1) * config.steps();
    Duration left = remaining(elapsed, metrics.step() - before, steps - before);
    say(
        String.format(
            Locale.ROOT,
            "step %d/%d  %s  ETA %s",
            metrics.step(),
            steps,
            metrics(config, metrics),
            clock(left)));
  }

  @Override
  public void onWarning(RunView run, String warning) {
    say("Warning: " + warning);
  }

  @Override
  public void onPretraining(RunView run, PretrainingProgress progress) {
    say(progress.toString());
    // The time that is left is reckoned from the game's own steps.
    begin(run.stepsDone());
  }

  @Override
  public void onRefinement(RunView run, RefinementProgress progress) {
    say(progress.toString());
  }

  @Override
  public void onRefined(RunView run, RefinementReport report) {
    say(report.toString());
  }

  private void say(String line) {
    try {
      out.append(line).append(System.lineSeparator());
      if (out instanceof Flushable buffered) {
        buffered.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("progress: cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * The losses and the bound of each code: "D 1.32 G 0.81 L_I c1 1.92 c2 -0.31".
   *
   * @param config the configuration of the run
   * @param metrics the measurements of a step
   * @return a short text
   */
  public static String metrics(InfoGanConfig config, StepMetrics metrics) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "D %.2f G %.2f L_I",
            metrics.discriminatorLoss(),
            metrics.generatorLoss()));
    List<LatentCode> codes = config.latent().codes();
    for (int i = 0; i < codes.size(); i++) {
      text.append(
          String.format(
              Locale.ROOT, " %s %.2f", codes.get(i).name(), metrics.mutualInformation().get(i)));
    }
    return text.toString();
  }

  /**
   * The time that the remaining steps will take if they take as long as those that are done.
   *
   * @param elapsed the time since the first step
   * @param done the steps made in that time, at least 1
   * @param steps the steps in all
   * @return the time left
   */
  public static Duration remaining(Duration elapsed, long done, long steps) {
    return Duration.ofMillis(Math.round((double) elapsed.toMillis() / done * (steps - done)));
  }

  /**
   * Minutes and seconds, with hours where there are any: "4:05", "1:00:00".
   *
   * @param time the time
   * @return its text
   */
  public static String clock(Duration time) {
    Duration rounded = time.plusMillis(500);
    return rounded.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", rounded.toMinutes(), rounded.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            rounded.toHours(),
            rounded.toMinutesPart(),
            rounded.toSecondsPart());
  }
}
