package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a dense layer or a convolution ends: y = f(v + b), where v [rows, …] are its products, b has
 * one value per row, and f is the rectifier that follows the layer, if one does.
 */
final class Bias {
  private final INDArray bias;
  private final INDArray dbias;
  private final LeakyRectifier rectifier;
  private final INDArray yRows;

  /**
   * The gradient with respect to v; null where that is dy, and in a pass that only runs forward.
   */
  private final INDArray dv;

  private final INDArray dvRows;
  private final IdentityCache<INDArray> dyRows = new IdentityCache<>(Views::rows);

  /**
   * Makes what backward needs.
   *
   * @param context of the layer
   * @param y the layer's output, which holds v when {@link #apply} is called. Modified.
   */
  Bias(PassContext context, INDArray y) {
    bias = context.parameter("bias");
    dbias = context.gradient("bias");
    rectifier = context.rectifier();
    yRows = Views.rows(y);
    dv = rectifier.isNone() ? null : context.backwardBuffer(y.shape());
    dvRows = dv == null ? null : Views.rows(dv);
  }

  /** y ← f(y + b). */
  void apply() {
    Rows.add(yRows, bias, rectifier);
  }

  /**
   * db ← db + Σ dv over every axis but the first.
   *
   * @param dy Not modified.
   * @param wanted whether db is
   * @return dv = dy·f'(v + b)
   */
  INDArray backward(INDArray dy, WithRespectTo wanted) {
    INDArray sums = wanted.parameters() ? dbias : null;
    if (rectifier.isNone()) {
      if (sums != null) {
        Rows.addSums(dyRows.of(dy), sums);
      }
      return dy;
    }
    Rows.rectifierGradient(rectifier, yRows, dyRows.of(dy), dvRows, sums);
    return dv;
  }
}
