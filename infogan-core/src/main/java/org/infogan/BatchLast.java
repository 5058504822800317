package org.infogan;

/** Single examples within a batch-last array of n values per example: [n, B] on the Java heap. */
final class BatchLast {

  /** Of 128 values each, the rows fill half a first-level cache. */
  private static final int ROWS = 32;

  private BatchLast() {}

  /**
   * Puts one example into its column.
   *
   * @param example n values. Not modified.
   * @param batch [n, B]. Modified.
   * @param column of the example, from 0
   * @param columns B
   */
  static void put(float[] example, float[] batch, int column, int columns) {
    for (int i = 0; i < example.length; i++) {
      batch[i * columns + column] = example[i];
    }
  }

  /**
   * Puts all examples into their columns: some pixels of every example at a time, so that what is
   * written stays in the processor's cache until its rows are full.
   *
   * @param examples B examples of n values. Not modified.
   * @param batch [n, B]. Modified.
   */
  static void putAll(float[][] examples, float[] batch) {
    int columns = examples.length;
    int n = batch.length / columns;
    for (int first = 0; first < n; first += ROWS) {
      int end = Math.min(first + ROWS, n);
      for (int column = 0; column < columns; column++) {
        float[] example = examples[column];
        for (int i = first; i < end; i++) {
          batch[i * columns + column] = example[i];
        }
      }
    }
  }

  /**
   * Takes one example out of its column.
   *
   * @param batch [n, B]. Not modified.
   * @param column of the example, from 0
   * @param columns B
   * @param example n values. Modified.
   */
  static void take(float[] batch, int column, int columns, float[] example) {
    for (int i = 0; i < example.length; i++) {
      example[i] = batch[i * columns + column];
    }
  }
}
