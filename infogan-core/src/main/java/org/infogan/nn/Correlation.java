package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear map of a convolution and the two derivatives that go with it. With the input's patches
 * laid out as columns X = im2col(x), [C·K·K, P] over all P = H'·W'·B output positions, the map is y
 * = W·X with W [F, C·K·K]. Then dW = dy·Xᵀ; {@link AdjointCorrelation} gives dx. A transposed
 * convolution uses the same three products with the roles of x and dy exchanged.
 */
final class Correlation {

  private final INDArray weight;
  private final INDArray dweight;
  private final Gather im2col;
  private final Gemm product = Gemm.ab();
  private final Gemm weightGradient = Gemm.abtAdded();
  private final Prepared<INDArray> rows = new Prepared<>(Views::rows);

  /**
   * Views the layer's "weight" tensor, [F, C, K, K], as a matrix.
   *
   * @param geometry the convolution's index arithmetic
   * @param context holds the weight and makes the buffer
   */
  Correlation(ConvGeometry geometry, PassContext context) {
    weight = Views.rows(context.parameter("weight"));
    dweight = context.differentiable() ? Views.rows(context.gradient("weight")) : null;
    im2col = Gather.of(geometry, context);
  }

  /** Lays out the patches of x [C, H, W, B] for the two products below. */
  void gather(INDArray x) {
    im2col.gather(x);
  }

  /** y [F, H', W', B] ← W·X, for the x gathered last. */
  void product(INDArray y) {
    product.run(weight, im2col.matrix(), rows.of(y));
  }

  /** dW ← dW + y·Xᵀ, for the x gathered last and y [F, H', W', B]. */
  void accumulateWeightGradient(INDArray y) {
    weightGradient.run(rows.of(y), im2col.matrix(), dweight);
  }
}
