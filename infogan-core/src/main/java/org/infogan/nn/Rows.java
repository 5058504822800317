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
 * Operations between c-order matrices [rows, n] and vectors [rows] that hold one value per row.
 * Results go into arrays that the caller owns. Where {@link HostRows} can run, it does.
 */
final class Rows {

  private Rows() {}

  /** x[r, i] ← x[r, i] + v[r]. */
  static void add(INDArray x, INDArray v) {
    if (HostRows.canRun(x)) {
      HostRows.add(x, v);
    } else {
      addByNd4j(x, v);
    }
  }

  private static void addByNd4j(INDArray x, INDArray v) {
    ScalarAdd op = new ScalarAdd(x, v, x, 0);
    op.setDimension(1);
    Nd4j.getExecutioner().exec(op);
  }

  /** sums[r] ← Σᵢ x[r, i]. */
  static void sum(INDArray x, INDArray sums) {
    if (HostRows.canRun(x)) {
      HostRows.sum(x, sums);
    } else {
      Nd4j.getExecutioner().exec(new Sum(x, sums, 1));
    }
  }

  /**
   * Mean and biased variance of each row. The variance is the mean square of the centred values,
   * which does not cancel; ND4J's own variance takes three times as long as a norm.
   *
   * @param x [rows, n]. Not modified.
   * @param mean [rows]. Modified.
   * @param variance [rows]. Modified.
   * @param work [rows, n], overwritten with anything. Modified.
   */
  static void moments(INDArray x, INDArray mean, INDArray variance, INDArray work) {
    if (HostRows.canRun(x)) {
      HostRows.moments(x, mean, variance);
    } else {
      Nd4j.getExecutioner().exec(new Mean(x, mean, 1));
      subtract(x, mean, work);
      Nd4j.getExecutioner().exec(new Norm2(work, variance, 1));
      variance.muli(variance).divi(x.size(1));
    }
  }

  /**
   * y[r, i] ← (x[r, i] − mean[r])·scale[r] + offset[r].
   *
   * @param x [rows, n]. Not modified.
   * @param mean [rows]. Not modified.
   * @param scale [rows]. Not modified.
   * @param offset [rows]. Not modified.
   * @param y [rows, n]. Modified.
   */
  static void normalize(INDArray x, INDArray mean, INDArray scale, INDArray offset, INDArray y) {
    if (HostRows.canRun(x)) {
      HostRows.normalize(x, mean, scale, offset, y);
    } else {
      subtract(x, mean, y);
      multiply(y, scale, y);
      add(y, offset);
    }
  }

  /**
   * sums[r] ← Σᵢ dy[r, i] and dots[r] ← Σᵢ dy[r, i]·(x[r, i] − mean[r]).
   *
   * @param dy [rows, n]. Not modified.
   * @param x [rows, n]. Not modified.
   * @param mean [rows]. Not modified.
   * @param sums [rows]. Modified.
   * @param dots [rows]. Modified.
   * @param work [rows, n], overwritten with anything. Modified.
   */
  static void sumAndDot(
      INDArray dy, INDArray x, INDArray mean, INDArray sums, INDArray dots, INDArray work) {
    if (HostRows.canRun(x)) {
      HostRows.sumAndDot(dy, x, mean, sums, dots);
    } else {
      subtract(x, mean, work);
      work.muli(dy);
      sum(dy, sums);
      sum(work, dots);
    }
  }

  /**
   * dx[r, i] ← dy[r, i]·factorDy[r] + (x[r, i] − mean[r])·factorX[r] + offset[r].
   *
   * @param dy [rows, n]. Not modified.
   * @param x [rows, n]. Not modified.
   * @param mean [rows]. Not modified.
   * @param factorDy [rows]. Not modified.
   * @param factorX [rows]. Not modified.
   * @param offset [rows]. Not modified.
   * @param dx [rows, n], neither dy nor x. Modified.
   */
  static void combine(
      INDArray dy,
      INDArray x,
      INDArray mean,
      INDArray factorDy,
      INDArray factorX,
      INDArray offset,
      INDArray dx) {
    if (HostRows.canRun(x)) {
      HostRows.combine(dy, x, mean, factorDy, factorX, offset, dx);
    } else {
      subtract(x, mean, dx);
      multiply(dx, factorX, dx);
      try (INDArray scaled = dy.like()) {
        multiply(dy, factorDy, scaled);
        dx.addi(scaled);
      }
      add(dx, offset);
    }
  }

  /** v[r] ← 1/√v[r]. */
  static void inverseSquareRoot(INDArray v) {
    Nd4j.getExecutioner().exec(new RSqrt(v, v));
  }

  private static void subtract(INDArray x, INDArray v, INDArray z) {
    ScalarSubtraction op = new ScalarSubtraction(x, v, z, 0);
    op.setDimension(1);
    Nd4j.getExecutioner().exec(op);
  }

  private static void multiply(INDArray x, INDArray v, INDArray z) {
    ScalarMultiplication op = new ScalarMultiplication(x, v, z, 0);
    op.setDimension(1);
    Nd4j.getExecutioner().exec(op);
  }
}
