package org.infogan.nn;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * f(x) = x for x &gt; 0 and leak·x otherwise, on arrays of any shape. On a CPU these are Java loops
 * over blocks that fit a processor's cache: bound by memory, one trip where ND4J takes four for the
 * gradient. A layer that has its values in the cache already can do without that trip, see {@link
 * Rectifiable}.
 *
 * @param leak the slope at and below 0, in [0, 1]; 1 for no rectifier at all
 */
record LeakyRectifier(double leak) {

  /** f(x) = x. */
  static final LeakyRectifier NONE = new LeakyRectifier(1);

  /** Its square times any float above 0 is above 1. */
  private static final float HUGE = Float.MAX_VALUE;

  /** Values per block: two such blocks of floats fit a second-level cache. */
  private static final int BLOCK = 1 << 14;

  /** What a layer computes, if it is a rectifier; otherwise none. */
  static LeakyRectifier of(Layer layer) {
    if (layer instanceof LeakyRelu leaky) {
      return new LeakyRectifier(leaky.leak());
    }
    return layer instanceof Relu ? new LeakyRectifier(0) : NONE;
  }

  boolean isNone() {
    return leak == 1;
  }

  /**
   * y ← f(x).
   *
   * @param x c-order. Not modified.
   * @param y c-order; may be x. Modified.
   */
  void apply(INDArray x, INDArray y) {
    if (HostMemory.isAddressable(x) && HostMemory.isAddressable(y)) {
      applyOnHost(x, y);
    } else {
      Nd4j.getExecutioner().exec(new LeakyReLU(x, y, leak));
    }
  }

  /**
   * dx ← dy·f'(x), told from y = f(x).
   *
   * @param y c-order. Not modified.
   * @param dy c-order. Not modified.
   * @param dx c-order. Modified.
   */
  void gradient(INDArray y, INDArray dy, INDArray dx) {
    if (HostMemory.isAddressable(y)
        && HostMemory.isAddressable(dy)
        && HostMemory.isAddressable(dx)) {
      gradientOnHost(y, dy, dx);
    } else {
      Nd4j.getExecutioner().exec(new Step(y, dx, 0));
      dx.muli(1 - leak).addi(leak).muli(dy);
    }
  }

  /** x ← f(x) for values 0 to {@code count − 1}. */
  void apply(float[] x, int count) {
    float leak = (float) this.leak;
    for (int i = 0; i < count; i++) {
      // The leak is at most 1, so this is x where x is above 0.
      x[i] = Math.max(x[i], leak * x[i]);
    }
  }

  /** dy ← dy·f'(x), told from y = f(x), for values 0 to {@code count − 1}. */
  void gradient(float[] y, float[] dy, int count) {
    float leak = (float) this.leak;
    for (int i = 0; i < count; i++) {
      // 1 above 0 and leak elsewhere. A branch would be guessed wrong every other time.
      dy[i] *= Math.max(leak, Math.min(1, y[i] * HUGE * HUGE));
    }
  }

  private void applyOnHost(INDArray x, INDArray y) {
    FloatBuffer inputs = HostMemory.buffer(x);
    FloatBuffer outputs = HostMemory.buffer(y);
    HostRows.forEachBlock(
        inputs.limit(),
        BLOCK,
        (start, count, scratch) -> {
          float[] values = HostRows.read(scratch, 0, inputs, start, count);
          apply(values, count);
          outputs.put(start, values, 0, count);
        });
  }

  private void gradientOnHost(INDArray y, INDArray dy, INDArray dx) {
    FloatBuffer outputs = HostMemory.buffer(y);
    FloatBuffer gradients = HostMemory.buffer(dy);
    FloatBuffer inputGradients = HostMemory.buffer(dx);
    HostRows.forEachBlock(
        outputs.limit(),
        BLOCK,
        (start, count, scratch) -> {
          float[] gradient = HostRows.read(scratch, 0, gradients, start, count);
          gradient(HostRows.read(scratch, 1, outputs, start, count), gradient, count);
          inputGradients.put(start, gradient, 0, count);
        });
  }
}
