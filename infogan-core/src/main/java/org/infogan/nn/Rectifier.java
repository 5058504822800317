package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * f(x) = x for x &gt; 0 and leak·x otherwise, on arrays of any shape. On a CPU these are Java loops
 * over blocks that fit a processor's cache: bound by memory, one trip where ND4J takes four for the
 * gradient.
 */
final class Rectifier {

  /** Its square times any float above 0 is above 1. */
  private static final float HUGE = Float.MAX_VALUE;

  /** Values per block: two such blocks of floats fit a second-level cache. */
  private static final int BLOCK = 1 << 14;

  private Rectifier() {}

  /**
   * y ← f(x).
   *
   * @param x c-order. Not modified.
   * @param leak the slope at and below 0
   * @param y c-order. Modified.
   */
  static void apply(INDArray x, double leak, INDArray y) {
    if (HostMemory.isAddressable(x) && HostMemory.isAddressable(y)) {
      applyOnHost(x, (float) leak, y);
    } else {
      Nd4j.getExecutioner().exec(new LeakyReLU(x, y, leak));
    }
  }

  /**
   * dx ← dy·f'(x), told from y = f(x).
   *
   * @param y c-order. Not modified.
   * @param leak the slope at and below 0
   * @param dy c-order. Not modified.
   * @param dx c-order. Modified.
   */
  static void gradient(INDArray y, double leak, INDArray dy, INDArray dx) {
    if (HostMemory.isAddressable(y)
        && HostMemory.isAddressable(dy)
        && HostMemory.isAddressable(dx)) {
      gradientOnHost(y, (float) leak, dy, dx);
    } else {
      Nd4j.getExecutioner().exec(new Step(y, dx, 0));
      dx.muli(1 - leak).addi(leak).muli(dy);
    }
  }

  private static void applyOnHost(INDArray x, float leak, INDArray y) {
    forEachBlock(
        x.length(),
        (start, count, scratch) -> {
          float[] values = scratch.array(0, BLOCK);
          HostMemory.read(x, start, values, count);
          for (int i = 0; i < count; i++) {
            // The leak is below 1, so this is x where x is above 0.
            values[i] = Math.max(values[i], leak * values[i]);
          }
          HostMemory.write(values, y, start, count);
        });
  }

  private static void gradientOnHost(INDArray y, float leak, INDArray dy, INDArray dx) {
    forEachBlock(
        y.length(),
        (start, count, scratch) -> {
          float[] values = scratch.array(0, BLOCK);
          float[] gradient = scratch.array(1, BLOCK);
          HostMemory.read(y, start, values, count);
          HostMemory.read(dy, start, gradient, count);
          for (int i = 0; i < count; i++) {
            // 1 above 0 and leak elsewhere. A branch would be guessed wrong every other time.
            gradient[i] *= Math.max(leak, Math.min(1, values[i] * HUGE * HUGE));
          }
          HostMemory.write(gradient, dx, start, count);
        });
  }

  /** What to do with {@code count} values from number {@code start} on, on one thread. */
  private interface Body {
    void run(long start, int count, HostScratch scratch);
  }

  private static void forEachBlock(long length, Body body) {
    int blocks = Math.toIntExact((length + BLOCK - 1) / BLOCK);
    Processors.forEach(
        blocks,
        block -> {
          long start = (long) block * BLOCK;
          int count = (int) Math.min(BLOCK, length - start);
          HostScratch.lend(scratch -> body.run(start, count, scratch));
        });
  }
}
