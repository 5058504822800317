package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Logistic function 1/(1 + e^−x), onto (0, 1): y' = y·(1 − y). */
public record Sigmoid() implements Activation {

  @Override
  public void apply(INDArray x, INDArray y) {
    Nd4j.getExecutioner().exec(new org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid(x, y));
  }

  @Override
  public void gradient(INDArray y, INDArray dy, INDArray dx) {
    y.rsub(1, dx);
    dx.muli(y).muli(dy);
  }
}
