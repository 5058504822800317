package org.infogan.nn;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** The one door to BLAS. */
final class Gemm {

  private Gemm() {}

  /**
   * c ← a·b, or c ← c + a·b.
   *
   * <p>BLAS is column-major, and ND4J answers a c-order result with a temporary array and a copy,
   * at a quarter of the speed. The transposed view of a c-order array is column-major already, so
   * the product is taken as cᵀ = bᵀ·aᵀ, which costs nothing. A row stride larger than the row is
   * fine in all three.
   *
   * @param a [M, N], or the transposed view of a c-order [N, M]. Not modified.
   * @param b [N, P], or the transposed view of a c-order [P, N]. Not modified.
   * @param c [M, P], c-order. Modified.
   * @param accumulate whether the product is added to what c holds
   */
  static void product(INDArray a, INDArray b, INDArray c, boolean accumulate) {
    Nd4j.exec(
        new Mmul(
            b.transpose(),
            a.transpose(),
            c.transpose(),
            1.0,
            accumulate ? 1.0 : 0.0,
            MMulTranspose.allFalse()));
  }
}
