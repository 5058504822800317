package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transpose of {@link Correlation}: the gradient of a convolution with respect to its input,
 * and the forward pass of a transposed convolution. Takes y [F, H', W', B] to x [C, H, W, B] in two
 * steps: X = Wᵀ·y, one product, gives for each output position what it adds to each pixel that it
 * read; then those columns are added to their pixels (col2im).
 *
 * <p>The other way, one product for each of the s² phases of a stride-s kernel, needs no addition,
 * but gathers four times as much as this scatters, and its products have few rows (measured in
 * docs/internals.md).
 */
final class AdjointCorrelation {

  private final INDArray weight;
  private final Gather columns;
  private final Gemm product = Gemm.atb();
  private final Prepared<INDArray> rows = new Prepared<>(Views::rows);

  /**
   * Views the layer's "weight" tensor, [F, C, K, K], as a matrix.
   *
   * @param geometry the index arithmetic of the convolution whose transpose this is
   * @param context holds the weight and makes the buffer
   */
  AdjointCorrelation(ConvGeometry geometry, PassContext context) {
    weight = Views.rows(context.parameter("weight"));
    columns = Gather.of(geometry, context);
  }

  /**
   * Computes x.
   *
   * @param y [F, H', W', B]. Not modified.
   * @param x [C, H, W, B]. Modified.
   */
  void apply(INDArray y, INDArray x) {
    product.run(weight, rows.of(y), columns.matrix());
    columns.scatter(x);
  }
}
