package org.infogan.train;

import java.util.List;
import java.util.Optional;
import org.infogan.config.InfoGanConfig;

/**
 * An optional term of the loss that G minimises in its update, with a network of its own that
 * minimises it too. A new one implements this interface and joins the list {@link #CONFIGURED}; its
 * value then stands in the metrics, and G's gradient is checked and clipped with that of L_G.
 *
 * <p>Life cycle: {@code addGradient* close}. The passes that a term runs, of G as well, are its
 * own.
 */
interface GeneratorTerm extends AutoCloseable {

  /** Those that a configuration can ask for, in the order in which they stand in the metrics. */
  List<Factory> CONFIGURED = List.of(ContrastiveRegularizer::configured);

  /** Makes a term where the configuration asks for it. */
  interface Factory {
    /**
     * Makes the term.
     *
     * @param config the run's configuration
     * @param networks the networks in training
     * @return the term, which the caller closes, or none where the configuration asks for none
     */
    Optional<GeneratorTerm> create(InfoGanConfig config, TrainableNetworks networks);
  }

  /**
   * The term's name in the metrics.
   *
   * @return letters, digits and underscores
   */
  String name();

  /**
   * The term's own network, whose tensors are part of a checkpoint.
   *
   * @return the network; this term closes it
   */
  TrainableNetwork learner();

  /**
   * The update of the term's own network.
   *
   * @return its optimiser, part of a checkpoint; this term closes it
   */
  JointUpdate jointUpdate();

  /**
   * Adds the term's gradient to that of G, and updates its own network.
   *
   * @param step the step in progress
   * @param number the number of G's update, from 0 over the whole training
   * @return the value, weight included
   */
  double addGradient(StepContext step, long number);

  @Override
  void close();
}
