package org.infogan.nn.layers;

import static org.infogan.nn.TensorSpec.Kind.OFFSET;
import static org.infogan.nn.TensorSpec.Kind.WEIGHT;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.infogan.backend.LeakyRectifier;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Padding;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.TensorSpec;
import org.infogan.nn.WithRespectTo;
import org.infogan.nn.conv.ConvGeometry;
import org.infogan.nn.conv.Convolution;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution (in the sense of the field: a correlation): y[f, i, j] = b[f] + Σ w[f, c, u, v]·x[c,
 * i·s − p + u, j·s − p + v], the sum over c, u and v.
 *
 * <p>Shapes: x [C, H, W, B], w [F, C, K, K], b [F], y [F, H', W', B], with H' and W' by {@link
 * Padding}.
 *
 * @param filters F, the channels of the output
 * @param kernel K, the kernel's extent on both axes
 * @param stride s on both axes
 * @param padding how many zeros surround the input
 */
public record Conv2d(int filters, int kernel, int stride, Padding padding) implements Layer {

  /**
   * Checks the sizes.
   *
   * @param filters F, the channels of the output
   * @param kernel K, the kernel's extent on both axes
   * @param stride s on both axes
   * @param padding how many zeros surround the input
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public Conv2d {
    Checks.atLeast("conv2d: filters", 1, filters);
    Checks.atLeast("conv2d: kernel", 1, kernel);
    Checks.atLeast("conv2d: stride", 1, stride);
    Checks.notNull("conv2d: padding", "a number of pixels or \"same\"", padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    ConvGeometry g = geometry(input);
    if (g.outHeight() < 1 || g.outWidth() < 1) {
      throw new IllegalArgumentException(
          "conv2d: expected an input at least as large as the kernel of "
              + kernel
              + ", found "
              + input
              + " with padding "
              + padding);
    }
    return Shape.of(filters, g.outHeight(), g.outWidth());
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    return List.of(
        new TensorSpec("weight", WEIGHT, Shape.of(filters, input.get(0), kernel, kernel)),
        new TensorSpec("bias", OFFSET, Shape.of(filters)));
  }

  @Override
  public long multiplyAdds(Shape input) {
    return (long) outputShape(input).size() * input.get(0) * kernel * kernel;
  }

  @Override
  public String algorithm(Shape input, int batch) {
    return Convolutions.algorithm(geometry(input), batch);
  }

  @Override
  public Pass newPass(PassContext context) {
    return newPass(context, LeakyRectifier.NONE);
  }

  @Override
  public Optional<Pass> newFusedPass(PassContext context, Layer next) {
    return LeakyRelu.rectifierOf(next).map(f -> newPass(context, f));
  }

  private Pass newPass(PassContext context, LeakyRectifier f) {
    return new Conv2dPass(geometry(context.inputShape()), context, f);
  }

  private ConvGeometry geometry(Shape input) {
    input.requireRank("conv2d", 3);
    return ConvGeometry.of(input, filters, kernel, stride, padding);
  }

  private static final class Conv2dPass implements Pass {
    private final Convolution convolution;
    private final Bias bias;
    private final INDArray y;
    private final INDArray dx;

    Conv2dPass(ConvGeometry g, PassContext context, LeakyRectifier f) {
      convolution = Convolutions.of(g, Convolution.Kind.CONVOLUTION, context);
      y = context.buffer(g.filters(), g.outHeight(), g.outWidth(), context.batch());
      bias = new Bias(context, y, f);
      dx = context.backwardBuffer(context.inputShape().withBatch(context.batch()));
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      convolution.setInput(x);
      convolution.toOutput(y);
      bias.apply();
      return y;
    }

    @Override
    public @Nullable INDArray backward(INDArray dy, WithRespectTo wanted) {
      convolution.setOutput(bias.backward(dy, wanted));
      if (wanted.parameters()) {
        convolution.accumulateWeightGradient();
      }
      if (!wanted.input()) {
        return null;
      }
      convolution.toInput(dx);
      return dx;
    }
  }
}
