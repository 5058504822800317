package org.infogan.nn.winograd;

/**
 * The transform L·X·Rᵀ of many small matrices X at once. A grid of arrays holds element (i, j) of
 * all of them in its array i·columns + j, so that each row of L or R is a linear combination of
 * whole arrays, in loops with one index that HotSpot vectorises.
 */
final class GridTransform {

  private final Combination[] left;
  private final Combination[] right;
  private final int rows;
  private final int columns;

  /**
   * Prepares the transform.
   *
   * @param left L [rows of the result, rows of X]. Not modified.
   * @param right R [columns of the result, columns of X]. Not modified.
   */
  GridTransform(double[][] left, double[][] right) {
    rows = left[0].length;
    columns = right[0].length;
    this.left = combinations(left);
    this.right = combinations(right);
  }

  private static Combination[] combinations(double[][] matrix) {
    Combination[] combinations = new Combination[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      combinations[i] = Combination.of(matrix[i]);
    }
    return combinations;
  }

  /** How many arrays the grid of X or of the result has, whichever has more. */
  int elements() {
    return Math.max(rows * columns, left.length * right.length);
  }

  /** How many arrays L·X has. */
  int halfway() {
    return left.length * columns;
  }

  /**
   * Takes the transform.
   *
   * @param grid X, then the result: at least {@link #elements} arrays. Modified.
   * @param scratch at least {@link #halfway} arrays, which hold anything. Modified.
   * @param n how many values of each array
   */
  void apply(float[][] grid, float[][] scratch, int n) {
    for (int k = 0; k < left.length; k++) {
      for (int j = 0; j < columns; j++) {
        left[k].apply(grid, j, columns, scratch[k * columns + j], n);
      }
    }
    for (int k = 0; k < left.length; k++) {
      for (int l = 0; l < right.length; l++) {
        right[l].apply(scratch, k * columns, 1, grid[k * right.length + l], n);
      }
    }
  }
}
