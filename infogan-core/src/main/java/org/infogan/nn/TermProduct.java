package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link ConvTerm} as products between arrays, of which all views are kept. */
final class TermProduct {

  private final Gemm gemm;
  private final INDArray weight;
  private final Prepared<INDArray> pixels;
  private final Prepared<INDArray> outputs;

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
    this.weight = term.weightOf(Views.of(weight, filters, Views.ALL));
    pixels = new Prepared<>(term::pixelsOf);
    outputs = new Prepared<>(y -> term.outputsOf(Views.of(y, filters, Views.ALL)));
  }

  /** Of weight and pixels. */
  void toOutputs(INDArray lowered, INDArray y) {
    gemm.run(weight, pixels.of(lowered), outputs.of(y));
  }

  /** Of weight and outputs. */
  void toPixels(INDArray y, INDArray lowered) {
    gemm.run(weight, outputs.of(y), pixels.of(lowered));
  }

  /** Of outputs and pixels. */
  void toWeight(INDArray y, INDArray lowered) {
    gemm.run(outputs.of(y), pixels.of(lowered), weight);
  }
}
