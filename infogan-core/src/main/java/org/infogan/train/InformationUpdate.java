package org.infogan.train;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.List;
import org.infogan.config.InfoGanConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The update of the third optimiser: G, trunk and Q minimise −Σ λᵢ·L_I,i alone. */
final class InformationUpdate implements AutoCloseable {

  private final TrainableNetworks networks;
  private final InformationBound bound;
  private final JointUpdate update;

  /**
   * Prepares the update.
   *
   * @param config the run's configuration
   * @param networks the networks in training
   * @param bound the bound of all updates
   */
  InformationUpdate(InfoGanConfig config, TrainableNetworks networks, InformationBound bound) {
    this.networks = networks;
    this.bound = bound;
    update =
        new JointUpdate(
            "information",
            config.informationAdam(),
            config.stabilizers().gradientClipNorm(),
            List.of(networks.generator(), networks.trunk(), networks.q()));
  }

  /**
   * Makes the update, on the images that the updated G makes of the same latent vectors.
   *
   * @param step the step in progress
   * @param latents noise and codes [L, B]. Not modified.
   */
  void run(StepContext step, INDArray latents) {
    INDArray fake = step.forward(networks.generator(), latents);
    INDArray features = step.features(networks.trunk(), fake);
    INDArray dposterior = bound.gradient(step, features, step.codes(latents));
    INDArray dfeatures = networks.q().pass().backward(dposterior, BOTH);
    INDArray dimages = networks.trunk().pass().backward(dfeatures, BOTH);
    networks.generator().pass().backward(dimages, PARAMETERS);
    update.apply(step);
  }

  /**
   * The optimisers and the networks that they change.
   *
   * @return the update that ends this one
   */
  JointUpdate jointUpdate() {
    return update;
  }

  @Override
  public void close() {
    update.close();
  }
}
