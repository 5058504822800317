package org.infogan.nn.layers;

import java.util.random.RandomGenerator;
import org.infogan.backend.IdentityCache;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gives the same numbers another shape, between images [C, H, W] and vectors [F]. With the batch as
 * last axis this moves nothing in memory.
 *
 * @param shape the shape of one output example
 */
public record Reshape(Shape shape) implements Layer {

  /**
   * Checks that there is a shape.
   *
   * @param shape the shape of one output example
   * @throws IllegalArgumentException when there is none
   */
  public Reshape {
    Checks.notNull("reshape: shape", "the extents of one example", shape);
  }

  /**
   * A reshape to the shape with the given extents.
   *
   * @param extents [F] or [C, H, W]
   * @return the layer
   */
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
    return new Pass() {
      private final IdentityCache<INDArray> output = new IdentityCache<>(x -> x.reshape('c', to));
      private final IdentityCache<INDArray> inputGradient =
          new IdentityCache<>(dy -> dy.reshape('c', from));

      @Override
      public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
        return output.of(x);
      }

      @Override
      public INDArray backward(INDArray dy, WithRespectTo wanted) {
        return wanted.input() ? inputGradient.of(dy) : null;
      }
    };
  }
}
