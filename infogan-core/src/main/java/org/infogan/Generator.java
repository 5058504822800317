package org.infogan;

import org.infogan.nn.Network;

/**
 * G: the network that makes an image of a latent vector. Takes [L, B] (noise, then codes) to [C, H,
 * W, B] with values in the configuration's {@link ValueRange}.
 *
 * <p>The default is built from the configuration's layers. To bring another, implement {@link
 * Network} and wrap it with {@link #of}.
 */
@FunctionalInterface
public interface Generator {

  /** The network itself; always the same one. */
  Network network();

  /** A generator that consists of this network. */
  static Generator of(Network network) {
    return () -> network;
  }
}
