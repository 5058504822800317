package org.infogan.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.infogan.backend.ComputePool;

/**
 * Places the vectors of a graph so that clusters of it become compact (<a
 * href="https://papers.nips.cc/paper/2001/hash/801272ee79cfde7fa5960571fee36b9b-Abstract.html">Ng
 * et al. 2001</a>): the rows, of unit length, of the K leading eigenvectors of
 *
 * <pre>N = D^−½·W·D^−½,    W = (A + Aᵀ)/2</pre>
 *
 * <p>where A has cosine⁴ for each vector's nearest neighbours, and D the row sums of W. The
 * eigenvectors are found by subspace iteration with (I + N)/2, whose eigenvalues are not negative,
 * and Rayleigh-Ritz at the end.
 */
public final class SpectralEmbedding {

  private static final double POWER = 4;

  /** Keeps the graph connected where neighbours are at an obtuse angle. */
  private static final double LEAST_COSINE = 1e-3;

  /** Columns beyond K: they make the leading ones converge sooner. */
  private static final int SPARE = 10;

  private static final int PRODUCTS = 200;
  private static final int PRODUCTS_PER_ORTHONORMALIZATION = 5;

  private final int[][] neighbors;
  private final float[][] weights;

  private SpectralEmbedding(NeighborGraph graph) {
    int n = graph.neighbors().length;
    TreeMap<Integer, Float>[] rows = newRows(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < graph.neighbors()[i].length; j++) {
        int other = graph.neighbors()[i][j];
        double cosine = Math.max(LEAST_COSINE, graph.cosines()[i][j]);
        float half = (float) (Math.pow(cosine, POWER) / 2);
        rows[i].merge(other, half, Float::sum);
        rows[other].merge(i, half, Float::sum);
      }
    }
    double[] degrees = new double[n];
    for (int i = 0; i < n; i++) {
      degrees[i] = rows[i].values().stream().mapToDouble(Float::doubleValue).sum();
    }
    neighbors = new int[n][];
    weights = new float[n][];
    for (int i = 0; i < n; i++) {
      neighbors[i] = rows[i].keySet().stream().mapToInt(Integer::intValue).toArray();
      weights[i] = new float[neighbors[i].length];
      for (int j = 0; j < neighbors[i].length; j++) {
        int other = neighbors[i][j];
        weights[i][j] = (float) (rows[i].get(other) / Math.sqrt(degrees[i] * degrees[other]));
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static TreeMap<Integer, Float>[] newRows(int n) {
    TreeMap<Integer, Float>[] rows = new TreeMap[n];
    Arrays.setAll(rows, i -> new TreeMap<>());
    return rows;
  }

  /**
   * Embeds the vectors of a graph.
   *
   * @param graph of n vectors. Not modified.
   * @param dimensions K, at most n
   * @param seed of the iteration's start
   * @return [n][K], rows of unit length
   */
  public static float[][] of(NeighborGraph graph, int dimensions, long seed) {
    return new SpectralEmbedding(graph).embed(dimensions, seed);
  }

  private float[][] embed(int dimensions, long seed) {
    int n = neighbors.length;
    int columns = Math.min(n, dimensions + SPARE);
    SplittableRandom random = new SplittableRandom(seed);
    float[][] v = new float[n][columns];
    for (float[] row : v) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    orthonormalize(v);
    float[][] product = new float[n][columns];
    for (int i = 1; i <= PRODUCTS; i++) {
      multiply(v, 0.5f, product);
      float[][] swap = v;
      v = product;
      product = swap;
      if (i % PRODUCTS_PER_ORTHONORMALIZATION == 0) {
        orthonormalize(v);
      }
    }
    return unitRows(leading(v, product, dimensions));
  }

  /** to ← (1 − share)·v + share·N·v. */
  private void multiply(float[][] v, float share, float[][] to) {
    ComputePool.forEach(
        v.length,
        i -> {
          float[] sum = to[i];
          for (int j = 0; j < sum.length; j++) {
            sum[j] = (1 - share) * v[i][j];
          }
          for (int e = 0; e < neighbors[i].length; e++) {
            float weight = share * weights[i][e];
            float[] other = v[neighbors[i][e]];
            for (int j = 0; j < sum.length; j++) {
              sum[j] += weight * other[j];
            }
          }
        });
  }

  /** The eigenvectors of N within the span of v's columns: v·U with vᵀ·N·v = U·Λ·Uᵀ. */
  private float[][] leading(float[][] v, float[][] product, int dimensions) {
    multiply(v, 1, product);
    int columns = v[0].length;
    DMatrixRMaj projected = new DMatrixRMaj(columns, columns);
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < columns; k++) {
          projected.add(j, k, (v[i][j] * (double) product[i][k] + v[i][k] * product[i][j]) / 2);
        }
      }
    }
    List<DMatrixRMaj> u = eigenvectors(projected);
    float[][] leading = new float[v.length][dimensions];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < Math.min(columns, dimensions); j++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += v[i][k] * u.get(j).get(k);
        }
        leading[i][j] = (float) sum;
      }
    }
    return leading;
  }

  /** Of a symmetric matrix, that of the largest eigenvalue first. */
  private static List<DMatrixRMaj> eigenvectors(DMatrixRMaj symmetric) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(symmetric.getNumRows(), true, true);
    if (!eigen.decompose(symmetric)) {
      throw new ArithmeticException(
          "spectral embedding: expected eigenvalues of a graph, found no convergence");
    }
    return IntStream.range(0, eigen.getNumberOfEigenvalues())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -eigen.getEigenvalue(i).getReal()))
        .map(eigen::getEigenVector)
        .toList();
  }

  private static float[][] unitRows(float[][] rows) {
    for (float[] row : rows) {
      float scale = (float) (1 / Math.max(1e-12, NeighborGraph.norm(row)));
      for (int j = 0; j < row.length; j++) {
        row[j] *= scale;
      }
    }
    return rows;
  }

  /** Gram-Schmidt on the columns, each twice, since one round leaves rounding errors. */
  private static void orthonormalize(float[][] v) {
    for (int j = 0; j < v[0].length; j++) {
      removeEarlier(v, j);
      removeEarlier(v, j);
      double squares = 0;
      for (float[] row : v) {
        squares += row[j] * (double) row[j];
      }
      float scale = (float) (1 / Math.sqrt(Math.max(1e-30, squares)));
      for (float[] row : v) {
        row[j] *= scale;
      }
    }
  }

  private static void removeEarlier(float[][] v, int column) {
    double[] products = new double[column];
    for (float[] row : v) {
      for (int k = 0; k < column; k++) {
        products[k] += row[column] * (double) row[k];
      }
    }
    for (float[] row : v) {
      double sum = 0;
      for (int k = 0; k < column; k++) {
        sum += products[k] * row[k];
      }
      row[column] -= (float) sum;
    }
  }
}
