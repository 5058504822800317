package org.infogan.selfsupervised;

import java.util.Locale;

/**
 * How far the pretraining of categories has come.
 *
 * @param stage what is being done
 * @param done updates or rounds of this stage that are done
 * @param all updates or rounds of this stage
 * @param loss the mean loss since the last report, in nats
 */
public record PretrainingProgress(String stage, int done, int all, double loss) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Pretraining: %s %d of %d, loss %.3f", stage, done, all, loss);
  }
}
