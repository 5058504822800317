package org.infogan.nn;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An element-wise function y = f(x) whose derivative can be told from y alone, so that x need not
 * be kept. Shapes: any.
 */
interface Activation extends Layer {

  /**
   * y ← f(x).
   *
   * @param x the input. Not modified.
   * @param y the output. Modified.
   */
  void apply(INDArray x, INDArray y);

  /**
   * dx ← dy·f'(x), told from y = f(x).
   *
   * @param y the output of {@link #apply}. Not modified.
   * @param dy the gradient with respect to y. Not modified.
   * @param dx the gradient with respect to x. Modified.
   */
  void gradient(INDArray y, INDArray dy, INDArray dx);

  @Override
  default Shape outputShape(Shape input) {
    return input;
  }

  @Override
  default Pass newPass(PassContext context) {
    long[] shape = context.inputShape().withBatch(context.batch());
    INDArray y = context.buffer(shape);
    INDArray dx = context.backwardBuffer(shape);
    return new LayerPass() {
      @Override
      public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
        apply(x, y);
        return y;
      }

      @Override
      public INDArray backward(INDArray dy, WithRespectTo wanted) {
        if (!wanted.input()) {
          return null;
        }
        gradient(y, dy, dx);
        return dx;
      }
    };
  }
}
