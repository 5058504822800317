package org.infogan.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of one row of a map, or the whole row.
 *
 * @param row of the map
 * @param first the first column
 * @param count how many
 */
record Stretch(int row, int first, int count) {

  /** All stretches of a map, divided evenly: whole rows, and parts where one share ends. */
  static WorkPartition<Stretch> divide(int rows, int columns, int shares) {
    List<List<Stretch>> divided = new ArrayList<>();
    for (Views.Range positions : WorkPartition.ranges(rows * columns, shares)) {
      List<Stretch> share = new ArrayList<>();
      int end = positions.first() + positions.count();
      for (int start = positions.first(), next; start < end; start = next) {
        int row = start / columns;
        next = Math.min(end, (row + 1) * columns);
        share.add(new Stretch(row, start - row * columns, next - start));
      }
      divided.add(share);
    }
    return new WorkPartition<>(divided);
  }

  /** That many columns further right, in another row. */
  Stretch moved(int toRow, int columns) {
    return new Stretch(toRow, first + columns, count);
  }

  /** What it shares with another one, if anything. */
  Stream<Stretch> intersection(Stretch other) {
    int from = Math.max(first, other.first);
    int to = Math.min(first + count, other.first + other.count);
    return row == other.row && to > from
        ? Stream.of(new Stretch(row, from, to - from))
        : Stream.empty();
  }

  /** Its place in a map of so many columns that is a row of a matrix, batch last. */
  Views.Range inMap(int columns, int batch) {
    return Views.every((row * columns + first) * batch, 1, count * batch);
  }
}
