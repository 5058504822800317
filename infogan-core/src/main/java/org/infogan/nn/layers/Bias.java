package org.infogan.nn.layers;

import org.infogan.backend.IdentityCache;
import org.infogan.backend.LeakyRectifier;
import org.infogan.backend.RowOps;
import org.infogan.backend.Views;
import org.infogan.nn.PassContext;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The last operation of a dense layer or a convolution: y = f(v + b), where v [rows, …] are its
 * products, b has one value per row, and f is the rectifier that follows the layer, if one does.
 */
final class Bias {
  private final INDArray bias;
  private final INDArray dbias;
  private final LeakyRectifier rectifier;
  private final INDArray yRows;

  /** dv; null where that is dy, and in a pass that only runs forward. */
  private final INDArray dv;

  private final INDArray dvRows;
  private final IdentityCache<INDArray> dyRows = new IdentityCache<>(Views::rows);

  /**
   * Makes what backward needs.
   *
   * @param context the layer's, which holds its tensor "bias"
   * @param y the layer's output, which holds v when {@link #apply} is called. Modified.
   * @param f the rectifier that follows the layer, or {@link LeakyRectifier#NONE}
   */
  Bias(PassContext context, INDArray y, LeakyRectifier f) {
    bias = context.parameter("bias");
    dbias = context.gradient("bias");
    rectifier = f;
    yRows = Views.rows(y);
    dv = rectifier.isNone() ? null : context.backwardBuffer(y.shape());
    dvRows = dv == null ? null : Views.rows(dv);
  }

  /** y ← f(y + b). */
  void apply() {
    RowOps.add(yRows, bias, rectifier);
  }

  /**
   * db ← db + Σ dv over every axis but the first.
   *
   * @param dy the gradient with respect to y. Not modified.
   * @param wanted whether db is among the gradients to compute
   * @return dv = dy·f'(v + b)
   */
  INDArray backward(INDArray dy, WithRespectTo wanted) {
    INDArray sums = wanted.parameters() ? dbias : null;
    if (rectifier.isNone()) {
      if (sums != null) {
        RowOps.addSums(dyRows.of(dy), sums);
      }
      return dy;
    }
    RowOps.rectifierGradient(rectifier, yRows, dyRows.of(dy), dvRows, sums);
    return dv;
  }
}
