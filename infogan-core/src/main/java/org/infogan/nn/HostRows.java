package org.infogan.nn;

import java.nio.FloatBuffer;
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

  /** What to do with numbers {@code first} to {@code first + count − 1}, on one thread. */
  interface Body {
    void run(int first, int count, ScratchArrays scratch);
  }

  private HostRows() {}

  static boolean canRun(INDArray x) {
    return HostMemory.isAddressable(x);
  }

  /** x[r, i] ← f(x[r, i] + v[r]). */
  static void add(INDArray x, INDArray v, LeakyRectifier f) {
    int n = (int) x.size(1);
    FloatBuffer added = HostMemory.buffer(v);
    FloatBuffer memory = HostMemory.buffer(x);
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = read(scratch, 0, memory, first * n, count * n);
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

  /** dx ← dy·f'(x), told from y = f(x); sums[r] ← sums[r] + Σᵢ dx[r, i], unless null. */
  static void rectifierGradient(
      LeakyRectifier f, INDArray y, INDArray dy, INDArray dx, INDArray sums) {
    int n = (int) y.size(1);
    FloatBuffer outputs = HostMemory.buffer(y);
    FloatBuffer gradients = HostMemory.buffer(dy);
    FloatBuffer inputGradients = HostMemory.buffer(dx);
    FloatBuffer rowSums = sums == null ? null : HostMemory.buffer(sums);
    forEachBlock(
        y,
        (first, count, scratch) -> {
          float[] gradient = read(scratch, 0, gradients, first * n, count * n);
          f.gradient(read(scratch, 1, outputs, first * n, count * n), gradient, count * n);
          for (int r = 0; rowSums != null && r < count; r++) {
            add((float) PartialSums.sum(gradient, r * n, n, scratch), rowSums, first + r);
          }
          inputGradients.put(first * n, gradient, 0, count * n);
        });
  }

  /** sums[r] ← sums[r] + Σᵢ x[r, i]. */
  static void addSums(INDArray x, INDArray sums) {
    int n = (int) x.size(1);
    FloatBuffer memory = HostMemory.buffer(x);
    FloatBuffer rowSums = HostMemory.buffer(sums);
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = read(scratch, 0, memory, first * n, count * n);
          for (int r = 0; r < count; r++) {
            add((float) PartialSums.sum(values, r * n, n, scratch), rowSums, first + r);
          }
        });
  }

  /** v[i] ← v[i] + value. */
  static void add(float value, FloatBuffer v, int i) {
    v.put(i, v.get(i) + value);
  }

  /** Σ v² of a vector: the sums of blocks are added in their order, so the result is one number. */
  static double squaredNorm(INDArray v) {
    FloatBuffer memory = HostMemory.buffer(v);
    double[] squares = new double[(memory.limit() + BLOCK - 1) / BLOCK];
    forEachBlock(
        memory.limit(),
        BLOCK,
        (start, count, scratch) -> {
          float[] values = read(scratch, 0, memory, start, count);
          squares[start / BLOCK] = PartialSums.centredSquares(values, 0, count, 0, scratch);
        });
    return Arrays.stream(squares).sum();
  }

  /** Runs {@code body} for all rows of x, block by block. */
  static void forEachBlock(INDArray x, Body body) {
    forEachBlock((int) x.size(0), Math.max(1, BLOCK / (int) x.size(1)), body);
  }

  /** Runs {@code body} for 0 to {@code n − 1}, in blocks of at most {@code most}. */
  static void forEachBlock(int n, int most, Body body) {
    ComputePool.forEach(
        (n + most - 1) / most,
        block -> {
          int first = block * most;
          int count = Math.min(most, n - first);
          ScratchArrays.lend(scratch -> body.run(first, count, scratch));
        });
  }

  /** Some values, in a working array of that number. */
  static float[] read(ScratchArrays scratch, int number, FloatBuffer from, int start, int count) {
    float[] values = scratch.array(number, count);
    from.get(start, values, 0, count);
    return values;
  }
}
