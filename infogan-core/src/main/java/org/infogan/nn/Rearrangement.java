package org.infogan.nn;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The pass of a layer that moves or repeats numbers and computes nothing with them. */
abstract class Rearrangement implements LayerPass {
  private final INDArray y;
  private final INDArray dx;

  /** Makes the buffers for a layer with that output. */
  Rearrangement(PassContext context, Shape output) {
    y = context.buffer(output.withBatch(context.batch()));
    dx = context.backwardBuffer(context.inputShape().withBatch(context.batch()));
  }

  /**
   * Puts every number of x where it belongs in y.
   *
   * @param x the input. Not modified.
   * @param y the output. Modified.
   */
  abstract void spread(INDArray x, INDArray y);

  /**
   * The transpose of {@link #spread}: adds up, for every number of x, the gradients of its places.
   *
   * @param dy the output's gradient. Not modified.
   * @param dx the input's gradient. Modified.
   */
  abstract void collect(INDArray dy, INDArray dx);

  @Override
  public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
    spread(x, y);
    return y;
  }

  @Override
  public INDArray backward(INDArray dy, WithRespectTo wanted) {
    if (!wanted.input()) {
      return null;
    }
    collect(dy, dx);
    return dx;
  }
}
