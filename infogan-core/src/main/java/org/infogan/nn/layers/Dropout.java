package org.infogan.nn.layers;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.infogan.backend.ComputePool;
import org.infogan.backend.HostMemory;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout: in training each value is zeroed with probability {@code rate}, the others are
 * divided by 1 − rate; otherwise the identity. With {@code channels}, whole channels of an example
 * are zeroed together.
 *
 * <p>Shapes: any; with channels, [C, H, W, B].
 *
 * @param rate the probability of dropping, in [0, 1)
 * @param channels whether whole channels are dropped
 */
public record Dropout(double rate, boolean channels) implements Layer {

  /** Draws from one stream. */
  private static final int BLOCK = 1 << 14;

  /**
   * Checks the range.
   *
   * @param rate the probability of dropping, in [0, 1)
   * @param channels whether whole channels are dropped
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public Dropout {
    Checks.inRange("dropout: rate", 0, Math.nextDown(1.0), rate);
  }

  /**
   * Dropout of single values.
   *
   * @param rate the probability of dropping, in [0, 1)
   * @return the layer
   */
  public static Dropout of(double rate) {
    return new Dropout(rate, false);
  }

  /**
   * Dropout of whole channels.
   *
   * @param rate the probability of dropping, in [0, 1)
   * @return the layer
   */
  public static Dropout channels(double rate) {
    return new Dropout(rate, true);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (channels) {
      input.requireRank("dropout of channels", 3);
    }
    return input;
  }

  @Override
  public Pass newPass(PassContext context) {
    return new DropoutPass(context);
  }

  private final class DropoutPass implements Pass {
    private final int batch;
    private final int drawsPerExample;
    private final float[] mask;
    private final INDArray maskArray;
    private final INDArray y;
    private final INDArray dx;
    private boolean dropping;

    DropoutPass(PassContext context) {
      long[] shape = context.inputShape().withBatch(context.batch());
      batch = context.batch();
      drawsPerExample = channels ? context.inputShape().get(0) : context.inputShape().size();
      mask = new float[context.inputShape().size() * batch];
      maskArray = context.buffer(shape);
      y = context.buffer(shape);
      dx = context.backwardBuffer(shape);
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      dropping = mode.stochastic();
      if (!dropping) {
        return x;
      }
      drawMask(random);
      return x.mul(maskArray, y);
    }

    /**
     * One draw per value or channel and example, repeated over the pixels it stands for. Each block
     * of draws has a stream of its own, so that the threads can share the work and the result does
     * not depend on their number.
     */
    private void drawMask(RandomGenerator random) {
      int drawsPerBlock = Math.max(1, BLOCK / batch);
      int blocks = (drawsPerExample + drawsPerBlock - 1) / drawsPerBlock;
      long[] seeds = random.longs(blocks).toArray();
      ComputePool.forEach(
          blocks,
          block -> {
            SplittableRandom own = new SplittableRandom(seeds[block]);
            int end = Math.min(drawsPerExample, (block + 1) * drawsPerBlock);
            for (int draw = block * drawsPerBlock; draw < end; draw++) {
              drawFor(draw, own);
            }
          });
      HostMemory.write(mask, maskArray);
    }

    private void drawFor(int draw, SplittableRandom random) {
      float kept = (float) (1 / (1 - rate));
      int dropsBelow = (int) (rate * (1 << 24));
      int repeats = mask.length / (drawsPerExample * batch);
      int start = draw * repeats * batch;
      for (int b = 0; b < batch; b++) {
        mask[start + b] = random.nextInt() >>> 8 < dropsBelow ? 0 : kept;
      }
      for (int r = 1; r < repeats; r++) {
        System.arraycopy(mask, start, mask, start + r * batch, batch);
      }
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      if (!wanted.input()) {
        return null;
      }
      return dropping ? dy.mul(maskArray, dx) : dy;
    }
  }
}
