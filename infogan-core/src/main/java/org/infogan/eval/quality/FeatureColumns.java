package org.infogan.eval.quality;

/**
 * Features of a set of images, [N, D], kept column by column: the inner loops run over images, not
 * over features, since HotSpot vectorises no sum of doubles.
 */
final class FeatureColumns {

  private final double[][] columns;

  /**
   * Copies features.
   *
   * @param features [N, D], N at least 1. Not modified.
   */
  FeatureColumns(float[][] features) {
    columns = new double[features[0].length][features.length];
    for (int i = 0; i < features.length; i++) {
      for (int d = 0; d < columns.length; d++) {
        columns[d][i] = features[i][d];
      }
    }
  }

  /** The number of images, N. */
  int images() {
    return columns[0].length;
  }

  /**
   * The dot products of one row with the first images of this set.
   *
   * @param row [D]. Not modified.
   * @param count the number of images, at most N
   * @return a new array of as many
   */
  double[] dotProducts(float[] row, int count) {
    double[] dot = new double[count];
    for (int d = 0; d < row.length; d++) {
      double value = row[d];
      double[] column = columns[d];
      for (int j = 0; j < count; j++) {
        dot[j] += value * column[j];
      }
    }
    return dot;
  }

  /**
   * The squared Euclidean distances of one row to all images of this set, summed from the
   * differences, so that near neighbours lose no digits.
   *
   * @param row [D]. Not modified.
   * @return [N], a new array
   */
  double[] squaredDistances(float[] row) {
    double[] distances = new double[images()];
    for (int d = 0; d < row.length; d++) {
      double value = row[d];
      double[] column = columns[d];
      for (int j = 0; j < distances.length; j++) {
        double difference = value - column[j];
        distances[j] += difference * difference;
      }
    }
    return distances;
  }
}
