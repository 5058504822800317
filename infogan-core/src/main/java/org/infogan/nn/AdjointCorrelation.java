package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transpose of {@link Correlation}: the gradient of a convolution with respect to its input,
 * and the forward pass of a transposed convolution. Takes y [F, H', W', B] to x [C, H, W, B] in two
 * steps: X = Wᵀ·y, one product, gives for each output position what it adds to each pixel that it
 * read; then those columns are added to their pixels (col2im) while they are in the processor's
 * cache, block by block. The processors share the channels, so that no two add to one pixel.
 *
 * <p>The other way, one product for each of the s² phases of a stride-s kernel, needs no addition,
 * but gathers twice as much as this scatters, and its products have few rows (measured in
 * docs/internals.md).
 */
final class AdjointCorrelation {

  private final Shares<Block> blocks;

  /** A block of X, its product, and the part of W that goes with it. */
  private record Block(Gather columns, Gemm product, INDArray weight) {}

  /**
   * Views the layer's "weight" tensor, [F, C, K, K], as a matrix.
   *
   * @param geometry the index arithmetic of the convolution whose transpose this is
   * @param context holds the weight and makes the buffers
   */
  AdjointCorrelation(ConvGeometry geometry, PassContext context) {
    this(geometry, context, Gather.BlockSize.of(context));
  }

  /** With the size of a block in hand. */
  AdjointCorrelation(ConvGeometry geometry, PassContext context, Gather.BlockSize size) {
    INDArray weight = Views.rows(context.parameter("weight"));
    blocks =
        Gather.dividedByChannel(geometry, context, size)
            .map(
                columns ->
                    new Block(columns, Gemm.atb().undivided(), columns.weightColumns(weight)));
  }

  /**
   * Computes x.
   *
   * @param y [F, H', W', B]. Not modified.
   * @param x [C, H, W, B]. Modified.
   */
  void apply(INDArray y, INDArray x) {
    blocks.forEach(
        block -> {
          Gather columns = block.columns;
          if (columns.isFirst()) {
            columns.clear(x);
          }
          block.product.run(block.weight, columns.positionsOf(y), columns.matrix());
          columns.scatterAdd(x);
        });
  }
}
