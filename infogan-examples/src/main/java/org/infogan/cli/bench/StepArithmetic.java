package org.infogan.cli.bench;

import java.util.List;
import org.infogan.config.InfoGanConfig;
import org.infogan.nn.Layer;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;

/**
 * Counts the floating-point operations of one training step's matrix products: what no
 * implementation can do without, and so a limit for its time.
 */
final class StepArithmetic {

  private StepArithmetic() {}

  /**
   * Operations of one step, a multiply-add counted as two.
   *
   * <ul>
   *   <li>G: forward, gradients of parameters and of all inputs but its first layer's.
   *   <li>Trunk: forward and both gradients for real and for generated images (not those of the
   *       images), then forward and input gradients down to the images for G.
   *   <li>Head: the same, its input gradients always. Q: the same without the real images.
   * </ul>
   */
  static long perStep(InfoGanConfig config) {
    Shape image = config.image().toShape();
    Shape latent = Shape.of(config.latent().width());
    Shape features = Sequential.outputShape("trunk", image, config.trunk());
    Network generator = Network.of(latent, config.generator());
    Network trunk = Network.of(image, config.trunk());
    Network head = Network.of(features, config.head());
    Network q = Network.of(features, config.q());
    long multiplyAdds =
        generator.trained(1, false)
            + trunk.trained(2, false)
            + trunk.frozen()
            + head.trained(2, true)
            + head.frozen()
            + q.trained(1, true)
            + q.frozen();
    return 2 * multiplyAdds * config.batch();
  }

  /** Multiply-adds of one example's forward pass. */
  private record Network(long all, long firstLayer) {
    static Network of(Shape input, List<Layer> layers) {
      long all = 0;
      long first = 0;
      Shape shape = input;
      for (Layer layer : layers) {
        long own = layer.multiplyAdds(shape);
        first = all == 0 ? own : first;
        all += own;
        shape = layer.outputShape(shape);
      }
      return new Network(all, first);
    }

    long trained(int passes, boolean inputGradient) {
      return passes * (3 * all - (inputGradient ? 0 : firstLayer));
    }

    long frozen() {
      return 2 * all;
    }
  }
}
