package org.infogan.graph;

import org.infogan.backend.ComputePool;

/**
 * Spreads answers over a graph, so that each vector's comes from its surroundings as well (<a
 * href="https://proceedings.neurips.cc/paper/2003/hash/87682805257e619d49b8e0dfdc14affa-Abstract.html">Zhou
 * et al. 2003</a>):
 *
 * <pre>Y ← α·W·Y + (1 − α)·P,    from Y = P on</pre>
 *
 * <p>P are the vectors' own answers, and W has max(0, cosine)⁴ for the nearest neighbours, each row
 * scaled to a sum of 1. So every answer stays a distribution over the categories. Vectors whose
 * answer is known keep it, Y = P, and hand it on.
 */
public final class LabelSpreading {

  private static final double POWER = 4;
  private static final int ITERATIONS = 50;

  private LabelSpreading() {}

  /**
   * Spreads answers.
   *
   * @param graph of n vectors. Not modified.
   * @param answers P, [n][K], each row a distribution. Not modified.
   * @param share α, from 0, which changes nothing, to below 1
   * @param known how many answers are known, the last ones
   * @return Y after {@value #ITERATIONS} iterations, [n][K]
   */
  public static double[][] spread(
      NeighborGraph graph, double[][] answers, double share, int known) {
    int n = answers.length;
    int categories = answers[0].length;
    float[][] weights = graph.weights(POWER);
    double[][] now = answers;
    int unknown = n - known;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[][] before = now;
      double[][] next = new double[n][categories];
      for (int i = unknown; i < n; i++) {
        next[i] = answers[i].clone();
      }
      ComputePool.forEach(
          unknown, i -> mix(graph.neighbors()[i], weights[i], before, answers[i], share, next[i]));
      now = next;
    }
    return now;
  }

  private static void mix(
      int[] neighbors,
      float[] weights,
      double[][] before,
      double[] own,
      double share,
      double[] next) {
    double given = 0;
    for (int j = 0; j < neighbors.length; j++) {
      double weight = share * weights[j];
      double[] other = before[neighbors[j]];
      for (int k = 0; k < next.length; k++) {
        next[k] += weight * other[k];
      }
      given += weight;
    }
    for (int k = 0; k < next.length; k++) {
      // 1 − α, or 1 where there is no neighbour.
      next[k] += (1 - given) * own[k];
    }
  }
}
