package org.infogan.eval.disentanglement;

import java.util.Arrays;

/**
 * A regression tree of depth 3. Each node is split by the feature and threshold that decrease the
 * squared error of the target most, by n_l·n_r/n·(mean_l − mean_r)²; examples with x ≤ threshold go
 * left. Of equal splits the first is taken, by feature and then by threshold, which lies midway
 * between two neighbouring values.
 *
 * <p>Nodes are numbered from the root, 0, with 2·i + 1 and 2·i + 2 below node i.
 */
public final class RegressionTree {

  private static final int DEPTH = 3;
  private static final int NODES = (1 << (DEPTH + 1)) - 1;
  private static final int LEAF = -1;

  /** A smaller decrease of the squared error is rounding. */
  private static final double LEAST_DECREASE = 1e-12;

  /** Decreases that differ by less than this share are equal: few examples split alike often. */
  private static final double TIE = 1e-9;

  private final int[] feature = new int[NODES];
  private final double[] threshold = new double[NODES];
  private final double[] decrease;

  /** The leaf of each example that was fitted. */
  private final int[] leaf;

  private RegressionTree(int features, int examples) {
    Arrays.fill(feature, LEAF);
    decrease = new double[features];
    leaf = new int[examples];
  }

  /**
   * Grows a tree.
   *
   * @param features the examples' features. Not modified.
   * @param target [N]. Not modified.
   * @return the tree
   */
  public static RegressionTree fit(SortedColumns features, double[] target) {
    RegressionTree tree = new RegressionTree(features.count(), target.length);
    for (int level = 0; level < DEPTH; level++) {
      Level nodes = new Level((1 << level) - 1, tree.leaf, target);
      for (int d = 0; d < features.count(); d++) {
        nodes.findSplits(d, features);
      }
      tree.split(nodes, features);
    }
    return tree;
  }

  private void split(Level nodes, SortedColumns features) {
    for (int j = 0; j < nodes.count; j++) {
      if (nodes.bestDecrease[j] > LEAST_DECREASE) {
        feature[nodes.first + j] = nodes.bestFeature[j];
        threshold[nodes.first + j] = nodes.bestThreshold[j];
        decrease[nodes.bestFeature[j]] += nodes.bestDecrease[j];
      }
    }
    for (int n = 0; n < leaf.length; n++) {
      int node = leaf[n];
      if (node >= nodes.first && feature[node] != LEAF) {
        leaf[n] = below(node, features.column(feature[node])[n]);
      }
    }
  }

  private int below(int node, double x) {
    return 2 * node + (x <= threshold[node] ? 1 : 2);
  }

  /** The leaf of each example that was fitted, [N]. */
  public int[] leaves() {
    return leaf;
  }

  /** By how much splits on each feature decreased the squared error, [D]. */
  public double[] decreases() {
    return decrease;
  }

  /** The number of all nodes that there may be. */
  static int nodes() {
    return NODES;
  }

  /**
   * The leaf of another example.
   *
   * @param columns [D][M]. Not modified.
   * @param n the index of the example
   */
  public int leaf(double[][] columns, int n) {
    int node = 0;
    while (feature[node] != LEAF) {
      node = below(node, columns[feature[node]][n]);
    }
    return node;
  }

  /** The nodes of one depth, and their best splits so far. */
  private static final class Level {
    private final int first;
    private final int count;
    private final int[] node;
    private final double[] target;
    private final int[] size;
    private final double[] sum;
    private final int[] bestFeature;
    private final double[] bestThreshold;
    private final double[] bestDecrease;

    Level(int first, int[] node, double[] target) {
      this.first = first;
      this.node = node;
      this.target = target;
      count = first + 1;
      size = new int[count];
      sum = new double[count];
      bestFeature = new int[count];
      bestThreshold = new double[count];
      bestDecrease = new double[count];
      for (int n = 0; n < node.length; n++) {
        if (node[n] >= first) {
          size[node[n] - first]++;
          sum[node[n] - first] += target[n];
        }
      }
    }

    /** Moves the examples to the left child one by one in ascending order of a feature. */
    void findSplits(int d, SortedColumns features) {
      double[] x = features.column(d);
      int[] left = new int[count];
      double[] leftSum = new double[count];
      double[] last = new double[count];
      for (int n : features.order(d)) {
        int j = node[n] - first;
        if (j < 0) {
          continue;
        }
        if (left[j] > 0 && x[n] > last[j]) {
          propose(j, d, left[j], leftSum[j], last[j], x[n]);
        }
        left[j]++;
        leftSum[j] += target[n];
        last[j] = x[n];
      }
    }

    private void propose(int j, int d, int left, double leftSum, double low, double high) {
      int right = size[j] - left;
      double gap = leftSum / left - (sum[j] - leftSum) / right;
      double value = (double) left * right / size[j] * gap * gap;
      if (value > bestDecrease[j] * (1 + TIE)) {
        bestDecrease[j] = value;
        bestFeature[j] = d;
        double middle = low / 2 + high / 2;
        // Of two neighbouring doubles the middle may round to the higher.
        bestThreshold[j] = middle < high ? middle : low;
      }
    }
  }
}
