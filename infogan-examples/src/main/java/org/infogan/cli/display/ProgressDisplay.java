package org.infogan.cli.display;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.train.StepMetrics;

/** Shows how training goes. */
public interface ProgressDisplay extends TrainingListener, AutoCloseable {

  /**
   * A bar on a terminal; elsewhere, such as in a log file, a line from time to time.
   *
   * @param done the steps that a resumed run had made before
   */
  static ProgressDisplay of(InfoGanConfig config, int done, PrintWriter err) {
    return Terminal.isInteractive()
        ? new ProgressBarDisplay(config, done)
        : new ProgressLines(config, done, err);
  }

  /** The losses and the bound of each code: "D 1.32 G 0.81 L_I c1 1.92 c2 -0.31". */
  static String metrics(InfoGanConfig config, StepMetrics stats) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "D %.2f G %.2f L_I", stats.discriminatorLoss(), stats.generatorLoss()));
    List<LatentCode> codes = config.latent().codes();
    for (int i = 0; i < codes.size(); i++) {
      text.append(
          String.format(
              Locale.ROOT, " %s %.2f", codes.get(i).name(), stats.mutualInformation().get(i)));
    }
    return text.toString();
  }

  /** The time that the remaining steps will take if they take as long as those that are done. */
  static Duration remaining(Duration elapsed, long done, long steps) {
    return Duration.ofMillis(Math.round((double) elapsed.toMillis() / done * (steps - done)));
  }

  /** Minutes and seconds, with hours where there are any: "4:05", "1:00:00". */
  static String clock(Duration time) {
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

  @Override
  void close();
}
