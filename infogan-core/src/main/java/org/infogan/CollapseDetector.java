package org.infogan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.infogan.train.StepMetrics;

/**
 * Notices when a run still has finite losses but no longer learns: D separates all images, or G
 * makes one image whatever its input. Either is normal for a while, so moving averages are watched,
 * and each is reported once and again only after it has clearly recovered.
 */
final class CollapseDetector {

  /** The averages' memory is about 1/(1 − decay) = 100 steps. */
  private static final double DECAY = 0.99;

  /** D's output is then above 0.99 on real images and below 0.01 on generated ones. */
  private static final double ADVANTAGE_LIMIT = 0.98;

  private static final double ADVANTAGE_RELEASE = 0.9;
  private static final double DIVERSITY_LIMIT = 0.2;
  private static final double DIVERSITY_RELEASE = 0.3;

  private final int warmupSteps;
  private double advantage;
  private double diversity;
  private int observed;
  private boolean warnedDiscriminator;
  private boolean warnedGenerator;

  /**
   * A detector for one run.
   *
   * @param warmupSteps the first steps, in which nothing is reported: a fresh generator makes one
   *     grey, and D may well recognise it
   */
  CollapseDetector(int warmupSteps) {
    this.warmupSteps = warmupSteps;
  }

  /**
   * Takes in one step.
   *
   * @param metrics what the step measured
   * @return what there is to report, most often nothing
   */
  List<String> observe(StepMetrics metrics) {
    observed++;
    advantage = average(advantage, metrics.advantage());
    diversity = average(diversity, metrics.diversity());
    List<String> warnings = new ArrayList<>();
    boolean warm = observed >= warmupSteps;
    boolean discriminatorWins = warm && advantage > ADVANTAGE_LIMIT;
    if (discriminatorWins && !warnedDiscriminator) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "step %d: D tells real from generated images almost without error (advantage %.3f of"
                  + " 1), so G has next to no gradient left; try a smaller learning rate of D,"
                  + " instance noise or more updates of G",
              metrics.step(),
              advantage));
    }
    warnedDiscriminator =
        discriminatorWins || (warnedDiscriminator && advantage > ADVANTAGE_RELEASE);
    boolean oneImage = warm && diversity < DIVERSITY_LIMIT;
    if (oneImage && !warnedGenerator) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "step %d: generated images hardly differ from each other (diversity %.3f; 1 is that"
                  + " of real images): mode collapse; try a smaller learning rate of G, instance"
                  + " noise or a gradient penalty, or another seed",
              metrics.step(),
              diversity));
    }
    warnedGenerator = oneImage || (warnedGenerator && diversity < DIVERSITY_RELEASE);
    return warnings;
  }

  /** A plain mean of the first steps, so that they count no more than later ones. */
  private double average(double average, double value) {
    double weight = Math.max(1.0 / observed, 1 - DECAY);
    return average + weight * (value - average);
  }
}
