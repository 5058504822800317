package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Rectified linear unit: y = max(x, 0); its derivative at 0 is taken as 0. */
public record Relu() implements Activation {

  @Override
  public void apply(INDArray x, INDArray y) {
    LeakyRectifier.of(this).apply(x, y);
  }

  @Override
  public void gradient(INDArray y, INDArray dy, INDArray dx) {
    LeakyRectifier.of(this).gradient(y, dy, dx);
  }
}
