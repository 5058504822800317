package org.infogan.model;

import java.util.Objects;
import org.infogan.nn.Network;

/**
 * D: the network that distinguishes real images from generated ones, in two parts because Q shares
 * the first.
 */
public final class Discriminator {

  private final Network trunk;
  private final Network head;

  private Discriminator(Network trunk, Network head) {
    this.trunk = Objects.requireNonNull(trunk, "discriminator: trunk");
    this.head = Objects.requireNonNull(head, "discriminator: head");
  }

  /**
   * A discriminator that consists of two networks.
   *
   * @param trunk images [C, H, W, B] to features, the part that Q shares
   * @param head features to one logit per image, [1, B], positive for "real"
   * @return the discriminator
   */
  public static Discriminator of(Network trunk, Network head) {
    return new Discriminator(trunk, head);
  }

  /**
   * Images [C, H, W, B] to features, the part that Q shares.
   *
   * @return always the same network
   */
  public Network trunk() {
    return trunk;
  }

  /**
   * Features to one logit per image, [1, B], positive for "real".
   *
   * @return always the same network
   */
  public Network head() {
    return head;
  }

  /**
   * The number of trained values.
   *
   * @return the lengths of both networks' parameters together
   */
  public long parameterCount() {
    return trunk.parameters().length() + head.parameters().length();
  }
}
