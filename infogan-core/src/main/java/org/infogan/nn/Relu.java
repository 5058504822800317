package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/** Rectified linear unit: y = max(x, 0); its derivative at 0 is taken as 0. */
public record Relu() implements Activation {

  @Override
  public void apply(INDArray x, INDArray y) {
    Nd4j.getExecutioner().exec(new RectifiedLinear(x, y, 0));
  }

  @Override
  public void slope(INDArray y, INDArray slope) {
    Nd4j.getExecutioner().exec(new Step(y, slope, 0));
  }
}
