package org.infogan.nn;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Hyperbolic tangent of {@code count} values from number {@code first} on; the others pass as they
 * are. For a Q whose means are bounded while its logits are not.
 *
 * <p>Shapes: x and y [F, B].
 *
 * @param first counted from 0
 * @param count at least 1
 */
public record PartialTanh(int first, int count) implements Layer {

  private static final Tanh TANH = new Tanh();

  /** Checks the sizes. */
  public PartialTanh {
    Require.atLeast("tanh_rows: first", 0, first);
    Require.atLeast("tanh_rows: count", 1, count);
  }

  @Override
  public Shape outputShape(Shape input) {
    Require.rank("tanh_rows", 1, input);
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
    return new TanhRowsPass(context);
  }

  private final class TanhRowsPass implements LayerPass {
    private final INDArray y;
    private final INDArray dx;
    private final INDArray bounded;
    private final INDArray dbounded;
    private final INDArray dinput;
    private final IdentityCache<INDArray> rows = new IdentityCache<>(this::rowsOf);
    private final IdentityCache<INDArray> dxRows = new IdentityCache<>(this::rowsOf);

    TanhRowsPass(PassContext context) {
      long[] shape = context.inputShape().withBatch(context.batch());
      y = context.buffer(shape);
      dx = context.backwardBuffer(shape);
      bounded = context.buffer(count, context.batch());
      dbounded = context.backwardBuffer(count, context.batch());
      dinput = context.backwardBuffer(count, context.batch());
    }

    private INDArray rowsOf(INDArray array) {
      return Views.of(array, Views.every(first, 1, count), Views.ALL);
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      y.assign(x);
      bounded.assign(rows.of(y));
      TANH.apply(bounded, bounded);
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
      TANH.gradient(bounded, dbounded, dinput);
      dxRows.of(dx).assign(dinput);
      return dx;
    }
  }
}
