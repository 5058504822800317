package org.infogan.nn.layers;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.infogan.backend.IdentityCache;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The pass of a layer that moves numbers and computes nothing with them: as copies between views of
 * the input and views of the output. The views are kept for as long as the same arrays come back.
 */
class Rearrangement implements Pass {
  private final INDArray y;
  private final INDArray dx;
  private final List<INDArray> yParts;
  private final List<INDArray> dxParts;
  private final IdentityCache<List<INDArray>> xParts;
  private final IdentityCache<List<INDArray>> dyParts;

  /**
   * Makes the buffers.
   *
   * @param context the context of the layer
   * @param output the shape of one output example
   * @param inputParts the views of an input, part by part
   * @param outputParts the views of an output, in the order of the input's parts that belong there
   */
  Rearrangement(
      PassContext context,
      Shape output,
      Function<INDArray, List<INDArray>> inputParts,
      Function<INDArray, List<INDArray>> outputParts) {
    y = context.buffer(output.withBatch(context.batch()));
    dx = context.backwardBuffer(context.inputShape().withBatch(context.batch()));
    yParts = outputParts.apply(y);
    dxParts = dx == null ? List.of() : inputParts.apply(dx);
    xParts = new IdentityCache<>(inputParts);
    dyParts = new IdentityCache<>(outputParts);
  }

  @Override
  public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
    copy(xParts.of(x), yParts);
    return y;
  }

  @Override
  public INDArray backward(INDArray dy, WithRespectTo wanted) {
    if (!wanted.input()) {
      return null;
    }
    adjointMove(dyParts.of(dy), dxParts);
    return dx;
  }

  private static void copy(List<INDArray> from, List<INDArray> to) {
    for (int i = 0; i < to.size(); i++) {
      to.get(i).assign(from.get(i));
    }
  }

  /**
   * The transpose of the forward move: copies every number back. Where an input goes to several
   * places, this method must be overridden to add up their gradients.
   *
   * @param dy the parts of the output's gradient. Not modified.
   * @param dx the parts of the input's gradient. Modified.
   */
  void adjointMove(List<INDArray> dy, List<INDArray> dx) {
    copy(dy, dx);
  }
}
