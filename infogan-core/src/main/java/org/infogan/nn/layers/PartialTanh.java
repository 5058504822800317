package org.infogan.nn.layers;

import java.util.random.RandomGenerator;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.Views;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Hyperbolic tangent of some neighbouring values; the others pass as they are. For a Q whose means
 * are bounded while its logits are not.
 *
 * <p>Shapes: x and y [F, B].
 *
 * @param first the index of the first value, counted from 0
 * @param count the number of values, at least 1
 */
public record PartialTanh(int first, int count) implements Layer {

  /**
   * Checks the sizes.
   *
   * @param first the index of the first value, counted from 0
   * @param count the number of values, at least 1
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public PartialTanh {
    Checks.atLeast("tanh_rows: first", 0, first);
    Checks.atLeast("tanh_rows: count", 1, count);
  }

  @Override
  public Shape outputShape(Shape input) {
    input.requireRank("tanh_rows", 1);
    if (first + (long) count > input.get(0)) {
      throw new IllegalArgumentException(
          "tanh_rows: expected an input of at least "
              + (first + (long) count)
              + " values, found "
              + input.get(0));
    }
    return input;
  }

  @Override
  public Pass newPass(PassContext context) {
    return new PartialTanhPass(context);
  }

  private final class PartialTanhPass implements Pass {
    private final INDArray y;
    private final INDArray dx;
    private final INDArray bounded;
    private final INDArray dbounded;
    private final INDArray dinput;
    private final IdentityCache<INDArray> rows = new IdentityCache<>(this::rowsOf);
    private final IdentityCache<INDArray> dxRows = new IdentityCache<>(this::rowsOf);

    PartialTanhPass(PassContext context) {
      long[] shape = context.inputShape().withBatch(context.batch());
      y = context.buffer(shape);
      dx = context.backwardBuffer(shape);
      bounded = context.buffer(count, context.batch());
      dbounded = context.backwardBuffer(count, context.batch());
      dinput = context.backwardBuffer(count, context.batch());
    }

    private INDArray rowsOf(INDArray array) {
      return Views.of(array, Views.range(first, count), Views.ALL);
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      y.assign(x);
      bounded.assign(rows.of(y));
      Tanh.FUNCTION.apply(bounded, bounded);
      rows.of(y).assign(bounded);
      return y;
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      if (!wanted.input()) {
        return null;
      }
      dx.assign(dy);
      dbounded.assign(dxRows.of(dx));
      Tanh.FUNCTION.gradient(bounded, dbounded, dinput);
      dxRows.of(dx).assign(dinput);
      return dx;
    }
  }
}
