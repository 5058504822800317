package org.infogan.nn.layers;

import static org.infogan.nn.TensorSpec.Kind.OFFSET;
import static org.infogan.nn.TensorSpec.Kind.WEIGHT;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.infogan.backend.Gemm;
import org.infogan.backend.LeakyRectifier;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.TensorSpec;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fully connected layer: y = W·x + b.
 *
 * <p>Shapes: x [F, B], W [units, F], b [units], y [units, B].
 *
 * @param units the number of outputs
 */
public record Dense(int units) implements Layer {

  /**
   * Checks the size.
   *
   * @param units the number of outputs
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public Dense {
    Checks.atLeast("dense: units", 1, units);
  }

  @Override
  public Shape outputShape(Shape input) {
    input.requireRank("dense", 1);
    return Shape.of(units);
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    return List.of(
        new TensorSpec("weight", WEIGHT, Shape.of(units, input.get(0))),
        new TensorSpec("bias", OFFSET, Shape.of(units)));
  }

  @Override
  public long multiplyAdds(Shape input) {
    return (long) units * input.get(0);
  }

  @Override
  public Pass newPass(PassContext context) {
    return new DensePass(context, units, LeakyRectifier.NONE);
  }

  @Override
  public Optional<Pass> newFusedPass(PassContext context, Layer next) {
    return LeakyRelu.rectifierOf(next).map(f -> new DensePass(context, units, f));
  }

  private static final class DensePass implements Pass {
    private final INDArray weight;
    private final INDArray dweight;
    private final Bias bias;
    private final Gemm product = Gemm.ab();
    private final Gemm weightGradient = Gemm.abt().accumulating();
    private final Gemm inputGradient = Gemm.atb();
    private final INDArray y;
    private final INDArray dx;
    private INDArray x;

    DensePass(PassContext context, int units, LeakyRectifier f) {
      weight = context.parameter("weight");
      dweight = context.gradient("weight");
      y = context.buffer(units, context.batch());
      bias = new Bias(context, y, f);
      dx = context.backwardBuffer(context.inputShape().get(0), context.batch());
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      this.x = x;
      product.run(weight, x, y);
      bias.apply();
      return y;
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      INDArray dproduct = bias.backward(dy, wanted);
      if (wanted.parameters()) {
        weightGradient.run(dproduct, x, dweight);
      }
      if (!wanted.input()) {
        return null;
      }
      inputGradient.run(weight, dproduct, dx);
      return dx;
    }
  }
}
