package org.infogan.eval.clustering;

import java.util.Arrays;
import org.infogan.graph.HungarianAlgorithm;

/**
 * Which class each category of a trained code stands for, learnt from labelled images and then
 * scored on others.
 *
 * <p>With n[k][c] images of class c in cluster k:
 *
 * <ul>
 *   <li>many-to-one: each cluster stands for argmax_c n[k][c], the smallest such c; several may
 *       stand for one class. This is the classification that the InfoGAN paper reports (section
 *       7.2: 5 % error on MNIST).
 *   <li>one-to-one: the assignment of different classes to the clusters that makes the sum of
 *       n[k][class(k)] largest, found by the Hungarian algorithm. This is the "clustering accuracy"
 *       of other papers, never above the former on the images that were fitted. With more clusters
 *       than classes, those left over count as wrong.
 * </ul>
 *
 * <p>A cluster that no fitted image fell into stands, many-to-one, for the most common class.
 *
 * @see <a href="https://arxiv.org/abs/1606.03657">InfoGAN: Interpretable Representation Learning by
 *     Information Maximizing Generative Adversarial Nets</a>
 * @see <a href="https://doi.org/10.1002/nav.3800020109">H. W. Kuhn, The Hungarian method for the
 *     assignment problem, Naval Research Logistics Quarterly 2, 1955</a>
 */
public final class CategoryMatching {

  /** What a cluster stands for if it has no class. */
  public static final int NO_CLASS = -1;

  private final int classCount;
  private final int[] manyToOne;
  private final int[] oneToOne;

  private CategoryMatching(int classCount, int[] manyToOne, int[] oneToOne) {
    this.classCount = classCount;
    this.manyToOne = manyToOne;
    this.oneToOne = oneToOne;
  }

  /**
   * Learns both matchings.
   *
   * @param clusters [N], the cluster of each image, from 0 to clusterCount − 1. Not modified.
   * @param classes [N], the class of each image, from 0 to classCount − 1. Not modified.
   * @param clusterCount the number of clusters, at least 1
   * @param classCount the number of classes, at least 1
   * @return the matchings
   * @throws IllegalArgumentException if the lengths differ, N is 0 or an index is out of its range
   */
  public static CategoryMatching fit(
      int[] clusters, int[] classes, int clusterCount, int classCount) {
    ContingencyTable table = ContingencyTable.of(clusters, classes, clusterCount, classCount);
    return new CategoryMatching(classCount, majority(table), assignment(table));
  }

  private static int[] majority(ContingencyTable table) {
    int mostCommon = argmax(table.classSizes());
    int[] majority = new int[table.clusterCount()];
    for (int cluster = 0; cluster < majority.length; cluster++) {
      long[] row = new long[table.classCount()];
      for (int c = 0; c < row.length; c++) {
        row[c] = table.count(cluster, c);
      }
      int best = argmax(row);
      majority[cluster] = row[best] == 0 ? mostCommon : best;
    }
    return majority;
  }

  private static int[] assignment(ContingencyTable table) {
    int clusterCount = table.clusterCount();
    int classCount = table.classCount();
    // The algorithm gives every row a column: added columns take the clusters left over.
    double[][] cost = new double[clusterCount][Math.max(clusterCount, classCount)];
    for (int cluster = 0; cluster < clusterCount; cluster++) {
      for (int c = 0; c < classCount; c++) {
        cost[cluster][c] = -table.count(cluster, c);
      }
    }
    int[] assignment = HungarianAlgorithm.leastCost(cost);
    for (int cluster = 0; cluster < clusterCount; cluster++) {
      if (assignment[cluster] >= classCount) {
        assignment[cluster] = NO_CLASS;
      }
    }
    return assignment;
  }

  /**
   * The class that each cluster stands for, several clusters for one class being allowed.
   *
   * @return [clusterCount], a new array
   */
  public int[] manyToOne() {
    return manyToOne.clone();
  }

  /**
   * The class that each cluster stands for, all different.
   *
   * @return [clusterCount], {@link #NO_CLASS} for clusters left over, a new array
   */
  public int[] oneToOne() {
    return oneToOne.clone();
  }

  /**
   * The share of images whose cluster stands for their class, clusters many to one class.
   *
   * @param clusters [N], the cluster of each image, from 0 to clusterCount − 1. Not modified.
   * @param classes [N], the class of each image, from 0 to classCount − 1. Not modified.
   * @return from 0 to 1
   * @throws IllegalArgumentException if the lengths differ, N is 0 or an index is out of its range
   */
  public double accuracyManyToOne(int[] clusters, int[] classes) {
    return accuracy(manyToOne, clusters, classes);
  }

  /**
   * The share of images whose cluster stands for their class, one cluster to one class.
   *
   * @param clusters [N], the cluster of each image, from 0 to clusterCount − 1. Not modified.
   * @param classes [N], the class of each image, from 0 to classCount − 1. Not modified.
   * @return from 0 to 1
   * @throws IllegalArgumentException if the lengths differ, N is 0 or an index is out of its range
   */
  public double accuracyOneToOne(int[] clusters, int[] classes) {
    return accuracy(oneToOne, clusters, classes);
  }

  private double accuracy(int[] classOf, int[] clusters, int[] classes) {
    ContingencyTable table = ContingencyTable.of(clusters, classes, classOf.length, classCount);
    long right = 0;
    for (int cluster = 0; cluster < classOf.length; cluster++) {
      right += classOf[cluster] == NO_CLASS ? 0 : table.count(cluster, classOf[cluster]);
    }
    return (double) right / table.images();
  }

  private static int argmax(long[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public String toString() {
    return "CategoryMatching[manyToOne="
        + Arrays.toString(manyToOne)
        + ", oneToOne="
        + Arrays.toString(oneToOne)
        + "]";
  }
}
