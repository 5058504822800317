package org.infogan.train;

import java.util.List;
import org.infogan.model.InfoGanNetworks;

/**
 * The four networks of an InfoGAN in training.
 *
 * @param generator G
 * @param trunk the layers that D and Q share
 * @param head the rest of D
 * @param q the rest of Q
 */
record TrainableNetworks(
    TrainableNetwork generator, TrainableNetwork trunk, TrainableNetwork head, TrainableNetwork q)
    implements AutoCloseable {

  /**
   * Prepares networks for training.
   *
   * @param networks the networks. Modified by optimisers of their parameters.
   * @param batch the number of examples of every batch
   * @return gradients and passes for them; the caller closes it, which leaves the networks
   */
  static TrainableNetworks of(InfoGanNetworks networks, int batch) {
    return new TrainableNetworks(
        new TrainableNetwork("generator", networks.generator(), batch),
        new TrainableNetwork("trunk", networks.trunk(), batch),
        new TrainableNetwork("head", networks.head(), batch),
        new TrainableNetwork("q", networks.q(), batch));
  }

  /**
   * All four.
   *
   * @return generator, trunk, head, Q
   */
  List<TrainableNetwork> all() {
    return List.of(generator, trunk, head, q);
  }

  @Override
  public void close() {
    all().forEach(TrainableNetwork::close);
  }
}
