package org.infogan.nn;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear map of a convolution and the two derivatives that go with it. With the input's patches
 * laid out as columns X = im2col(x), [C·K·K, P] over all P = H'·W'·B output positions, the map is y
 * = W·X with W [F, C·K·K]. Then dW = dy·Xᵀ; {@link AdjointCorrelation} gives dx. A transposed
 * convolution uses the same three products with the roles of x and dy exchanged.
 */
final class Correlation {

  private final INDArray weight;
  private final INDArray dweight;
  private final List<Band> bands;
  private INDArray x;

  /** The band whose columns of x the buffer holds; null after x has changed. */
  private Gather gathered;

  /** A stretch of the output's rows with its columns and its products. */
  private record Band(Gather im2col, Gemm product, Gemm weightGradient) {}

  /**
   * Views the layer's "weight" tensor, [F, C, K, K], as a matrix.
   *
   * @param geometry the convolution's index arithmetic
   * @param context holds the weight and makes the buffer
   */
  Correlation(ConvGeometry geometry, PassContext context) {
    this(geometry, context, Gather.MOST_VALUES);
  }

  /** With the size of the buffer in hand. */
  Correlation(ConvGeometry g, PassContext context, int mostValues) {
    weight = Views.rows(context.parameter("weight"));
    dweight = context.differentiable() ? Views.rows(context.gradient("weight")) : null;
    bands =
        Gather.bands(g, context, mostValues).stream()
            .map(im2col -> new Band(im2col, Gemm.ab(), Gemm.abtAdded()))
            .toList();
  }

  /** Takes x [C, H, W, B] for the two products below; it must not change before they are taken. */
  void take(INDArray x) {
    this.x = x;
    gathered = null;
  }

  /** y [F, H', W', B] ← W·X, for the x taken last. */
  void product(INDArray y) {
    for (Band band : bands) {
      band.product.run(weight, columns(band.im2col), band.im2col.rowsOf(y));
    }
  }

  /** dW ← dW + y·Xᵀ, for the x taken last and y [F, H', W', B]. */
  void accumulateWeightGradient(INDArray y) {
    for (Band band : bands) {
      band.weightGradient.run(band.im2col.rowsOf(y), columns(band.im2col), dweight);
    }
  }

  /** The band's patches of x: a single band's are laid out once for both products. */
  private INDArray columns(Gather im2col) {
    if (im2col != gathered) {
      im2col.gather(x);
      gathered = im2col;
    }
    return im2col.matrix();
  }
}
