package org.infogan.nn;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loops over the rows of c-order matrices [rows, n], for FLOAT arrays in the process's own memory.
 *
 * <p>They are bound by memory: each takes a block that fits the processor's cache to the Java heap,
 * where HotSpot vectorises, and blocks of rows are split over the processors.
 */
final class HostRows {

  /** Values per block of whole rows: three such blocks of floats fit a second-level cache. */
  private static final int BLOCK = 1 << 15;

  /** What to do with rows {@code first} to {@code first + count − 1}, on one thread. */
  interface Body {
    void run(int first, int count, HostScratch scratch);
  }

  private HostRows() {}

  static boolean canRun(INDArray x) {
    return HostMemory.isAddressable(x);
  }

  /** x[r, i] ← f(x[r, i] + v[r]). */
  static void add(INDArray x, INDArray v, Rectifier f) {
    int n = (int) x.size(1);
    float[] added = values(v);
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = read(scratch, 0, x, first, count);
          for (int r = 0; r < count; r++) {
            add(values, r * n, n, added[first + r]);
          }
          if (!f.isNone()) {
            f.apply(values, count * n);
          }
          write(values, x, first, count);
        });
  }

  private static void add(float[] x, int start, int n, float value) {
    for (int i = start; i < start + n; i++) {
      x[i] += value;
    }
  }

  /** dx ← dy·f'(x), told from y = f(x); sums[r] ← sums[r] + Σᵢ dx[r, i], unless null. */
  static void rectifierGradient(Rectifier f, INDArray y, INDArray dy, INDArray dx, INDArray sums) {
    int n = (int) y.size(1);
    float[] own = new float[(int) y.size(0)];
    forEachBlock(
        y,
        (first, count, scratch) -> {
          float[] gradient = read(scratch, 0, dy, first, count);
          f.gradient(read(scratch, 1, y, first, count), gradient, count * n);
          for (int r = 0; sums != null && r < count; r++) {
            own[first + r] = (float) HostSums.sum(gradient, r * n, n, scratch);
          }
          write(gradient, dx, first, count);
        });
    if (sums != null) {
      add(own, sums);
    }
  }

  /** sums[r] ← sums[r] + Σᵢ x[r, i]. */
  static void addSums(INDArray x, INDArray sums) {
    int n = (int) x.size(1);
    float[] own = new float[(int) x.size(0)];
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = read(scratch, 0, x, first, count);
          for (int r = 0; r < count; r++) {
            own[first + r] = (float) HostSums.sum(values, r * n, n, scratch);
          }
        });
    add(own, sums);
  }

  /** sums ← sums + v. */
  static void add(float[] v, INDArray sums) {
    float[] values = values(sums);
    for (int i = 0; i < v.length; i++) {
      values[i] += v[i];
    }
    HostMemory.write(values, sums);
  }

  /** Σ v² of a vector: the sums of blocks are added in their order, so the result is one number. */
  static double squaredNorm(INDArray v) {
    int blocks = Math.toIntExact((v.length() + BLOCK - 1) / BLOCK);
    double[] squares = new double[blocks];
    Processors.forEach(
        blocks,
        block ->
            HostScratch.lend(
                scratch -> {
                  long start = (long) block * BLOCK;
                  int count = (int) Math.min(BLOCK, v.length() - start);
                  float[] values = scratch.array(0, BLOCK);
                  HostMemory.read(v, start, values, count);
                  squares[block] = HostSums.centredSquares(values, 0, count, 0, scratch);
                }));
    return Arrays.stream(squares).sum();
  }

  /** Runs {@code body} for all rows of x, block by block. */
  static void forEachBlock(INDArray x, Body body) {
    int rows = (int) x.size(0);
    int rowsPerBlock = Math.max(1, BLOCK / (int) x.size(1));
    int blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
    Processors.forEach(
        blocks,
        block -> {
          int first = block * rowsPerBlock;
          int count = Math.min(rowsPerBlock, rows - first);
          HostScratch.lend(scratch -> body.run(first, count, scratch));
        });
  }

  /** A vector's values. */
  static float[] values(INDArray vector) {
    float[] values = new float[(int) vector.length()];
    HostMemory.read(vector, values);
    return values;
  }

  /** Some rows, in a working array of that number. */
  static float[] read(HostScratch scratch, int number, INDArray from, int firstRow, int rows) {
    int n = (int) from.size(1);
    float[] values = scratch.array(number, rows * n);
    HostMemory.read(from, (long) firstRow * n, values, rows * n);
    return values;
  }

  /** Puts rows back. */
  static void write(float[] from, INDArray to, int firstRow, int rows) {
    int n = (int) to.size(1);
    HostMemory.write(from, to, (long) firstRow * n, rows * n);
  }
}
