package org.infogan;

/** Single examples within a batch-last array of n values per example: [n, B] on the Java heap. */
final class BatchLast {

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
   * Puts several examples into neighbouring columns, row by row: what is written of a row is
   * contiguous, where one column at a time would go through all of memory for each example.
   *
   * @param examples of n values each. Not modified.
   * @param count how many of them
   * @param batch [n, B]. Modified.
   * @param column of the first, from 0
   * @param columns B
   */
  static void put(float[][] examples, int count, float[] batch, int column, int columns) {
    for (int i = 0; i < batch.length / columns; i++) {
      for (int k = 0; k < count; k++) {
        batch[i * columns + column + k] = examples[k][i];
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
