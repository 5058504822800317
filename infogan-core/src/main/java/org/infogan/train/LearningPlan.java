package org.infogan.train;

import static org.infogan.train.LearningPlan.Learner.GENERATOR;
import static org.infogan.train.LearningPlan.Learner.Q;
import static org.infogan.train.LearningPlan.Learner.TRUNK;

import java.util.Set;
import org.infogan.config.UpdatePartition;

/**
 * Who learns from the bound L_I in which update: {@link UpdatePartition} in the terms of a training
 * step.
 *
 * @param withDiscriminator who learns from it in D's update, with D's optimiser
 * @param withGenerator who learns from it in G's update, with G's optimiser
 * @param separately who learns from it in an update that has no other objective, with the third
 *     optimiser
 */
record LearningPlan(
    Set<Learner> withDiscriminator, Set<Learner> withGenerator, Set<Learner> separately) {

  /** A network that can learn from the bound. */
  enum Learner {
    GENERATOR,
    TRUNK,
    Q
  }

  /**
   * The plan of a partition.
   *
   * @param partition the configured partition
   * @return its plan
   */
  static LearningPlan of(UpdatePartition partition) {
    return switch (partition) {
      case SHARED -> new LearningPlan(Set.of(TRUNK, Q), Set.of(GENERATOR), Set.of());
      case WITH_GENERATOR -> new LearningPlan(Set.of(), Set.of(GENERATOR, Q), Set.of());
      case SEPARATE -> new LearningPlan(Set.of(), Set.of(), Set.of(GENERATOR, TRUNK, Q));
      case OBSERVING -> new LearningPlan(Set.of(Q), Set.of(), Set.of());
    };
  }

  /**
   * Whether the trunk ever learns from Q. If not, the gradient of every term of Q ends at the
   * features.
   *
   * @return whether it does in some update
   */
  boolean trunkLearnsFromQ() {
    return withDiscriminator.contains(TRUNK) || separately.contains(TRUNK);
  }
}
