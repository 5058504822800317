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
    add(x, v, LeakyRectifier.NONE);
  }

  /** x[r, i] ← f(x[r, i] + v[r]). */
  static void add(INDArray x, INDArray v, LeakyRectifier f) {
    if (HostRows.canRun(x)) {
      HostRows.add(x, v, f);
    } else {
      ScalarAdd op = new ScalarAdd(x, v, x, 0);
      op.setDimension(1);
      Nd4j.getExecutioner().exec(op);
      if (!f.isNone()) {
        f.apply(x, x);
      }
    }
  }

  /**
   * dx ← dy·f'(x), told from y = f(x); sums[r] ← sums[r] + Σᵢ dx[r, i].
   *
   * @param sums null if not wanted
   */
  static void rectifierGradient(
      LeakyRectifier f, INDArray y, INDArray dy, INDArray dx, INDArray sums) {
    if (HostRows.canRun(y) && HostRows.canRun(dy)) {
      HostRows.rectifierGradient(f, y, dy, dx, sums);
    } else {
      f.gradient(y, dy, dx);
      if (sums != null) {
        addSums(dx, sums);
      }
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
