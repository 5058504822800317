package org.infogan;

import org.infogan.nn.Network;

/**
 * D: the network that tells real images from generated ones, in two parts because Q shares the
 * first.
 */
public interface Discriminator {

  /** Images [C, H, W, B] to features, the part that Q shares; always the same network. */
  Network trunk();

  /** Features to one logit per image, [1, B], positive for "real"; always the same network. */
  Network head();

  /** A discriminator that consists of these two networks. */
  static Discriminator of(Network trunk, Network head) {
    return new Discriminator() {
      @Override
      public Network trunk() {
        return trunk;
      }

      @Override
      public Network head() {
        return head;
      }
    };
  }
}
