package org.infogan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Notices when a run still has finite losses but no longer learns: D tells all images apart, or G
 * paints one image whatever its input. Either is normal for a while, so moving averages are
 * watched, and each is told once until it has clearly passed: an average that wavers about its
 * limit is not told again.
 */
final class CollapseDetector {

  /** The averages' memory is about 1/(1 − decay) = 100 steps. */
  private static final double DECAY = 0.99;

  /** D's output is then above 0.99 on real images and below 0.01 on generated ones. */
  private static final double D_WINS = 0.98;

  private static final double D_ERRS_AGAIN = 0.9;
  private static final double ONE_IMAGE = 0.2;
  private static final double SEVERAL_IMAGES = 0.3;

  /** Steps in which nothing is said: a fresh generator paints one grey, and D may tell it apart. */
  private final int patience;

  private double advantage;
  private double diversity;
  private int observed;
  private boolean toldOfD;
  private boolean toldOfG;

  CollapseDetector(int patience) {
    this.patience = patience;
  }

  /** Takes in one step; returns what there is to say, most often nothing. */
  List<String> observe(StepMetrics stats) {
    observed++;
    advantage = average(advantage, stats.advantage());
    diversity = average(diversity, stats.diversity());
    List<String> warnings = new ArrayList<>();
    boolean dWins = observed >= patience && advantage > D_WINS;
    if (dWins && !toldOfD) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "step %d: D tells real from generated images almost without error (advantage %.3f of"
                  + " 1), so G has next to no gradient left; try a smaller learning rate of D,"
                  + " instance noise or more updates of G",
              stats.step(),
              advantage));
    }
    toldOfD = dWins || (toldOfD && advantage > D_ERRS_AGAIN);
    boolean oneImage = observed >= patience && diversity < ONE_IMAGE;
    if (oneImage && !toldOfG) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "step %d: generated images hardly differ from each other (diversity %.3f; 1 is that"
                  + " of real images): mode collapse; try a smaller learning rate of G, instance"
                  + " noise or a gradient penalty, or another seed",
              stats.step(),
              diversity));
    }
    toldOfG = oneImage || (toldOfG && diversity < SEVERAL_IMAGES);
    return warnings;
  }

  /** A plain mean of the first steps, so that they count no more than later ones. */
  private double average(double average, double value) {
    double share = Math.max(1.0 / observed, 1 - DECAY);
    return average + share * (value - average);
  }
}
