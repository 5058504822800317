package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Leaky rectified linear unit: y = x for x &gt; 0 and leak·x otherwise.
 *
 * @param leak in [0, 1); 0.1 in the InfoGAN paper
 */
public record LeakyRelu(double leak) implements Activation {

  /** Checks the range. */
  public LeakyRelu {
    Require.inRange("leaky_relu: leak", 0, Math.nextDown(1.0), leak);
  }

  @Override
  public void apply(INDArray x, INDArray y) {
    LeakyRectifier.of(this).apply(x, y);
  }

  @Override
  public void gradient(INDArray y, INDArray dy, INDArray dx) {
    LeakyRectifier.of(this).gradient(y, dy, dx);
  }
}
