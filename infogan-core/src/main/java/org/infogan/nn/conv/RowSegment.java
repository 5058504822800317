package org.infogan.nn.conv;

import java.util.ArrayList;
import java.util.List;
import org.infogan.backend.Views;

/**
 * Neighbouring positions in one row of a map.
 *
 * @param row the row of the map
 * @param first the first column
 * @param count how many columns; 0 for an empty segment
 */
record RowSegment(int row, int first, int count) {

  /**
   * Divides all positions of a map evenly: each part consists of whole rows, and of pieces of the
   * rows in which it begins and ends.
   *
   * @param rows the rows of the map
   * @param columns the columns of the map
   * @param parts how many parts are wanted
   * @return the segments of each part
   */
  static List<List<RowSegment>> divide(int rows, int columns, int parts) {
    List<List<RowSegment>> divided = new ArrayList<>();
    for (Views.Range positions : Views.split(rows * columns, parts)) {
      List<RowSegment> part = new ArrayList<>();
      int end = positions.first() + positions.count();
      for (int start = positions.first(), next; start < end; start = next) {
        int row = start / columns;
        next = Math.min(end, (row + 1) * columns);
        part.add(new RowSegment(row, start - row * columns, next - start));
      }
      divided.add(part);
    }
    return divided;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The positions that are in both segments, which may be none. */
  RowSegment intersection(RowSegment other) {
    int from = Math.max(first, other.first);
    int to = Math.min(first + count, other.first + other.count);
    return new RowSegment(row, from, row == other.row ? Math.max(0, to - from) : 0);
  }

  /** The segment as columns of a matrix [anything, rows·columns·B] that holds the map. */
  Views.Range inMatrix(int columns, int batch) {
    return Views.range((row * columns + first) * batch, count * batch);
  }
}
