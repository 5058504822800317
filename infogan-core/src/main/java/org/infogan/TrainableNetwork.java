package org.infogan;

import org.infogan.nn.Adam;
import org.infogan.nn.AdamOptimizer;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;

/** A network with what training adds to it: gradients, one pass and an optimiser. */
final class TrainableNetwork implements AutoCloseable {

  private final String name;
  private final Network network;
  private final int batch;
  private final NamedTensors gradients;
  private final Pass pass;
  private final AdamOptimizer optimizer;

  /**
   * Prepares a network for training.
   *
   * @param name for messages
   * @param network Modified by its optimiser's updates.
   * @param adam settings of the optimiser
   * @param batch the number of examples of every batch
   */
  TrainableNetwork(String name, Network network, Adam adam, int batch) {
    this.name = name;
    this.network = network;
    this.batch = batch;
    gradients = network.parameters().zerosLike();
    pass = newPass();
    optimizer = new AdamOptimizer(adam, network.parameters(), gradients);
  }

  String name() {
    return name;
  }

  Network network() {
    return network;
  }

  Pass pass() {
    return pass;
  }

  /** Another pass, with the same gradients; the caller closes it. */
  Pass newPass() {
    return network.newPass(batch, gradients);
  }

  AdamOptimizer optimizer() {
    return optimizer;
  }

  /** Another optimiser of the same parameters, with moments of its own. */
  AdamOptimizer newOptimizer(Adam adam) {
    return new AdamOptimizer(adam, network.parameters(), gradients);
  }

  /** The squared Euclidean norm of the gradient that has been added up. */
  double squaredGradientNorm() {
    return gradients.squaredNorm();
  }

  /** Forgets a gradient that was added up and not used. */
  void clearGradient() {
    if (gradients.length() > 0) {
      gradients.flat().assign(0);
    }
  }

  /** Multiplies the gradient that has been added up. */
  void scaleGradient(double factor) {
    if (gradients.length() > 0) {
      gradients.flat().muli(factor);
    }
  }

  @Override
  public void close() {
    pass.close();
    optimizer.close();
    gradients.close();
  }
}
