package org.infogan.backend;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Many draws from a normal distribution, divided over the threads of {@link ComputePool}. */
public final class GaussianDraws {

  /** Numbers from one stream of draws. */
  private static final int BLOCK = 1 << 14;

  private GaussianDraws() {}

  /**
   * Fills an array with independent draws from N(0, standardDeviation²).
   *
   * @param standardDeviation the standard deviation of the draws, at least 0
   * @param random gives the seed of each block of draws, so that the result does not depend on the
   *     number of threads
   * @param values the draws. Modified.
   */
  public static void fill(double standardDeviation, RandomGenerator random, float[] values) {
    int blocks = (values.length + BLOCK - 1) / BLOCK;
    long[] seeds = random.longs(blocks).toArray();
    ComputePool.forEach(
        blocks,
        block -> {
          SplittableRandom stream = new SplittableRandom(seeds[block]);
          int end = Math.min(values.length, (block + 1) * BLOCK);
          for (int i = block * BLOCK; i < end; i++) {
            values[i] = (float) (standardDeviation * stream.nextGaussian());
          }
        });
  }
}
