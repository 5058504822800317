package org.infogan.nn;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adds noise from N(0, standardDeviation²) to every value in training; otherwise the identity.
 *
 * <p>Shapes: any.
 *
 * @param standardDeviation the standard deviation of the noise, above 0
 */
public record GaussianNoise(double standardDeviation) implements Layer {

  /** Numbers from one stream of draws, so that the threads can share the work. */
  private static final int BLOCK = 1 << 14;

  /** Checks the range. */
  public GaussianNoise {
    Checks.inRange("gaussian noise: standardDeviation", Double.MIN_NORMAL, 1e6, standardDeviation);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Pass newPass(PassContext context) {
    INDArray y = context.buffer(context.inputShape().withBatch(context.batch()));
    float[] host = new float[(int) y.length()];
    return new Pass() {
      @Override
      public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
        if (!mode.stochastic()) {
          return x;
        }
        draw(standardDeviation, random, host);
        HostMemory.write(host, y);
        return y.addi(x);
      }

      @Override
      public INDArray backward(INDArray dy, WithRespectTo wanted) {
        return wanted.input() ? dy : null;
      }
    };
  }

  /**
   * Fills an array with independent draws from N(0, standardDeviation²).
   *
   * @param standardDeviation the standard deviation of the draws, at least 0
   * @param random gives the seed of each block of draws, so that the result does not depend on the
   *     number of threads
   * @param values the draws. Modified.
   */
  public static void draw(double standardDeviation, RandomGenerator random, float[] values) {
    int blocks = (values.length + BLOCK - 1) / BLOCK;
    long[] seeds = random.longs(blocks).toArray();
    ComputePool.forEach(
        blocks,
        block -> {
          SplittableRandom own = new SplittableRandom(seeds[block]);
          int end = Math.min(values.length, (block + 1) * BLOCK);
          for (int i = block * BLOCK; i < end; i++) {
            values[i] = (float) (standardDeviation * own.nextGaussian());
          }
        });
  }
}
