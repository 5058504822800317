package org.infogan.internal;

/** Checks of arguments, with messages that say what was expected and what was found. */
public final class Checks {

  private Checks() {}

  /**
   * Refuses an argument that does not fit.
   *
   * @param holds whether it fits
   * @param what the argument, as users know it, such as "dense: units"
   * @param expected what would fit
   * @param found the argument; null reads "none" in the message
   * @throws IllegalArgumentException "what: expected …, found …" unless {@code holds}
   */
  public static void require(boolean holds, String what, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          what + ": expected " + expected + ", found " + (found == null ? "none" : found));
    }
  }

  /**
   * Refuses null.
   *
   * @param what the argument, as users know it
   * @param expected what would fit
   * @param found the argument
   * @throws IllegalArgumentException when it is null
   */
  public static void notNull(String what, String expected, Object found) {
    require(found != null, what, expected, found);
  }

  /**
   * Refuses small numbers.
   *
   * @param what the argument, as users know it
   * @param least the smallest number that fits
   * @param found the argument
   * @throws IllegalArgumentException when it is below {@code least}
   */
  public static void atLeast(String what, long least, long found) {
    if (found < least) {
      throw new IllegalArgumentException(
          what + ": expected at least " + least + ", found " + found);
    }
  }

  /**
   * Refuses numbers outside of a range, and NaN.
   *
   * @param what the argument, as users know it
   * @param low the smallest number that fits
   * @param high the largest number that fits
   * @param found the argument
   * @throws IllegalArgumentException when it is outside
   */
  public static void inRange(String what, double low, double high, double found) {
    if (!(found >= low && found <= high)) {
      throw new IllegalArgumentException(
          what + ": expected a number from " + low + " to " + high + ", found " + found);
    }
  }
}
