package org.infogan.nn;

/**
 * One row or column of a convolution's kernel: output position n reads pixel step·n + offset.
 *
 * @param step the stride
 * @param offset the pixel that position 0 reads; below 0 where that is padding
 */
record Tap(int step, int offset) {

  /** The first position that reads a pixel at 0 or above. */
  int first() {
    return Math.max(0, -Math.floorDiv(offset, step));
  }

  /** The number of positions, of those in a map of this extent, that read a pixel that exists. */
  int count(int positions, int pixels) {
    int last = Math.min(positions - 1, Math.floorDiv(pixels - 1 - offset, step));
    return Math.max(0, last - first() + 1);
  }

  /** The pixel that a position reads. */
  int pixel(int position) {
    return step * position + offset;
  }
}
