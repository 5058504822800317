package org.infogan.nn.conv;

import java.util.ArrayList;
import java.util.List;
import org.infogan.backend.ComputePool;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.Views;
import org.infogan.nn.PassContext;
import org.infogan.nn.conv.ConvProduct.Result;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear map of a convolution, y = W·x, and its gradient with respect to the weight, both as
 * the sums of matrix products that {@link ConvPlan} describes. {@link TransposedConvolution} is the
 * gradient with respect to x. A transposed convolution uses the same three with the roles of x and
 * y exchanged.
 *
 * <p>For y the threads share the output positions, for dW the kernel's taps, so that no two of them
 * add to the same number.
 */
public final class Convolution {

  private final LoweredInput input;

  /** The sums of each thread. */
  private final List<List<SegmentSum>> sums;

  /** The products of each thread; none for a pass that only runs forward. */
  private final List<List<ConvProduct>> weightGradient;

  private final IdentityCache<INDArray> outputRows = new IdentityCache<>(Views::rows);
  private final IdentityCache<INDArray> gradientRows = new IdentityCache<>(Views::rows);
  private INDArray lowered;

  /**
   * Views the layer's tensor "weight", [F, C, K, K], which is stored as [F, K, K, C].
   *
   * @param geometry the sizes of the convolution
   * @param context holds the weight and its gradient, and makes the buffers
   */
  public Convolution(ConvGeometry geometry, PassContext context) {
    this(ConvPlan.of(geometry, context.batch()), context, ComputePool.parallelism());
  }

  /** With the plan and the number of threads given. */
  Convolution(ConvPlan plan, PassContext context, int threads) {
    input = new LoweredInput(plan, context);
    INDArray weight = Views.asStoredMatrix(context.parameter("weight"));
    sums = SegmentSum.divided(plan, Result.OUTPUT, weight, threads);
    weightGradient =
        context.differentiable()
            ? weightGradient(plan, Views.asStoredMatrix(context.gradient("weight")), threads)
            : List.of();
  }

  /**
   * A part for each kernel slice, the largest first. The last ones, which would leave threads idle
   * at the end, are divided further by filters.
   */
  private static List<List<ConvProduct>> weightGradient(
      ConvPlan plan, INDArray dweight, int threads) {
    int slices = plan.slices().size();
    int rest = slices % threads;
    int pieces = rest == 0 ? 1 : (threads + rest - 1) / rest;
    List<List<ConvProduct>> parts = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      int divisions = i < slices - rest ? 1 : pieces;
      for (Views.Range filters : Views.split(plan.geometry().filters(), divisions)) {
        parts.add(weightGradient(plan, plan.slices().get(i), dweight, filters));
      }
    }
    return parts;
  }

  /** The products of one slice with all output rows, which add to the same part of dW. */
  private static List<ConvProduct> weightGradient(
      ConvPlan plan, ConvPlan.KernelSlice slice, INDArray dweight, Views.Range filters) {
    List<ConvProduct> products = new ArrayList<>();
    for (int i = 0; i < plan.geometry().outHeight(); i++) {
      RowSegment outputs = plan.outputs(slice, i);
      if (!outputs.isEmpty()) {
        products.add(
            new ConvProduct(plan, slice, outputs, Result.WEIGHT, dweight, filters).accumulating());
      }
    }
    return products;
  }

  /**
   * Lays out the input of the two products below.
   *
   * @param x [C, H, W, B]. Not modified; it must not change before the products are taken.
   */
  public void setInput(INDArray x) {
    lowered = input.lower(x);
  }

  /**
   * y ← W·x, for the input set last.
   *
   * @param y [F, H', W', B]. Modified.
   */
  public void forward(INDArray y) {
    INDArray rows = outputRows.of(y);
    ComputePool.forEach(sums, part -> part.forEach(sum -> sum.run(lowered, rows)));
  }

  /**
   * dW ← dW + dy·xᵀ, for the input set last.
   *
   * @param dy [F, H', W', B]. Not modified.
   */
  public void accumulateWeightGradient(INDArray dy) {
    INDArray rows = gradientRows.of(dy);
    ComputePool.forEach(
        weightGradient, part -> part.forEach(product -> product.run(lowered, rows)));
  }
}
