package org.infogan.graph;

import java.util.Arrays;
import org.infogan.backend.ComputePool;
import org.infogan.backend.Gemm;
import org.infogan.backend.HostMemory;
import org.infogan.backend.LastingArrays;
import org.infogan.backend.NativeRuntime;
import org.infogan.backend.Views;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The k nearest neighbours of each of n vectors, by the cosine of the angle between them.
 *
 * @param neighbors [n][k], the nearest first; of equally near ones the lower index. Not modified.
 * @param cosines [n][k], those of the neighbours. Not modified.
 */
@SuppressWarnings("ArrayRecordComponent") // a result to read, never compared or used as a key
public record NeighborGraph(int[][] neighbors, float[][] cosines) {

  /** Rows of cosines that are held at once. */
  private static final int BLOCK = 256;

  /**
   * Finds the neighbours, exactly: all n² cosines are computed, block by block.
   *
   * @param vectors [n][d], n at least 2. Not modified.
   * @param k the number of neighbours of each, at least 1; one less than n where that is fewer
   * @return the graph, without the vectors themselves
   * @throws IllegalArgumentException when there are fewer than 2 vectors, or k is below 1
   */
  public static NeighborGraph nearest(float[][] vectors, int k) {
    NativeRuntime.prepare();
    int n = vectors.length;
    if (n < 2 || k < 1) {
      throw new IllegalArgumentException(
          "neighbours: expected at least 2 vectors and 1 neighbour, found " + n + " and " + k);
    }
    int near = Math.min(k, n - 1);
    int[][] neighbors = new int[n][near];
    float[][] cosines = new float[n][near];
    int rows = Math.min(BLOCK, n);
    float[] host = new float[Math.multiplyExact(rows, n)];
    try (INDArray unit = unitRows(vectors);
        INDArray products = LastingArrays.uninitialized(DataType.FLOAT, rows, n)) {
      for (int first = 0; first < n; first += rows) {
        // The last block overlaps the one before it, so that all have one size.
        int start = Math.min(first, n - rows);
        INDArray block = Views.of(unit, Views.range(start, rows), Views.ALL);
        Gemm.abt().run(block, unit, products);
        HostMemory.read(products, host);
        ComputePool.forEach(
            rows, r -> select(host, r * n, n, start + r, neighbors[start + r], cosines[start + r]));
      }
    }
    return new NeighborGraph(neighbors, cosines);
  }

  private static INDArray unitRows(float[][] vectors) {
    int d = vectors[0].length;
    float[] flat = new float[Math.multiplyExact(vectors.length, d)];
    for (int i = 0; i < vectors.length; i++) {
      float scale = (float) (1 / Math.max(1e-12, norm(vectors[i])));
      for (int j = 0; j < d; j++) {
        flat[i * d + j] = scale * vectors[i][j];
      }
    }
    INDArray unit = LastingArrays.uninitialized(DataType.FLOAT, vectors.length, d);
    HostMemory.write(flat, unit);
    return unit;
  }

  static double norm(float[] vector) {
    double squares = 0;
    for (float v : vector) {
      squares += v * (double) v;
    }
    return Math.sqrt(squares);
  }

  /** Insertion into a short sorted list: most values are below its last. */
  private static void select(
      float[] cosines, int start, int n, int self, int[] index, float[] value) {
    Arrays.fill(value, Float.NEGATIVE_INFINITY);
    int last = value.length - 1;
    for (int i = 0; i < n; i++) {
      float v = cosines[start + i];
      if (v > value[last] && i != self) {
        int at = last;
        while (at > 0 && value[at - 1] < v) {
          value[at] = value[at - 1];
          index[at] = index[at - 1];
          at--;
        }
        value[at] = v;
        index[at] = i;
      }
    }
  }

  /**
   * Weights of the edges, each row's scaled to a sum of 1: max(0, cosine)^power.
   *
   * @param power the exponent; a larger one prefers the nearest
   * @return [n][k]; all zeros for a vector without a neighbour at an acute angle
   */
  public float[][] weights(double power) {
    float[][] weights = new float[cosines.length][];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = new float[cosines[i].length];
      float sum = 0;
      for (int j = 0; j < weights[i].length; j++) {
        weights[i][j] = (float) Math.pow(Math.max(0, cosines[i][j]), power);
        sum += weights[i][j];
      }
      for (int j = 0; sum > 0 && j < weights[i].length; j++) {
        weights[i][j] /= sum;
      }
    }
    return weights;
  }
}
