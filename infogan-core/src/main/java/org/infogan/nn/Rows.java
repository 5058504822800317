package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Norm2;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarSubtraction;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Operations between a c-order matrix x [rows, n] and a vector v [rows] that holds one value per
 * row. Results go into arrays that the caller owns.
 */
final class Rows {

  private Rows() {}

  /** x[r, i] ← x[r, i] + v[r]. */
  static void add(INDArray x, INDArray v) {
    ScalarAdd op = new ScalarAdd(x, v, x, 0);
    op.setDimension(1);
    Nd4j.getExecutioner().exec(op);
  }

  /** z[r, i] ← x[r, i] − v[r]. */
  static void subtract(INDArray x, INDArray v, INDArray z) {
    ScalarSubtraction op = new ScalarSubtraction(x, v, z, 0);
    op.setDimension(1);
    Nd4j.getExecutioner().exec(op);
  }

  /** z[r, i] ← x[r, i]·v[r]. */
  static void multiply(INDArray x, INDArray v, INDArray z) {
    ScalarMultiplication op = new ScalarMultiplication(x, v, z, 0);
    op.setDimension(1);
    Nd4j.getExecutioner().exec(op);
  }

  /** v[r] ← Σᵢ x[r, i]. */
  static void sum(INDArray x, INDArray v) {
    Nd4j.getExecutioner().exec(new Sum(x, v, 1));
  }

  /** v[r] ← mean over i of x[r, i]. */
  static void mean(INDArray x, INDArray v) {
    Nd4j.getExecutioner().exec(new Mean(x, v, 1));
  }

  /**
   * v[r] ← mean over i of x[r, i]². By way of the norm, which ND4J computes several times faster
   * than a variance.
   */
  static void meanSquare(INDArray x, INDArray v) {
    Nd4j.getExecutioner().exec(new Norm2(x, v, 1));
    v.muli(v).divi(x.size(1));
  }

  /** v[r] ← 1/√v[r]. */
  static void inverseSquareRoot(INDArray v) {
    Nd4j.getExecutioner().exec(new RSqrt(v, v));
  }
}
