package org.infogan.nn;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Working arrays on the Java heap, for loops that take arrays through block by block. They are lent
 * for the length of one block and kept for the next. A {@link ThreadLocal} would keep arrays for
 * every thread that ever called, and none in the common fork-join pool, which clears its threads'
 * locals.
 */
final class ScratchArrays {

  private static final int ARRAYS = 4;

  /** Those not lent. */
  private static final AtomicReferenceArray<ScratchArrays> FREE =
      new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors() + 2);

  private final float[][] arrays = new float[ARRAYS][0];

  private ScratchArrays() {}

  /** Runs {@code body} with arrays that are nobody else's meanwhile. */
  static void lend(Consumer<ScratchArrays> body) {
    ScratchArrays scratch = take();
    try {
      body.accept(scratch);
    } finally {
      giveBack(scratch);
    }
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

  /** Array 0, 1, 2 or 3, of at least that length, holding anything. */
  float[] array(int number, int length) {
    if (arrays[number].length < length) {
      arrays[number] = new float[length];
    }
    return arrays[number];
  }
}
