package org.infogan.train;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.infogan.backend.HostMemory;
import org.infogan.internal.Checks;
import org.infogan.internal.Internal;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;

/** A network with what training adds to it: gradients, and a pass that adds to them. */
@Internal
public final class TrainableNetwork implements AutoCloseable {

  private final String name;
  private final Network network;
  private final int batch;
  private final NamedTensors gradients;
  private final Pass pass;

  /**
   * Prepares a network for training.
   *
   * @param name the network's name in messages and checkpoints
   * @param network the network. Modified by optimisers of its parameters.
   * @param batch the number of examples of every batch
   */
  public TrainableNetwork(String name, Network network, int batch) {
    this.name = name;
    this.network = network;
    this.batch = batch;
    gradients = network.parameters().zerosLike();
    pass = newPass();
  }

  /**
   * The network's name.
   *
   * @return a name such as "trunk"
   */
  String name() {
    return name;
  }

  /**
   * The network itself.
   *
   * @return the network in training, not a copy
   */
  Network network() {
    return network;
  }

  /**
   * The network's own pass.
   *
   * @return always the same pass; this object closes it
   */
  public Pass pass() {
    return pass;
  }

  /**
   * Another pass, whose backward runs add to the same gradients.
   *
   * @return a new pass; the caller closes it
   */
  Pass newPass() {
    return network.newPass(batch, gradients);
  }

  /**
   * An optimiser of the parameters, with moments of its own. Its updates use up the gradients.
   *
   * @param adam the optimiser's settings
   * @return a new optimiser; the caller closes it
   */
  public AdamOptimizer newOptimizer(Adam adam) {
    return new AdamOptimizer(adam, network.parameters(), gradients);
  }

  /**
   * The squared Euclidean norm of the gradient that has been added up.
   *
   * @return the sum of all squares
   */
  double squaredGradientNorm() {
    return gradients.squaredNorm();
  }

  /**
   * The memory of the gradient that has been added up, for exchange with other ranks.
   *
   * @return the values in storage order, which may be written to; empty where the network has no
   *     parameters
   * @throws IllegalArgumentException when the values are not FLOAT in the process's own memory
   */
  Optional<FloatBuffer> gradient() {
    if (gradients.length() == 0) {
      return Optional.empty();
    }
    Checks.require(
        HostMemory.isAddressable(gradients.flat()),
        "ranks: gradient of " + name,
        "FLOAT values on a CPU backend",
        gradients.dataType());
    return Optional.of(HostMemory.buffer(gradients.flat()));
  }

  /** Discards a gradient that was added up and not used. */
  void clearGradient() {
    if (gradients.length() > 0) {
      gradients.flat().assign(0);
    }
  }

  /**
   * Multiplies the gradient that has been added up.
   *
   * @param factor the factor
   */
  void scaleGradient(double factor) {
    if (gradients.length() > 0) {
      gradients.flat().muli(factor);
    }
  }

  @Override
  public void close() {
    pass.close();
    gradients.close();
  }
}
