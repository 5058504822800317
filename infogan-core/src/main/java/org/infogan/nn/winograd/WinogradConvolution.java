package org.infogan.nn.winograd;

import java.util.function.Supplier;
import org.infogan.backend.Views;
import org.infogan.nn.PassContext;
import org.infogan.nn.SharedBuffer;
import org.infogan.nn.conv.Convolution;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Winograd's convolution: pixels, outputs and weights are transformed, and each of the three
 * products is one matrix product for each point ξ, as {@link WinogradPlan} describes.
 *
 * <pre>
 * y ← W·x           M_ξ  = U_ξ·V_ξ        y  = Aᵀ·M·A        V = Bᵀ·x·B
 * x ← Wᵀ·y          V'_ξ = U_ξᵀ·M'_ξ      x  = B·V'·Bᵀ       M' = A·y·Aᵀ
 * dW ← dW + y·xᵀ    U'_ξ = M'_ξ·V_ξᵀ      dW += Gᵀ·U'·G      U = G·W·Gᵀ
 * </pre>
 *
 * <p>Each line is the transpose of the steps of another, so the gradients are exact but for
 * rounding.
 */
public final class WinogradConvolution implements Convolution {

  private final Kind kind;
  private final TileTransform input;
  private final TileTransform output;
  private final TileTransform weight;
  private final INDArray weights;
  private final @Nullable INDArray dweights;

  private final Supplier<INDArray> u;
  private final Supplier<INDArray> du;
  private final Supplier<INDArray> v;
  private final Supplier<INDArray> dv;
  private final Supplier<INDArray> m;
  private final Supplier<INDArray> dm;
  private final PointProducts toOutput = PointProducts.ab();
  private final PointProducts toInput = PointProducts.atb();
  private final PointProducts toWeight = PointProducts.abt();

  /**
   * Views the layer's tensor "weight", [F, C, K, K], which is stored as [F, K, K, C].
   *
   * @param plan the tiles
   * @param kind which of the products is the forward pass
   * @param context holds the weight and its gradient, and makes the buffers
   */
  public WinogradConvolution(WinogradPlan plan, Kind kind, PassContext context) {
    this.kind = kind;
    input = TileTransform.ofInput(plan, context);
    output = TileTransform.ofOutput(plan, context);
    weight = TileTransform.ofWeight(plan, context);
    weights = Views.asStoredMatrix(context.parameter("weight"));
    dweights = context.differentiable() ? Views.asStoredMatrix(context.gradient("weight")) : null;

    long points = plan.points();
    long filters = plan.geometry().filters();
    long channels = plan.channels();
    long columns = (long) plan.tiles() * plan.batch();
    boolean isForward = kind == Kind.CONVOLUTION;
    boolean differentiable = context.differentiable();
    SharedBuffer first = context.sharedBuffer(0);
    SharedBuffer second = context.sharedBuffer(1);
    u =
        differentiable
            ? own(context, points, filters, channels)
            : context.sharedBuffer(2).reserve(points, filters, channels);
    v =
        differentiable && isForward
            ? own(context, points, channels, columns)
            : second.reserve(points, channels, columns);
    dm =
        differentiable && !isForward
            ? own(context, points, filters, columns)
            : first.reserve(points, filters, columns);
    m = first.reserve(points, filters, columns);
    dv = second.reserve(points, channels, columns);
    du = (isForward ? second : first).reserve(points, filters, channels);
  }

  private static Supplier<INDArray> own(PassContext context, long... shape) {
    INDArray array = context.buffer(shape);
    return () -> array;
  }

  @Override
  public void setInput(INDArray x) {
    input.toPoints(x, v.get());
  }

  @Override
  public void setOutput(INDArray y) {
    output.toPoints(y, dm.get());
  }

  @Override
  public void toOutput(INDArray y) {
    if (kind == Kind.CONVOLUTION) {
      weight.toPoints(weights, u.get());
    }
    toOutput.run(u.get(), v.get(), m.get());
    output.fromPoints(m.get(), y);
  }

  @Override
  public void toInput(INDArray x) {
    if (kind == Kind.TRANSPOSED) {
      weight.toPoints(weights, u.get());
    }
    toInput.run(u.get(), dm.get(), dv.get());
    input.fromPoints(dv.get(), x);
  }

  @Override
  public void accumulateWeightGradient() {
    toWeight.run(dm.get(), v.get(), du.get());
    weight.fromPoints(du.get(), dweights);
  }
}
