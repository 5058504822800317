package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link ConvTerm} as a product between weights W, outputs y and the lowered map l: of its own
 * parts of them, whose views are kept. Whether it overwrites or adds is the product's.
 */
final class TermProduct {

  private final Gemm gemm;
  private final INDArray weight;
  private final IdentityCache<INDArray> pixels;
  private final IdentityCache<INDArray> outputs;

  /**
   * Views a weight or its gradient.
   *
   * @param term which product
   * @param gemm to run
   * @param weight [F, K·K·C]
   */
  TermProduct(ConvTerm term, Gemm gemm, INDArray weight) {
    this(term, gemm, weight, Views.ALL);
  }

  /** For some of the filters F only. */
  TermProduct(ConvTerm term, Gemm gemm, INDArray weight, Views.Range filters) {
    this.gemm = gemm.undivided();
    this.weight = term.weightOf(weight, filters);
    pixels = new IdentityCache<>(term::pixelsOf);
    outputs = new IdentityCache<>(y -> term.outputsOf(y, filters));
  }

  /** y ← W·l. */
  void toOutputs(INDArray lowered, INDArray y) {
    gemm.run(weight, pixels.of(lowered), outputs.of(y));
  }

  /** l ← Wᵀ·y, with a product of transposed W. */
  void toPixels(INDArray y, INDArray lowered) {
    gemm.run(weight, outputs.of(y), pixels.of(lowered));
  }

  /** W ← y·lᵀ, with a product of transposed l. */
  void toWeight(INDArray y, INDArray lowered) {
    gemm.run(outputs.of(y), pixels.of(lowered), weight);
  }
}
