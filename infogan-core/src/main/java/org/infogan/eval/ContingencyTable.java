package org.infogan.eval;

/**
 * The numbers n[k][c] of images of class c in cluster k.
 *
 * <p>Immutable.
 */
public final class ContingencyTable {

  private final int[][] counts;
  private final int images;

  private ContingencyTable(int[][] counts, int images) {
    this.counts = counts;
    this.images = images;
  }

  /**
   * Counts the pairs.
   *
   * @param clusters [N], each from 0 to clusterCount − 1. Not modified.
   * @param classes [N], each from 0 to classCount − 1. Not modified.
   * @param clusterCount the number of clusters, at least 1
   * @param classCount the number of classes, at least 1
   * @return the table
   * @throws IllegalArgumentException if the lengths differ, N is 0 or an index is out of its range
   */
  public static ContingencyTable of(
      int[] clusters, int[] classes, int clusterCount, int classCount) {
    if (clusters.length != classes.length || clusters.length == 0) {
      throw new IllegalArgumentException(
          "matching: expected one cluster and one class for each of at least 1 image, found "
              + clusters.length
              + " clusters and "
              + classes.length
              + " classes");
    }
    if (clusterCount < 1 || classCount < 1) {
      throw new IllegalArgumentException(
          "matching: expected at least 1 cluster and 1 class, found "
              + clusterCount
              + " and "
              + classCount);
    }
    int[][] counts = new int[clusterCount][classCount];
    for (int i = 0; i < clusters.length; i++) {
      int cluster = requireIndex("cluster", i, clusters[i], clusterCount);
      counts[cluster][requireIndex("class", i, classes[i], classCount)]++;
    }
    return new ContingencyTable(counts, clusters.length);
  }

  private static int requireIndex(String what, int image, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "matching: image "
              + image
              + ": expected a "
              + what
              + " from 0 to "
              + (count - 1)
              + ", found "
              + index);
    }
    return index;
  }

  /**
   * The number of all images.
   *
   * @return N, at least 1
   */
  public int images() {
    return images;
  }

  /**
   * The number of clusters.
   *
   * @return at least 1
   */
  public int clusterCount() {
    return counts.length;
  }

  /**
   * The number of classes.
   *
   * @return at least 1
   */
  public int classCount() {
    return counts[0].length;
  }

  /**
   * The number of images of one class in one cluster.
   *
   * @param cluster the index of the cluster
   * @param clazz the index of the class
   * @return n[cluster][clazz]
   */
  public int count(int cluster, int clazz) {
    return counts[cluster][clazz];
  }

  /**
   * The number of images in each cluster, a[k].
   *
   * @return [clusterCount], a new array
   */
  public long[] clusterSizes() {
    long[] sizes = new long[clusterCount()];
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      for (int count : counts[cluster]) {
        sizes[cluster] += count;
      }
    }
    return sizes;
  }

  /**
   * The number of images of each class, b[c].
   *
   * @return [classCount], a new array
   */
  public long[] classSizes() {
    long[] sizes = new long[classCount()];
    for (int[] row : counts) {
      for (int clazz = 0; clazz < sizes.length; clazz++) {
        sizes[clazz] += row[clazz];
      }
    }
    return sizes;
  }

  /**
   * The mutual information of clusters and classes, I = Σ n[k][c]/N · ln(N·n[k][c] / (a[k]·b[c])).
   *
   * @return I in nats, 0 or above up to rounding
   */
  public double mutualInformation() {
    long[] clusterSizes = clusterSizes();
    long[] classSizes = classSizes();
    double information = 0;
    for (int k = 0; k < clusterSizes.length; k++) {
      for (int c = 0; c < classSizes.length; c++) {
        double count = counts[k][c];
        if (count > 0) {
          information +=
              count / images * Math.log(images * count / clusterSizes[k] / classSizes[c]);
        }
      }
    }
    return information;
  }
}
