package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear map of a convolution and the two derivatives that go with it. With the input's patches
 * laid out as columns X = im2col(x), [C·K·K, P] over all P = H'·W'·B output positions, the map is y
 * = W·X with W [F, C·K·K]. Then dW = dy·Xᵀ; {@link AdjointCorrelation} gives dx. A transposed
 * convolution uses the same three products with the roles of x and dy exchanged.
 *
 * <p>X never exists as a whole: block by block, some of it is laid out and multiplied while it is
 * in the processor's cache. For y the processors share the positions, for dW the channels, so that
 * no two of them write to the same place.
 */
final class Correlation {

  private final Shares<Block> product;

  /** null for a pass that only runs forward. */
  private final Shares<Block> weightGradient;

  private INDArray x;

  /** A block of X, the product that it takes part in, and the part of W or dW that goes with it. */
  private record Block(Gather im2col, Gemm gemm, INDArray weight) {}

  /**
   * Views the layer's "weight" tensor, [F, C, K, K], as a matrix.
   *
   * @param geometry the convolution's index arithmetic
   * @param context holds the weight and makes the buffers
   */
  Correlation(ConvGeometry geometry, PassContext context) {
    this(geometry, context, Gather.BlockSize.of(context));
  }

  /** With the size of a block in hand. */
  Correlation(ConvGeometry g, PassContext context, Gather.BlockSize size) {
    INDArray weight = Views.rows(context.parameter("weight"));
    product =
        Gather.dividedByPosition(g, context, size)
            .map(im2col -> new Block(im2col, Gemm.ab().undivided(), weight));
    weightGradient = context.differentiable() ? weightGradient(g, context, size) : null;
  }

  private static Shares<Block> weightGradient(
      ConvGeometry g, PassContext context, Gather.BlockSize size) {
    INDArray dweight = Views.rows(context.gradient("weight"));
    return Gather.dividedByChannel(g, context, size)
        .map(
            im2col ->
                new Block(im2col, Gemm.abtAdded().undivided(), im2col.weightColumns(dweight)));
  }

  /** Takes x [C, H, W, B] for the two products below; it must not change before they are taken. */
  void take(INDArray x) {
    this.x = x;
  }

  /** y [F, H', W', B] ← W·X, for the x taken last. */
  void product(INDArray y) {
    product.forEach(
        block -> block.gemm.run(block.weight, block.im2col.gather(x), block.im2col.positionsOf(y)));
  }

  /** dW ← dW + y·Xᵀ, for the x taken last and y [F, H', W', B]. */
  void accumulateWeightGradient(INDArray y) {
    weightGradient.forEach(
        block -> block.gemm.run(block.im2col.positionsOf(y), block.im2col.gather(x), block.weight));
  }
}
