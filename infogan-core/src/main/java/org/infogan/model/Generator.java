package org.infogan.model;

import java.util.Objects;
import org.infogan.config.ValueRange;
import org.infogan.nn.Network;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * G: the network that makes an image of a latent vector. Takes [L, B] (noise, then codes) to [C, H,
 * W, B] with values in the configuration's {@link ValueRange}.
 *
 * <p>The default is built from the configuration's layers. To bring another, implement {@link
 * Network}, or make a {@link org.infogan.nn.Sequential}, and wrap it with {@link #of}.
 */
public final class Generator {

  private final Network network;

  private Generator(Network network) {
    this.network = Objects.requireNonNull(network, "generator: network");
  }

  /**
   * A generator that consists of one network.
   *
   * @param network latent vectors to images
   * @return the generator
   */
  public static Generator of(Network network) {
    return new Generator(network);
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

  /**
   * Checks generated images. NaN passes, since a loss finds and names it.
   *
   * @param images [C, H, W, B]. Not modified.
   * @param range the configured range
   * @throws IllegalArgumentException when a value lies outside
   */
  public static void requireRange(INDArray images, ValueRange range) {
    double min = images.minNumber().doubleValue();
    double max = images.maxNumber().doubleValue();
    boolean none = Double.isNaN(min) || Double.isNaN(max);
    if (!none && !range.holds(min, max)) {
      throw new IllegalArgumentException(
          "generator: expected values in "
              + (range == ValueRange.UNIT ? "[0, 1]" : "[-1, 1]")
              + ", since valueRange is "
              + range
              + ", found values from "
              + min
              + " to "
              + max
              + "; end the generator in a sigmoid (UNIT) or tanh (SYMMETRIC)");
    }
  }
}
