package org.infogan.train;

import java.util.List;

/** The optional terms of D's update that a configuration can ask for. */
final class DiscriminatorTerms {

  /** In the order in which their values stand in the metrics. */
  static final List<DiscriminatorTerm.Factory> CONFIGURED =
      List.of(ConsistencyLoss::configured, R1Penalty::configured);

  private DiscriminatorTerms() {}
}
