package org.infogan.nn;

/** Checks of layer sizes, with messages that say what was expected and found. */
final class Require {

  private Require() {}

  static void atLeast(String what, int least, int found) {
    if (found < least) {
      throw new IllegalArgumentException(
          what + ": expected at least " + least + ", found " + found);
    }
  }

  /** One extent of an output shape, computed as a long. */
  static int extent(String layer, long found) {
    if (found > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          layer + ": expected extents of at most " + Integer.MAX_VALUE + ", found " + found);
    }
    // Below 1 where a layer does not fit, which its own message tells.
    return (int) Math.max(found, 0);
  }

  static void notNull(String what, String expected, Object found) {
    if (found == null) {
      throw new IllegalArgumentException(what + ": expected " + expected + ", found none");
    }
  }

  static void inRange(String what, double low, double high, double found) {
    if (!(found >= low && found <= high)) {
      throw new IllegalArgumentException(
          what + ": expected a number from " + low + " to " + high + ", found " + found);
    }
  }

  static void rank(String layer, int rank, Shape input) {
    if (input.rank() != rank) {
      throw new IllegalArgumentException(
          layer
              + ": expected an input of shape "
              + (rank == 1 ? "[F]" : "[C, H, W]")
              + ", found "
              + input
              + "; put a reshape before it");
    }
  }
}
