package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

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
    Nd4j.getExecutioner().exec(new LeakyReLU(x, y, leak));
  }

  @Override
  public void slope(INDArray y, INDArray slope) {
    Nd4j.getExecutioner().exec(new Step(y, slope, 0));
    slope.muli(1 - leak).addi(leak);
  }
}
