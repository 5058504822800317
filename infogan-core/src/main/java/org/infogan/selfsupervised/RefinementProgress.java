package org.infogan.selfsupervised;

import java.util.Locale;

/**
 * What one round of a refinement did.
 *
 * @param round the round's number, from 1
 * @param rounds the number of all rounds
 * @param changed the share of this round's images to which the spread answers give another category
 *     than Q's own
 * @param loss the mean loss of the round's updates, in nats
 */
public record RefinementProgress(int round, int rounds, double changed, double loss) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Refinement round %d of %d: neighbours change %.2f %% of the answers, loss %.3f",
        round,
        rounds,
        100 * changed,
        loss);
  }
}
