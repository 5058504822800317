package org.infogan.nn.conv;

import java.util.ArrayList;
import java.util.List;
import org.infogan.backend.ComputePool;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.Views;
import org.infogan.nn.PassContext;
import org.infogan.nn.conv.ConvProduct.Result;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The convolution as the sums of matrix products that {@link ConvPlan} describes.
 *
 * <p>For y the threads share the output positions, for dW the kernel's taps, and for x the pixels,
 * so that no two of them add to the same number. Each segment of the lowered map is the sum of Wᵀ·y
 * over the products that read it in the convolution, and each pixel of x the sum of its copies in
 * the lowered map.
 */
public final class DirectConvolution implements Convolution {

  /** The lowered x; null in a transposed convolution's pass that only runs forward. */
  private final @Nullable LoweredInput input;

  /**
   * The lowered result of {@link #toInput}; null in a convolution's pass that only runs forward.
   */
  private final @Nullable LoweredInput result;

  /** The sums of each thread for y. */
  private final List<List<SegmentSum>> outputSums;

  /** The sums of each thread for x. */
  private final List<List<SegmentSum>> inputSums;

  /** The products of each thread; none for a pass that only runs forward. */
  private final List<List<ConvProduct>> weightGradient;

  private final IdentityCache<INDArray> outputRows = new IdentityCache<>(Views::rows);
  private final IdentityCache<INDArray> givenRows = new IdentityCache<>(Views::rows);
  private @Nullable INDArray lowered;
  private @Nullable INDArray given;

  /**
   * Views the layer's tensor "weight", [F, C, K, K], which is stored as [F, K, K, C].
   *
   * @param geometry the sizes of the convolution
   * @param kind which of the products is the forward pass
   * @param context holds the weight and its gradient, and makes the buffers
   */
  public DirectConvolution(ConvGeometry geometry, Kind kind, PassContext context) {
    this(ConvPlan.of(geometry, context.batch()), kind, context, ComputePool.parallelism());
  }

  /** With the plan and the number of threads given. */
  DirectConvolution(ConvPlan plan, Kind kind, PassContext context, int threads) {
    boolean backward = context.differentiable();
    INDArray weight = Views.asStoredMatrix(context.parameter("weight"));
    boolean toOutput = backward || kind == Kind.CONVOLUTION;
    input = toOutput ? new LoweredInput(plan, context) : null;
    outputSums = toOutput ? SegmentSum.divided(plan, Result.OUTPUT, weight, threads) : List.of();
    boolean toInput = backward || kind == Kind.TRANSPOSED;
    result = toInput ? new LoweredInput(plan, context) : null;
    inputSums = toInput ? SegmentSum.divided(plan, Result.INPUT, weight, threads) : List.of();
    weightGradient =
        backward
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

  @Override
  public void setInput(INDArray x) {
    lowered = input.lower(x);
  }

  @Override
  public void setOutput(INDArray y) {
    given = givenRows.of(y);
  }

  @Override
  public void toOutput(INDArray y) {
    INDArray rows = outputRows.of(y);
    ComputePool.forEach(outputSums, part -> part.forEach(sum -> sum.run(lowered, rows)));
  }

  @Override
  public void toInput(INDArray x) {
    INDArray copies = result.matrix(x);
    ComputePool.forEach(inputSums, part -> part.forEach(sum -> sum.run(copies, given)));
    result.sumCopies(x);
  }

  @Override
  public void accumulateWeightGradient() {
    ComputePool.forEach(
        weightGradient, part -> part.forEach(product -> product.run(lowered, given)));
  }
}
