package org.infogan.train;

import java.util.List;
import java.util.Optional;
import org.infogan.config.InfoGanConfig;
import org.infogan.train.batches.RealBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An optional term of the loss that D and Q minimise in D's update. A new one implements this
 * interface and joins the list {@link #CONFIGURED}; its values then stand in the metrics, and its
 * gradient is checked and clipped with that of trunk and head.
 *
 * <p>Life cycle: {@code addGradient* close}. Passes that a term runs besides those in {@link
 * RealPass} are its own.
 */
interface DiscriminatorTerm extends AutoCloseable {

  /** Those that a configuration can ask for, in the order in which they stand in the metrics. */
  List<Factory> CONFIGURED = List.of(ConsistencyLoss::configured, R1Penalty::configured);

  /**
   * The real images of one update of D, after the trunk's forward and the head's backward run on
   * them.
   *
   * @param update the number of D's update, from 0 over the whole training
   * @param batch the images, without instance noise, and their jittered copies. Not modified.
   * @param features what the trunk made of the images with instance noise. Not modified.
   * @param dfeatures the loss's gradient with respect to the features so far; a term adds its own.
   *     The trunk's backward run follows. Modified.
   */
  record RealPass(long update, RealBatch batch, INDArray features, INDArray dfeatures) {}

  /** Makes a term where the configuration asks for it. */
  interface Factory {
    /**
     * Makes the term.
     *
     * @param config the run's configuration
     * @param networks the networks in training
     * @return the term, which the caller closes, or none where the configuration asks for none
     */
    Optional<DiscriminatorTerm> create(InfoGanConfig config, TrainableNetworks networks);
  }

  /**
   * The names of the term's values in the metrics.
   *
   * @return at least one name; letters, digits and underscores apart from the names of codes
   */
  List<String> names();

  /**
   * The networks, besides trunk and head, that learn from the term. D's update has an optimiser for
   * each; parameters of a network of the term's own are part of a checkpoint.
   *
   * @return the networks, an empty list if there are none
   */
  List<TrainableNetwork> learners();

  /**
   * Adds the term's gradient to those of the networks that learn from it.
   *
   * @param step the step in progress
   * @param real the real images of this update
   * @return the values, weights included, in the order of the names
   */
  double[] addGradient(StepContext step, RealPass real);

  @Override
  void close();
}
