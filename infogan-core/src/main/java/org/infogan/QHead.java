package org.infogan;

import org.infogan.nn.Network;

/**
 * Q: the head that reads the latent codes off an image. Takes the features [F, B] of the
 * discriminator's trunk, which it shares, to the parameters of every code's posterior [P, B], one
 * code after the other: logits of a categorical or Bernoulli code, the mean (and ln σ where it is
 * learned) of a continuous one.
 */
@FunctionalInterface
public interface QHead {

  /** The network itself; always the same one. */
  Network network();

  /** A head that consists of this network. */
  static QHead of(Network network) {
    return () -> network;
  }
}
