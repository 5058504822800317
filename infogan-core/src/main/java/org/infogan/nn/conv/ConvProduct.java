package org.infogan.nn.conv;

import org.infogan.backend.Gemm;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.Views;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One of the matrix products of a {@link ConvPlan}: between the weights W of a kernel slice, a
 * segment y of an output row, and the segment l of the lowered map that these outputs read through
 * the slice. Two of the three give the third, see {@link Result}.
 *
 * <p>The views of the three are kept for as long as the same arrays come back, so that repeating a
 * product makes no object.
 */
final class ConvProduct {

  /** Which of the three is computed. */
  enum Result {
    /** y ← W·l, for the forward pass. */
    OUTPUT,
    /** l ← Wᵀ·y, for the gradient with respect to the input. */
    INPUT,
    /** W ← y·lᵀ, for the gradient with respect to the weight. */
    WEIGHT
  }

  private final ConvPlan plan;
  private final ConvPlan.KernelSlice slice;
  private final RowSegment outputs;
  private final Result result;
  private final Gemm gemm;
  private final INDArray weight;
  private final IdentityCache<INDArray> loweredViews = new IdentityCache<>(this::viewOfLowered);
  private final IdentityCache<INDArray> outputViews;

  /**
   * Makes a product that overwrites its result.
   *
   * @param plan the plan that it belongs to
   * @param slice the kernel slice
   * @param outputs the segment of an output row
   * @param result what is computed
   * @param weight the weight [F, K·K·C] or, for {@link Result#WEIGHT}, its gradient. Modified then.
   * @param filters which of F
   */
  ConvProduct(
      ConvPlan plan,
      ConvPlan.KernelSlice slice,
      RowSegment outputs,
      Result result,
      INDArray weight,
      Views.Range filters) {
    this.plan = plan;
    this.slice = slice;
    this.outputs = outputs;
    this.result = result;
    gemm =
        switch (result) {
          case OUTPUT -> Gemm.ab().singleThreaded();
          case INPUT -> Gemm.atb().singleThreaded();
          case WEIGHT -> Gemm.abt().singleThreaded();
        };
    this.weight = Views.of(weight, filters, channelsOf(slice.firstTap(plan.geometry().kernel())));
    outputViews =
        new IdentityCache<>(
            y -> Views.of(y, filters, outputs.inMatrix(plan.geometry().outWidth(), plan.batch())));
  }

  /** All channels of as many taps, or slots, as the slice has. */
  private Views.Range channelsOf(int first) {
    int channels = plan.geometry().channels();
    return Views.range(first * channels, slice.columns() * channels);
  }

  private INDArray viewOfLowered(INDArray lowered) {
    RowSegment pixels = plan.pixels(slice, outputs);
    return Views.of(
        lowered, channelsOf(slice.firstSlot()), pixels.inMatrix(plan.width(), plan.batch()));
  }

  /** Makes the product add to its result instead of overwriting it; returns itself. */
  ConvProduct accumulating() {
    gemm.accumulating();
    return this;
  }

  /** A measure of the arithmetic. */
  int size() {
    return slice.columns() * outputs.count();
  }

  /** Whether the product contributes to every number of a segment of its map. */
  boolean covers(RowSegment segment) {
    return result == Result.OUTPUT
        ? outputs.equals(segment)
        : plan.pixels(slice, outputs).equals(segment) && slice.columns() == plan.slots().size();
  }

  /**
   * Takes the product.
   *
   * @param lowered the lowered map [slots·C, H·width·B]. Modified if it is the result.
   * @param y the outputs [F, H'·W'·B]. Modified if they are the result.
   */
  void run(INDArray lowered, INDArray y) {
    INDArray pixels = loweredViews.of(lowered);
    INDArray values = outputViews.of(y);
    switch (result) {
      case OUTPUT -> gemm.run(weight, pixels, values);
      case INPUT -> gemm.run(weight, values, pixels);
      case WEIGHT -> gemm.run(values, pixels, weight);
    }
  }
}
