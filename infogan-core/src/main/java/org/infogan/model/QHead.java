package org.infogan.model;

import java.util.Objects;
import org.infogan.nn.Network;

/**
 * Q: the head that reads the latent codes off an image. Takes the features [F, B] of the
 * discriminator's trunk, which it shares, to the parameters of every code's posterior [P, B], one
 * code after the other: logits of a categorical or Bernoulli code, the mean (and ln σ where it is
 * learned) of a continuous one.
 */
public final class QHead {

  private final Network network;

  private QHead(Network network) {
    this.network = Objects.requireNonNull(network, "q: network");
  }

  /**
   * A head that consists of one network.
   *
   * @param network features to the parameters of the posteriors
   * @return the head
   */
  public static QHead of(Network network) {
    return new QHead(network);
  }

  /**
   * The network itself.
   *
   * @return always the same one
   */
  public Network network() {
    return network;
  }

  /**
   * The number of trained values.
   *
   * @return the length of the network's parameters
   */
  public long parameterCount() {
    return network.parameters().length();
  }
}
