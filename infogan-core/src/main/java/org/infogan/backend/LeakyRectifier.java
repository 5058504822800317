package org.infogan.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * f(x) = x for x &gt; 0 and leak·x otherwise, on arrays of any shape.
 *
 * <p>On a CPU these are Java loops over blocks that fit a processor's cache: they are bound by
 * memory, and go through it once where ND4J's operations go through it four times for the gradient.
 * Layers whose values are in the cache already apply f there and save that trip as well.
 *
 * @param leak the slope at and below 0, in [0, 1]; 1 for no rectifier at all
 */
public record LeakyRectifier(double leak) implements ElementwiseFunction {

  /** f(x) = x. */
  public static final LeakyRectifier NONE = new LeakyRectifier(1);

  /** Its square times any float above 0 is above 1. */
  private static final float HUGE = Float.MAX_VALUE;

  /** Values per block: two such blocks of floats fit a second-level cache. */
  private static final int BLOCK = 1 << 14;

  /**
   * Whether f leaves every value as it is.
   *
   * @return whether the slope is 1 everywhere
   */
  public boolean isNone() {
    return leak == 1;
  }

  @Override
  public void apply(INDArray x, INDArray y) {
    if (HostMemory.isAddressable(x) && HostMemory.isAddressable(y)) {
      applyOnHost(x, y);
    } else {
      Nd4j.getExecutioner().exec(new LeakyReLU(x, y, leak));
    }
  }

  @Override
  public void gradient(INDArray y, INDArray dy, INDArray dx) {
    if (HostMemory.isAddressable(y)
        && HostMemory.isAddressable(dy)
        && HostMemory.isAddressable(dx)) {
      gradientOnHost(y, dy, dx);
    } else {
      Nd4j.getExecutioner().exec(new Step(y, dx, 0));
      dx.muli(1 - leak).addi(leak).muli(dy);
    }
  }

  /**
   * x ← f(x).
   *
   * @param x the values. Modified.
   * @param count how many of them, from the first on
   */
  public void apply(float[] x, int count) {
    float leak = (float) this.leak;
    for (int i = 0; i < count; i++) {
      // The leak is at most 1, so this is x where x is above 0.
      x[i] = Math.max(x[i], leak * x[i]);
    }
  }

  /**
   * dy ← dy·f'(x), computed from y = f(x).
   *
   * @param y the values of f. Not modified.
   * @param dy the gradient with respect to y; afterwards, that with respect to x. Modified.
   * @param count how many values, from the first on
   */
  public void gradient(float[] y, float[] dy, int count) {
    float leak = (float) this.leak;
    for (int i = 0; i < count; i++) {
      // 1 above 0 and leak elsewhere. A branch would be mispredicted half of the time.
      dy[i] *= Math.max(leak, Math.min(1, y[i] * HUGE * HUGE));
    }
  }

  private void applyOnHost(INDArray x, INDArray y) {
    FloatBuffer inputs = HostMemory.buffer(x);
    FloatBuffer outputs = HostMemory.buffer(y);
    ScratchArrays.forEachBlock(
        inputs.limit(),
        BLOCK,
        (start, count, scratch) -> {
          float[] values = scratch.read(0, inputs, start, count);
          apply(values, count);
          outputs.put(start, values, 0, count);
        });
  }

  private void gradientOnHost(INDArray y, INDArray dy, INDArray dx) {
    FloatBuffer outputs = HostMemory.buffer(y);
    FloatBuffer gradients = HostMemory.buffer(dy);
    FloatBuffer inputGradients = HostMemory.buffer(dx);
    ScratchArrays.forEachBlock(
        outputs.limit(),
        BLOCK,
        (start, count, scratch) -> {
          float[] gradient = scratch.read(0, gradients, start, count);
          gradient(scratch.read(1, outputs, start, count), gradient, count);
          inputGradients.put(start, gradient, 0, count);
        });
  }
}
