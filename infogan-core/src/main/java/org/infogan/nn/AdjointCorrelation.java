package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transpose of {@link Correlation}: the gradient of a convolution with respect to its input,
 * and the forward pass of a transposed convolution. Takes y [F, H', W', B] to x [C, H, W, B]: each
 * stretch of the lowered map is the sum of Wᵀ·y over the terms that read it, and each pixel the sum
 * of its copies in the lowered map. The processors share the stretches, so that no two of them add
 * to the same number.
 */
final class AdjointCorrelation {

  private final LoweredMap pixels;
  private final WorkPartition<TermSum> sums;
  private final IdentityCache<INDArray> outputs = new IdentityCache<>(Views::rows);

  /**
   * Views the layer's "weight" tensor, [F, C, K, K], which lies in memory as [F, K, K, C].
   *
   * @param geometry the index arithmetic of the convolution whose transpose this is
   * @param context holds the weight and makes the buffers
   */
  AdjointCorrelation(ConvGeometry geometry, PassContext context) {
    this(Lowering.of(geometry, context.batch()), context, ComputePool.ofBackend());
  }

  /** With the lowering and the number of processors in hand. */
  AdjointCorrelation(Lowering lowering, PassContext context, int processors) {
    ConvGeometry g = lowering.geometry();
    INDArray weight = Views.rowsInMemory(context.parameter("weight"));
    pixels = new LoweredMap(lowering, context);
    sums =
        Stretch.divide(g.height(), lowering.width(), processors)
            .map(
                stretch ->
                    new TermSum(
                        lowering.terms().flatMap(term -> term.ofPixels(stretch)),
                        term ->
                            term.pixels().equals(stretch)
                                && term.group().taps() == lowering.slots().size(),
                        Gemm::atb,
                        weight,
                        l ->
                            Views.of(
                                l, Views.ALL, stretch.inMap(lowering.width(), lowering.batch()))));
  }

  /**
   * Computes x.
   *
   * @param y [F, H', W', B]. Not modified.
   * @param x [C, H, W, B]. Modified.
   */
  void apply(INDArray y, INDArray x) {
    INDArray matrix = outputs.of(y);
    INDArray lowered = pixels.matrix(x);
    sums.forEach(sum -> sum.productsFor(lowered).forEach(term -> term.toPixels(matrix, lowered)));
    pixels.raise(x);
  }
}
