package org.infogan.nn;

/**
 * One thread's working arrays on the Java heap, for loops that take arrays through block by block.
 */
final class HostScratch {

  private static final ThreadLocal<HostScratch> OF_THREAD =
      ThreadLocal.withInitial(HostScratch::new);

  private final float[][] arrays = new float[2][0];

  private HostScratch() {}

  static HostScratch ofThisThread() {
    return OF_THREAD.get();
  }

  /** Array 0 or 1, of at least that length, holding anything. */
  float[] array(int number, int length) {
    if (arrays[number].length < length) {
      arrays[number] = new float[length];
    }
    return arrays[number];
  }
}
