package org.infogan.eval.disentanglement;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Features by column, [D][N], and the order of the examples by each of them. */
public final class SortedColumns {

  private final double[][] columns;
  private final int[][] order;

  /**
   * Sorts columns.
   *
   * @param columns [D][N], finite. Not modified, and not copied.
   */
  public SortedColumns(double[][] columns) {
    this.columns = columns;
    order = new int[columns.length][];
    for (int d = 0; d < columns.length; d++) {
      double[] column = columns[d];
      order[d] =
          IntStream.range(0, column.length)
              .boxed()
              .sorted(Comparator.comparingDouble(n -> column[n]))
              .mapToInt(Integer::intValue)
              .toArray();
    }
  }

  /** D. */
  int count() {
    return columns.length;
  }

  /** A feature of all examples, [N]. */
  double[] column(int d) {
    return columns[d];
  }

  /** The indices of the examples in ascending order of a feature, [N]. */
  int[] order(int d) {
    return order[d];
  }
}
