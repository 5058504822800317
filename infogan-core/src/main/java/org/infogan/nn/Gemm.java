package org.infogan.nn;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix product that is taken again and again: the one door to BLAS.
 *
 * <p>BLAS is column-major, and ND4J answers a c-order result with a temporary array and a copy. The
 * transposed view of a c-order array is column-major already, so every product c = a·b is taken as
 * cᵀ = bᵀ·aᵀ, which costs nothing. Rows may lie further apart than their length in all three.
 *
 * <p>ND4J leaves the native side of each call to the garbage collector. So the call is prepared
 * once and repeated for as long as the same three arrays come back.
 */
final class Gemm {

  private final boolean transposeA;
  private final boolean transposeB;
  private final boolean accumulate;
  private INDArray a;
  private INDArray b;
  private INDArray c;
  private Mmul product;
  private OpContext context;

  private Gemm(boolean transposeA, boolean transposeB, boolean accumulate) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.accumulate = accumulate;
  }

  /** c ← a·b. */
  static Gemm ab() {
    return new Gemm(false, false, false);
  }

  /** c ← aᵀ·b. */
  static Gemm atb() {
    return new Gemm(true, false, false);
  }

  /** c ← c + a·bᵀ. */
  static Gemm abtAdded() {
    return new Gemm(false, true, true);
  }

  /**
   * Takes the product.
   *
   * @param a c-order matrix. Not modified.
   * @param b c-order matrix. Not modified.
   * @param c c-order matrix. Modified.
   */
  void run(INDArray a, INDArray b, INDArray c) {
    if (a != this.a || b != this.b || c != this.c) {
      prepare(a, b, c);
    }
    Nd4j.getExecutioner().exec(product, context);
  }

  private void prepare(INDArray a, INDArray b, INDArray c) {
    INDArray first = transposeB ? b : b.transpose();
    INDArray second = transposeA ? a : a.transpose();
    INDArray result = c.transpose();
    double beta = accumulate ? 1 : 0;
    product = new Mmul(first, second, result, 1.0, beta, MMulTranspose.allFalse());
    context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(first, second);
    context.setOutputArrays(result);
    context.setIArguments(product.iArgs());
    context.setTArguments(product.tArgs());
    context.setBArguments(product.bArgs());
    this.a = a;
    this.b = b;
    this.c = c;
  }
}
