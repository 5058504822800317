package org.infogan.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.TensorSpec;
import org.infogan.nn.WithRespectTo;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Relu;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of one's own, made from two of the library's: y = x + relu(W·x + b), which keeps the
 * shape [F, B] of its input.
 *
 * @param units F
 */
public record ResidualDense(int units) implements Layer {

  private static final String INNER = "dense";

  @Override
  public Shape outputShape(Shape input) {
    if (!input.equals(Shape.of(units))) {
      throw new IllegalArgumentException(
          "residual dense: expected input shape [" + units + "], found " + input);
    }
    return input;
  }

  /** The inner layer's tensors, under names that no other layer inside this one has. */
  @Override
  public List<TensorSpec> tensors(Shape input) {
    List<TensorSpec> tensors = new ArrayList<>();
    for (TensorSpec inner : new Dense(units).tensors(input)) {
      tensors.add(new TensorSpec(INNER + "." + inner.name(), inner.kind(), inner.shape()));
    }
    return tensors;
  }

  @Override
  public Pass newPass(PassContext context) {
    Shape shape = context.inputShape();
    Pass dense = new Dense(units).newPass(context.nested(INNER, shape));
    Pass relu = new Relu().newPass(context.nested("relu", shape));
    INDArray y = context.buffer(shape.withBatch(context.batch()));
    INDArray dx = context.backwardBuffer(shape.withBatch(context.batch()));
    return new Pass() {
      @Override
      public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
        y.assign(x);
        return y.addi(relu.forward(dense.forward(x, mode, random), mode, random));
      }

      @Override
      public INDArray backward(INDArray dy, WithRespectTo wanted) {
        INDArray dinner = dense.backward(relu.backward(dy, WithRespectTo.INPUT), wanted);
        if (!wanted.input()) {
          return null;
        }
        // x reaches y on two ways, so its gradient is the sum of two.
        dx.assign(dy);
        return dx.addi(dinner);
      }

      @Override
      public void close() {
        dense.close();
        relu.close();
      }
    };
  }
}
