package org.infogan.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function y = f(x) of each value by itself, whose derivative can be computed from y alone, so
 * that x need not be kept. Shapes: any.
 */
public interface ElementwiseFunction {

  /**
   * y ← f(x).
   *
   * @param x the input, c-order. Not modified, unless it is y.
   * @param y the output, c-order; may be x. Modified.
   */
  void apply(INDArray x, INDArray y);

  /**
   * dx ← dy·f'(x), computed from y = f(x).
   *
   * @param y the output of {@link #apply}, c-order. Not modified.
   * @param dy the gradient with respect to y, c-order. Not modified.
   * @param dx the gradient with respect to x, c-order. Modified.
   */
  void gradient(INDArray y, INDArray dy, INDArray dx);
}
