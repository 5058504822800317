package org.infogan.nn.layers;

import java.util.random.RandomGenerator;
import org.infogan.backend.ElementwiseFunction;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The pass of a layer that applies an element-wise function. */
final class ActivationPass implements Pass {
  private final ElementwiseFunction function;
  private final INDArray y;
  private final INDArray dx;

  ActivationPass(ElementwiseFunction function, PassContext context) {
    this.function = function;
    long[] shape = context.inputShape().withBatch(context.batch());
    y = context.buffer(shape);
    dx = context.backwardBuffer(shape);
  }

  @Override
  public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
    function.apply(x, y);
    return y;
  }

  @Override
  public INDArray backward(INDArray dy, WithRespectTo wanted) {
    if (!wanted.input()) {
      return null;
    }
    function.gradient(y, dy, dx);
    return dx;
  }
}
