package org.infogan.nn.conv;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear map of a convolution between pixels x [C, H, W, B] and outputs y [F, H', W', B], with
 * the layer's tensor "weight" [F, C, K, K], which is stored as [F, K, K, C]. Each two of x, y and
 * the weight give the third:
 *
 * <pre>
 * {@link #toOutput}                   y ← W·x
 * {@link #toInput}                    x ← Wᵀ·y
 * {@link #accumulateWeightGradient}   dW ← dW + y·xᵀ
 * </pre>
 *
 * <p>They are the forward pass and the two gradients of a convolution; a transposed convolution has
 * the roles of x and y exchanged.
 */
public interface Convolution {

  /**
   * Which layer uses the map. Its forward pass comes first, since what depends on the weight alone
   * is computed with it.
   */
  enum Kind {
    /** Forward is {@link #toOutput}: x is kept until backward. */
    CONVOLUTION,
    /** Forward is {@link #toInput}: y is kept until backward. */
    TRANSPOSED
  }

  /**
   * Lays out the pixels for {@link #toOutput} and {@link #accumulateWeightGradient}.
   *
   * @param x [C, H, W, B]. Not modified; it must not change before these are called.
   */
  void setInput(INDArray x);

  /**
   * Lays out the outputs for {@link #toInput} and {@link #accumulateWeightGradient}.
   *
   * @param y [F, H', W', B]. Not modified; it must not change before these are called.
   */
  void setOutput(INDArray y);

  /**
   * y ← W·x, for the input set last.
   *
   * @param y [F, H', W', B]. Modified.
   */
  void toOutput(INDArray y);

  /**
   * x ← Wᵀ·y, for the output set last.
   *
   * @param x [C, H, W, B]. Modified.
   */
  void toInput(INDArray x);

  /** dW ← dW + y·xᵀ, for the input and the output set last. */
  void accumulateWeightGradient();
}
