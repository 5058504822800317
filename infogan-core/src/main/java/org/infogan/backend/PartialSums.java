package org.infogan.backend;

/**
 * Sums over long rows, as {@value #LANES} partial sums that HotSpot adds up several at a time; it
 * may not reorder the additions of one sum. Each partial sum covers a small part of the row, so
 * that rounding errors stay small; the partial sums are added in double precision.
 *
 * <p>HotSpot of JDK 17 to 25 takes several values at a time only where all arrays of a loop have
 * the same index: with another offset in each, two of them might overlap for all it knows. So every
 * piece of a row is first copied to the beginning of an array, which makes the sums 2.5 to 3.5
 * times as fast (measured on JDK 17 and 25). The first piece becomes the partial sums themselves:
 * most rows of a dense layer are no longer than one piece.
 */
public final class PartialSums {

  private static final int LANES = 256;

  /** The numbers of the scratch arrays that hold the partial sums, and pieces of x and of y. */
  private static final int SUMS = 3;

  private static final int PIECE_OF_X = 4;
  private static final int PIECE_OF_Y = 5;

  private PartialSums() {}

  /**
   * Σ x.
   *
   * @param x the values. Not modified.
   * @param start the index of the first value
   * @param n how many values
   * @param scratch holds the partial sums. Modified.
   * @return the sum
   */
  public static double sum(float[] x, int start, int n, ScratchArrays scratch) {
    float[] lanes = piece(SUMS, x, start, Math.min(LANES, n), scratch);
    for (int i = LANES; i < n; i += LANES) {
      int length = Math.min(LANES, n - i);
      addTo(lanes, piece(PIECE_OF_X, x, start + i, length, scratch), length);
    }
    return total(lanes, Math.min(LANES, n));
  }

  private static float[] piece(
      int number, float[] x, int start, int length, ScratchArrays scratch) {
    float[] piece = scratch.array(number, LANES);
    System.arraycopy(x, start, piece, 0, length);
    return piece;
  }

  private static void addTo(float[] lanes, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      lanes[i] += x[i];
    }
  }

  /**
   * Σ (x − mean)².
   *
   * @param x the values. Not modified.
   * @param start the index of the first value
   * @param n how many values
   * @param mean what is subtracted from each value
   * @param scratch holds the partial sums. Modified.
   * @return the sum
   */
  public static double centredSquares(
      float[] x, int start, int n, float mean, ScratchArrays scratch) {
    int first = Math.min(LANES, n);
    float[] lanes = piece(SUMS, x, start, first, scratch);
    squareCentred(lanes, first, mean);
    for (int i = LANES; i < n; i += LANES) {
      int length = Math.min(LANES, n - i);
      addCentredSquares(lanes, piece(PIECE_OF_X, x, start + i, length, scratch), length, mean);
    }
    return total(lanes, Math.min(LANES, n));
  }

  private static void squareCentred(float[] lanes, int n, float mean) {
    for (int i = 0; i < n; i++) {
      float centred = lanes[i] - mean;
      lanes[i] = centred * centred;
    }
  }

  private static void addCentredSquares(float[] lanes, float[] x, int n, float mean) {
    for (int i = 0; i < n; i++) {
      float centred = x[i] - mean;
      lanes[i] += centred * centred;
    }
  }

  /**
   * Σ y·(x − mean).
   *
   * @param y the factors. Not modified.
   * @param x the values. Not modified.
   * @param start the index of the first value and the first factor
   * @param n how many values
   * @param mean what is subtracted from each value
   * @param scratch holds the partial sums. Modified.
   * @return the sum
   */
  public static double centredDot(
      float[] y, float[] x, int start, int n, float mean, ScratchArrays scratch) {
    int first = Math.min(LANES, n);
    float[] lanes = piece(SUMS, x, start, first, scratch);
    multiplyCentred(lanes, piece(PIECE_OF_Y, y, start, first, scratch), first, mean);
    for (int i = LANES; i < n; i += LANES) {
      int length = Math.min(LANES, n - i);
      float[] ofY = piece(PIECE_OF_Y, y, start + i, length, scratch);
      addCentredProducts(
          lanes, ofY, piece(PIECE_OF_X, x, start + i, length, scratch), length, mean);
    }
    return total(lanes, Math.min(LANES, n));
  }

  private static void multiplyCentred(float[] lanes, float[] y, int n, float mean) {
    for (int i = 0; i < n; i++) {
      lanes[i] = y[i] * (lanes[i] - mean);
    }
  }

  private static void addCentredProducts(float[] lanes, float[] y, float[] x, int n, float mean) {
    for (int i = 0; i < n; i++) {
      lanes[i] += y[i] * (x[i] - mean);
    }
  }

  /**
   * The mean as one sum in double precision of the distances to the first value, which loses
   * nothing where all values are nearly equal; several times slower than {@link #sum}.
   *
   * @param x the values. Not modified.
   * @param start the index of the first value
   * @param n how many values
   * @return Σ x / n
   */
  public static double exactMean(float[] x, int start, int n) {
    double origin = x[start];
    double sum = 0;
    for (int i = start; i < start + n; i++) {
      sum += x[i] - origin;
    }
    return origin + sum / n;
  }

  /**
   * Σ (x − mean)² as one sum in double precision.
   *
   * @param x the values. Not modified.
   * @param start the index of the first value
   * @param n how many values
   * @param mean what is subtracted from each value
   * @return the sum
   */
  public static double exactCentredSquares(float[] x, int start, int n, double mean) {
    double sum = 0;
    for (int i = start; i < start + n; i++) {
      double centred = x[i] - mean;
      sum += centred * centred;
    }
    return sum;
  }

  /** Four sums at a time, since one sum would wait for its own last addition. */
  private static double total(float[] lanes, int used) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int fours = used - used % 4;
    for (int i = 0; i < fours; i += 4) {
      s0 += lanes[i];
      s1 += lanes[i + 1];
      s2 += lanes[i + 2];
      s3 += lanes[i + 3];
    }
    for (int i = fours; i < used; i++) {
      s0 += lanes[i];
    }
    return s0 + s1 + s2 + s3;
  }
}
