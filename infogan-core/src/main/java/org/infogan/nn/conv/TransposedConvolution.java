package org.infogan.nn.conv;

import java.util.List;
import org.infogan.backend.ComputePool;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.Views;
import org.infogan.nn.PassContext;
import org.infogan.nn.conv.ConvProduct.Result;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transpose of {@link Convolution}, x = Wᵀ·y: the gradient of a convolution with respect to its
 * input, and the forward pass of a transposed convolution.
 *
 * <p>Each segment of the lowered map is the sum of Wᵀ·y over the products that read it in the
 * convolution, and each pixel of x the sum of its copies in the lowered map. The threads share the
 * segments, so that no two of them add to the same number.
 */
public final class TransposedConvolution {

  private final LoweredInput input;

  /** The sums of each thread. */
  private final List<List<SegmentSum>> sums;

  private final IdentityCache<INDArray> outputRows = new IdentityCache<>(Views::rows);

  /**
   * Views the layer's tensor "weight", [F, C, K, K], which is stored as [F, K, K, C].
   *
   * @param geometry the sizes of the convolution whose transpose this is
   * @param context holds the weight and makes the buffers
   */
  public TransposedConvolution(ConvGeometry geometry, PassContext context) {
    this(ConvPlan.of(geometry, context.batch()), context, ComputePool.parallelism());
  }

  /** With the plan and the number of threads given. */
  TransposedConvolution(ConvPlan plan, PassContext context, int threads) {
    input = new LoweredInput(plan, context);
    INDArray weight = Views.asStoredMatrix(context.parameter("weight"));
    sums = SegmentSum.divided(plan, Result.INPUT, weight, threads);
  }

  /**
   * x ← Wᵀ·y.
   *
   * @param y [F, H', W', B]. Not modified.
   * @param x [C, H, W, B]. Modified.
   */
  public void forward(INDArray y, INDArray x) {
    INDArray rows = outputRows.of(y);
    INDArray lowered = input.matrix(x);
    ComputePool.forEach(sums, part -> part.forEach(sum -> sum.run(lowered, rows)));
    input.sumCopies(x);
  }
}
