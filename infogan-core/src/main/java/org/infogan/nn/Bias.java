package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The bias of a dense layer or a convolution: one value per row of [rows, …]. */
final class Bias {
  private final INDArray bias;
  private final INDArray dbias;
  private final Prepared<INDArray> outputRows = new Prepared<>(Views::rows);
  private final Prepared<INDArray> gradientRows = new Prepared<>(Views::rows);

  Bias(PassContext context) {
    bias = context.parameter("bias");
    dbias = context.gradient("bias");
  }

  /** y ← y + b, row by row. */
  void addTo(INDArray y) {
    Rows.add(outputRows.of(y), bias);
  }

  /** db ← db + Σ dy over every axis but the first. */
  void accumulateGradient(INDArray dy) {
    Rows.addSums(gradientRows.of(dy), dbias);
  }
}
