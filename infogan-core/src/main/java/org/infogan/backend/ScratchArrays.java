package org.infogan.backend;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Loops over memory in blocks, and the arrays on the Java heap through which each block goes, since
 * HotSpot vectorises loops over arrays. The blocks are divided over {@link ComputePool}, and each
 * task borrows its own arrays while it works on a block.
 *
 * <p>A {@link ThreadLocal} would keep arrays for every thread that ever called, and none in the
 * common fork-join pool, which clears its threads' locals.
 */
public final class ScratchArrays {

  private static final int ARRAYS = 6;

  /** The sets of arrays that no task uses at the moment. */
  private static final AtomicReferenceArray<ScratchArrays> FREE =
      new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors() + 2);

  private static final int GRIDS = 3;

  private final float[][] arrays = new float[ARRAYS][0];
  private final float[][][] grids = new float[GRIDS][0][0];

  private ScratchArrays() {}

  /** The work on one block, on one thread. */
  public interface Body {

    /**
     * Does the work for numbers {@code first} to {@code first + count − 1}.
     *
     * @param first the first number of the block
     * @param count how many numbers
     * @param scratch arrays for this block alone, which hold anything. Modified.
     */
    void run(int first, int count, ScratchArrays scratch);
  }

  /**
   * Runs {@code body} for 0 to {@code n − 1}, block by block, in any order and on several threads.
   *
   * @param n how many numbers
   * @param blockLength the most numbers in one block, at least 1
   * @param body the work on one block
   */
  public static void forEachBlock(int n, int blockLength, Body body) {
    ComputePool.forEach(
        (n + blockLength - 1) / blockLength,
        block -> {
          int first = block * blockLength;
          ScratchArrays scratch = take();
          try {
            body.run(first, Math.min(blockLength, n - first), scratch);
          } finally {
            giveBack(scratch);
          }
        });
  }

  private static ScratchArrays take() {
    for (int i = 0; i < FREE.length(); i++) {
      ScratchArrays scratch = FREE.getAndSet(i, null);
      if (scratch != null) {
        return scratch;
      }
    }
    return new ScratchArrays();
  }

  /** Where all places are taken, the arrays are left to the collector. */
  private static void giveBack(ScratchArrays scratch) {
    for (int i = 0; i < FREE.length(); i++) {
      if (FREE.compareAndSet(i, null, scratch)) {
        return;
      }
    }
  }

  /**
   * One of the arrays.
   *
   * @param number 0 to 5; {@link PartialSums} uses 3 to 5
   * @param length how long the array has to be
   * @return an array of at least that length, which holds anything
   */
  public float[] array(int number, int length) {
    if (arrays[number].length < length) {
      arrays[number] = new float[length];
    }
    return arrays[number];
  }

  /**
   * Several arrays of one length.
   *
   * @param number 0, 1 or 2
   * @param count how many arrays
   * @param length how long each has to be
   * @return at least so many arrays of at least that length, which hold anything
   */
  public float[][] grid(int number, int count, int length) {
    float[][] grid = grids[number];
    int longest = grid.length == 0 ? 0 : grid[0].length;
    if (grid.length < count || longest < length) {
      grids[number] = new float[Math.max(count, grid.length)][Math.max(length, longest)];
    }
    return grids[number];
  }

  /**
   * Copies values from memory to one of the arrays.
   *
   * @param number 0 to 5; {@link PartialSums} uses 3 to 5
   * @param memory where the values are. Not modified.
   * @param start the index of the first value
   * @param count how many values
   * @return the array; it may be longer than {@code count}
   */
  public float[] read(int number, FloatBuffer memory, int start, int count) {
    float[] values = array(number, count);
    memory.get(start, values, 0, count);
    return values;
  }
}
