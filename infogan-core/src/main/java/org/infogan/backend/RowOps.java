package org.infogan.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Operations between c-order matrices [rows, n] and vectors [rows] that hold one value per row.
 *
 * <p>They are bound by memory. For FLOAT arrays in the process's own memory, blocks of rows that
 * fit a processor's cache go to the Java heap and back, where HotSpot vectorises the loops; for
 * other types and backends, ND4J does the same operation by operation.
 */
public final class RowOps {

  /** Values per block of whole rows: three such blocks of floats fit a second-level cache. */
  private static final int BLOCK = 1 << 15;

  private RowOps() {}

  /**
   * x[r, i] ← f(x[r, i] + v[r]).
   *
   * @param x [rows, n]. Modified.
   * @param v [rows]. Not modified.
   * @param f the rectifier; {@link LeakyRectifier#NONE} for the sum alone
   */
  public static void add(INDArray x, INDArray v, LeakyRectifier f) {
    if (HostMemory.isAddressable(x)) {
      addOnHost(x, v, f);
    } else {
      ScalarAdd op = new ScalarAdd(x, v, x, 0);
      op.setDimension(1);
      Nd4j.getExecutioner().exec(op);
      if (!f.isNone()) {
        f.apply(x, x);
      }
    }
  }

  private static void addOnHost(INDArray x, INDArray v, LeakyRectifier f) {
    int n = (int) x.size(1);
    FloatBuffer added = HostMemory.buffer(v);
    FloatBuffer memory = HostMemory.buffer(x);
    forEachBlockOfRows(
        x,
        (first, count, scratch) -> {
          float[] values = scratch.read(0, memory, first * n, count * n);
          for (int r = 0; r < count; r++) {
            add(values, r * n, n, added.get(first + r));
          }
          if (!f.isNone()) {
            f.apply(values, count * n);
          }
          memory.put(first * n, values, 0, count * n);
        });
  }

  private static void add(float[] x, int start, int n, float value) {
    for (int i = start; i < start + n; i++) {
      x[i] += value;
    }
  }

  /**
   * dx ← dy·f'(x), computed from y = f(x); sums[r] ← sums[r] + Σᵢ dx[r, i].
   *
   * @param f the rectifier
   * @param y [rows, n]. Not modified.
   * @param dy [rows, n]. Not modified.
   * @param dx [rows, n]. Modified.
   * @param sums [rows], or null if the sums are not wanted. Modified.
   */
  public static void rectifierGradient(
      LeakyRectifier f, INDArray y, INDArray dy, INDArray dx, INDArray sums) {
    if (HostMemory.isAddressable(y) && HostMemory.isAddressable(dy)) {
      rectifierGradientOnHost(f, y, dy, dx, sums);
    } else {
      f.gradient(y, dy, dx);
      if (sums != null) {
        addSums(dx, sums);
      }
    }
  }

  private static void rectifierGradientOnHost(
      LeakyRectifier f, INDArray y, INDArray dy, INDArray dx, INDArray sums) {
    int n = (int) y.size(1);
    FloatBuffer outputs = HostMemory.buffer(y);
    FloatBuffer gradients = HostMemory.buffer(dy);
    FloatBuffer inputGradients = HostMemory.buffer(dx);
    FloatBuffer rowSums = sums == null ? null : HostMemory.buffer(sums);
    forEachBlockOfRows(
        y,
        (first, count, scratch) -> {
          float[] gradient = scratch.read(0, gradients, first * n, count * n);
          f.gradient(scratch.read(1, outputs, first * n, count * n), gradient, count * n);
          for (int r = 0; rowSums != null && r < count; r++) {
            addTo(rowSums, first + r, PartialSums.sum(gradient, r * n, n, scratch));
          }
          inputGradients.put(first * n, gradient, 0, count * n);
        });
  }

  /**
   * sums[r] ← sums[r] + Σᵢ x[r, i].
   *
   * @param x [rows, n]. Not modified.
   * @param sums [rows]. Modified.
   */
  public static void addSums(INDArray x, INDArray sums) {
    if (HostMemory.isAddressable(x)) {
      addSumsOnHost(x, sums);
    } else {
      try (INDArray rowSums = x.sum(1)) {
        sums.addi(rowSums);
      }
    }
  }

  private static void addSumsOnHost(INDArray x, INDArray sums) {
    int n = (int) x.size(1);
    FloatBuffer memory = HostMemory.buffer(x);
    FloatBuffer rowSums = HostMemory.buffer(sums);
    forEachBlockOfRows(
        x,
        (first, count, scratch) -> {
          float[] values = scratch.read(0, memory, first * n, count * n);
          for (int r = 0; r < count; r++) {
            addTo(rowSums, first + r, PartialSums.sum(values, r * n, n, scratch));
          }
        });
  }

  /**
   * v[i] ← v[i] + value.
   *
   * @param v the memory of a vector. Modified.
   * @param i the index
   * @param value what is added, rounded to a float before
   */
  public static void addTo(FloatBuffer v, int i, double value) {
    v.put(i, v.get(i) + (float) value);
  }

  /**
   * Σ v². The sums of blocks are added in the blocks' order, so that the result does not depend on
   * the number of threads.
   *
   * @param v [n]. Not modified.
   * @return the sum
   */
  public static double squaredNorm(INDArray v) {
    if (!HostMemory.isAddressable(v)) {
      double norm = v.norm2Number().doubleValue();
      return norm * norm;
    }
    FloatBuffer memory = HostMemory.buffer(v);
    double[] squares = new double[(memory.limit() + BLOCK - 1) / BLOCK];
    ScratchArrays.forEachBlock(
        memory.limit(),
        BLOCK,
        (start, count, scratch) -> {
          float[] values = scratch.read(0, memory, start, count);
          squares[start / BLOCK] = PartialSums.centredSquares(values, 0, count, 0, scratch);
        });
    return Arrays.stream(squares).sum();
  }

  /**
   * Runs {@code body} for all rows of a matrix, block by block, in any order and on several
   * threads.
   *
   * @param x [rows, n]. Not modified.
   * @param body the work on one block of rows
   */
  public static void forEachBlockOfRows(INDArray x, ScratchArrays.Body body) {
    ScratchArrays.forEachBlock((int) x.size(0), Math.max(1, BLOCK / (int) x.size(1)), body);
  }
}
