package org.infogan.nn;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transpose of {@link Correlation}: the gradient of a convolution with respect to its input,
 * and the forward pass of a transposed convolution. Takes y [F, H', W', B] to x [C, H, W, B] in two
 * steps: X = Wᵀ·y, one product, gives for each output position what it adds to each pixel that it
 * read; then those columns are added to their pixels (col2im).
 *
 * <p>The other way, one product for each of the s² phases of a stride-s kernel, needs no addition,
 * but gathers twice as much as this scatters, and its products have few rows (measured in
 * docs/internals.md).
 */
final class AdjointCorrelation {

  private final INDArray weight;
  private final List<Band> bands;

  /** A stretch of y's rows with its columns and its product. */
  private record Band(Gather columns, Gemm product) {}

  /**
   * Views the layer's "weight" tensor, [F, C, K, K], as a matrix.
   *
   * @param geometry the index arithmetic of the convolution whose transpose this is
   * @param context holds the weight and makes the buffer
   */
  AdjointCorrelation(ConvGeometry geometry, PassContext context) {
    this(geometry, context, Gather.MOST_VALUES);
  }

  /** With the size of the buffer in hand. */
  AdjointCorrelation(ConvGeometry geometry, PassContext context, int mostValues) {
    weight = Views.rows(context.parameter("weight"));
    bands =
        Gather.bands(geometry, context, mostValues).stream()
            .map(columns -> new Band(columns, Gemm.atb()))
            .toList();
  }

  /**
   * Computes x.
   *
   * @param y [F, H', W', B]. Not modified.
   * @param x [C, H, W, B]. Modified.
   */
  void apply(INDArray y, INDArray x) {
    x.assign(0);
    for (Band band : bands) {
      band.product.run(weight, band.columns.rowsOf(y), band.columns.matrix());
      band.columns.scatterAdd(x);
    }
  }
}
