package org.infogan.graph;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.infogan.backend.ComputePool;

/**
 * k-means with clusters of equal sizes, as soft assignments Q that minimise
 *
 * <pre>Σ Qᵢₖ·‖xᵢ − cₖ‖² + ε·Σ Qᵢₖ·ln Qᵢₖ</pre>
 *
 * <p>with rows of Q that sum to 1 and columns that sum to n/K ({@link SinkhornScaling} of exp(−‖xᵢ
 * − cₖ‖²/ε)), and centres cₖ that are the means of their clusters. InfoGAN's prior of a categorical
 * code is uniform, so that equal sizes assume nothing new; without them a few small tight groups
 * take a cluster each, and large ones are merged.
 */
public final class BalancedKMeans {

  private static final double EPSILON = 0.05;
  private static final int RESTARTS = 8;
  private static final int ITERATIONS = 50;
  private static final int SCALINGS = 30;
  private static final double STILL = 1e-3;

  private final float[][] points;
  private final int clusters;

  private BalancedKMeans(float[][] points, int clusters) {
    this.points = points;
    this.clusters = clusters;
  }

  /** Soft assignments and Σ Qᵢₖ·‖xᵢ − cₖ‖². */
  @SuppressWarnings("ArrayRecordComponent") // a result to read, never compared or used as a key
  private record Solution(double[][] assignments, double cost) {}

  /**
   * Divides points into clusters; of {@value #RESTARTS} runs from different centres the one of the
   * least cost counts.
   *
   * @param points [n][d], of about unit length. Not modified.
   * @param clusters K, at most n
   * @param seed of the first centres
   * @return Q, [n][K]: each row a distribution, columns of nearly equal sums
   */
  public static double[][] cluster(float[][] points, int clusters, long seed) {
    BalancedKMeans means = new BalancedKMeans(points, clusters);
    SplittableRandom random = new SplittableRandom(seed);
    Solution best = means.descend(means.spreadCenters(random));
    for (int run = 1; run < RESTARTS; run++) {
      Solution solution = means.descend(means.spreadCenters(random));
      best = solution.cost < best.cost ? solution : best;
    }
    return best.assignments;
  }

  /** k-means++: each next centre is a point, drawn with its squared distance from the others. */
  private float[][] spreadCenters(SplittableRandom random) {
    int n = points.length;
    float[][] centers = new float[clusters][];
    centers[0] = points[random.nextInt(n)].clone();
    double[] nearest = new double[n];
    Arrays.fill(nearest, Double.MAX_VALUE);
    for (int k = 1; k < clusters; k++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        nearest[i] = Math.min(nearest[i], squaredDistance(points[i], centers[k - 1]));
        sum += nearest[i];
      }
      double place = random.nextDouble() * sum;
      int chosen = 0;
      while (chosen < n - 1 && place > nearest[chosen]) {
        place -= nearest[chosen++];
      }
      centers[k] = points[chosen].clone();
    }
    return centers;
  }

  private Solution descend(float[][] centers) {
    SinkhornScaling scaling = SinkhornScaling.toEqualShares(clusters);
    double[][] assignments = new double[points.length][clusters];
    double cost = 0;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      ComputePool.forEach(points.length, i -> affinities(points[i], centers, assignments[i]));
      scaling.apply(assignments, SCALINGS);
      cost = cost(assignments, centers);
      if (moveCenters(assignments, centers) < STILL) {
        break;
      }
    }
    return new Solution(assignments, cost);
  }

  /** exp(−D/ε), times a factor that a row's scaling undoes. */
  private static void affinities(float[] point, float[][] centers, double[] row) {
    double least = Double.MAX_VALUE;
    for (int k = 0; k < row.length; k++) {
      row[k] = squaredDistance(point, centers[k]);
      least = Math.min(least, row[k]);
    }
    for (int k = 0; k < row.length; k++) {
      row[k] = Math.exp((least - row[k]) / EPSILON);
    }
  }

  private double cost(double[][] assignments, float[][] centers) {
    double cost = 0;
    for (int i = 0; i < points.length; i++) {
      for (int k = 0; k < clusters; k++) {
        cost += assignments[i][k] * squaredDistance(points[i], centers[k]);
      }
    }
    return cost;
  }

  /** Moves each centre to the mean of its cluster; returns the largest change of a coordinate. */
  private double moveCenters(double[][] assignments, float[][] centers) {
    int d = points[0].length;
    double[][] sums = new double[clusters][d];
    double[] sizes = new double[clusters];
    for (int i = 0; i < points.length; i++) {
      for (int k = 0; k < clusters; k++) {
        double weight = assignments[i][k];
        sizes[k] += weight;
        for (int j = 0; j < d; j++) {
          sums[k][j] += weight * points[i][j];
        }
      }
    }
    double most = 0;
    for (int k = 0; k < clusters; k++) {
      for (int j = 0; j < d; j++) {
        float mean = (float) (sums[k][j] / sizes[k]);
        most = Math.max(most, Math.abs(mean - centers[k][j]));
        centers[k][j] = mean;
      }
    }
    return most;
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
