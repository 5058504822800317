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
 * Transposed convolution ("upconv"): y is b plus the transpose of the convolution with kernel K,
 * stride s and padding p that takes y's shape to x's. Every x[f, i, j] adds w[f, c, u, v]·x[f, i,
 * j] to y[c, i·s − p + u, j·s − p + v].
 *
 * <p>Shapes: x [F, H, W, B], w [F, C, K, K], b [C], y [C, H', W', B] with H' = (H − 1)·s + K − 2p,
 * or H·s for "same".
 *
 * @param filters C, the channels of the output
 * @param kernel K, the kernel's extent on both axes
 * @param stride s on both axes
 * @param padding how many zeros surround the input of the convolution, the output of this layer
 */
public record ConvTranspose2d(int filters, int kernel, int stride, Padding padding)
    implements Layer {

  /**
   * Checks the sizes.
   *
   * @param filters C, the channels of the output
   * @param kernel K, the kernel's extent on both axes
   * @param stride s on both axes
   * @param padding how many zeros surround the input of the convolution, the output of this layer
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public ConvTranspose2d {
    Checks.atLeast("conv_transpose2d: filters", 1, filters);
    Checks.atLeast("conv_transpose2d: kernel", 1, kernel);
    Checks.atLeast("conv_transpose2d: stride", 1, stride);
    Checks.notNull("conv_transpose2d: padding", "a number of pixels or \"same\"", padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    input.requireRank("conv_transpose2d", 3);
    int height = padding.transposedExtent(input.get(1), kernel, stride);
    int width = padding.transposedExtent(input.get(2), kernel, stride);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "conv_transpose2d: expected a padding smaller than the map, found padding "
              + padding
              + " for input "
              + input);
    }
    return Shape.of(filters, height, width);
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    return List.of(
        new TensorSpec("weight", WEIGHT, Shape.of(input.get(0), filters, kernel, kernel)),
        new TensorSpec("bias", OFFSET, Shape.of(filters)));
  }

  @Override
  public long multiplyAdds(Shape input) {
    return (long) input.size() * filters * kernel * kernel;
  }

  @Override
  public String algorithm(Shape input, int batch) {
    return Convolutions.algorithm(geometry(input), batch);
  }

  /** Of the convolution whose transpose this is: from this layer's output to its input. */
  private ConvGeometry geometry(Shape input) {
    return ConvGeometry.of(outputShape(input), input.get(0), kernel, stride, padding);
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
    Shape input = context.inputShape();
    return new ConvTranspose2dPass(geometry(input), outputShape(input), context, f);
  }

  private static final class ConvTranspose2dPass implements Pass {
    private final Convolution convolution;
    private final Bias bias;
    private final INDArray y;
    private final INDArray dx;

    ConvTranspose2dPass(ConvGeometry g, Shape output, PassContext context, LeakyRectifier f) {
      convolution = Convolutions.of(g, Convolution.Kind.TRANSPOSED, context);
      y = context.buffer(output.withBatch(context.batch()));
      bias = new Bias(context, y, f);
      dx = context.backwardBuffer(context.inputShape().withBatch(context.batch()));
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      convolution.setOutput(x);
      convolution.toInput(y);
      bias.apply();
      return y;
    }

    @Override
    public @Nullable INDArray backward(INDArray dy, WithRespectTo wanted) {
      convolution.setInput(bias.backward(dy, wanted));
      if (wanted.parameters()) {
        convolution.accumulateWeightGradient();
      }
      if (!wanted.input()) {
        return null;
      }
      convolution.toOutput(dx);
      return dx;
    }
  }
}
