package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Operations between c-order matrices [rows, n] and vectors [rows] that hold one value per row.
 * Where {@link HostRows} can run, it does.
 */
final class Rows {

  private Rows() {}

  /** x[r, i] ← x[r, i] + v[r]. */
  static void add(INDArray x, INDArray v) {
    if (HostRows.canRun(x)) {
      HostRows.add(x, v);
    } else {
      ScalarAdd op = new ScalarAdd(x, v, x, 0);
      op.setDimension(1);
      Nd4j.getExecutioner().exec(op);
    }
  }

  /** sums[r] ← sums[r] + Σᵢ x[r, i]. */
  static void addSums(INDArray x, INDArray sums) {
    if (HostRows.canRun(x)) {
      HostRows.addSums(x, sums);
    } else {
      try (INDArray own = x.sum(1)) {
        sums.addi(own);
      }
    }
  }
}
