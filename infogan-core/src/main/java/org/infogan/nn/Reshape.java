package org.infogan.nn;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gives the same numbers another shape, between images [C, H, W] and vectors [F]. With the batch as
 * last axis this moves nothing in memory.
 *
 * @param shape of one output example
 */
public record Reshape(Shape shape) implements Layer {

  /** To the shape with these extents. */
  public static Reshape to(int... extents) {
    return new Reshape(Shape.of(extents));
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.size() != shape.size()) {
      throw new IllegalArgumentException(
          "reshape: expected an input of " + shape.size() + " values, found shape " + input);
    }
    return shape;
  }

  @Override
  public Pass newPass(PassContext context) {
    long[] from = context.inputShape().withBatch(context.batch());
    long[] to = shape.withBatch(context.batch());
    return new LayerPass() {
      private final View forward = new View(to);
      private final View backward = new View(from);

      @Override
      public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
        return forward.of(x);
      }

      @Override
      public INDArray backward(INDArray dy, WithRespectTo wanted) {
        return wanted.input() ? backward.of(dy) : null;
      }
    };
  }

  /**
   * Hands out the same view for the same array, since the next layer prepares for it by identity.
   */
  private static final class View {
    private final long[] shape;
    private INDArray array;
    private INDArray view;

    View(long[] shape) {
      this.shape = shape;
    }

    INDArray of(INDArray array) {
      if (array != this.array) {
        view = array.reshape('c', shape);
        this.array = array;
      }
      return view;
    }
  }
}
