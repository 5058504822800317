package org.infogan.nn.layers;

import java.util.Optional;
import org.infogan.backend.LeakyRectifier;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;

/**
 * Leaky rectified linear unit: y = x for x &gt; 0 and leak·x otherwise. Shapes: any.
 *
 * @param leak the slope below 0, in [0, 1); 0.1 in the InfoGAN paper
 */
public record LeakyRelu(double leak) implements Layer {

  /**
   * Checks the range.
   *
   * @param leak the slope below 0, in [0, 1); 0.1 in the InfoGAN paper
   * @throws IllegalArgumentException when the leak is outside of it
   */
  public LeakyRelu {
    Checks.inRange("leaky_relu: leak", 0, Math.nextDown(1.0), leak);
  }

  /** The function of a layer that is a rectifier, leaky or not; empty for any other layer. */
  static Optional<LeakyRectifier> rectifierOf(Layer layer) {
    if (layer instanceof LeakyRelu leaky) {
      return Optional.of(new LeakyRectifier(leaky.leak));
    }
    return layer instanceof Relu ? Optional.of(new LeakyRectifier(0)) : Optional.empty();
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Pass newPass(PassContext context) {
    return new ActivationPass(new LeakyRectifier(leak), context);
  }
}
