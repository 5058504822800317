package org.infogan.eval.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How many images of each class fell into each cluster: the confusion table of a clustering.
 *
 * <p>With n[k][c] images of class c in cluster k and N images in all, the purity is 1/N · Σₖ max_c
 * n[k][c], the fraction of images that are of their cluster's most common class. It is at least the
 * fraction of the largest class, and grows with the number of clusters.
 *
 * @see <a href="https://nlp.stanford.edu/IR-book/html/htmledition/evaluation-of-clustering-1.html">
 *     C. D. Manning, P. Raghavan and H. Schütze, Introduction to Information Retrieval, 2008,
 *     section 16.3</a>
 */
public final class ContingencyTable {

  /** Classes that a cluster's line of the report names; the others are counted together. */
  private static final int NAMED_CLASSES = 5;

  private final int[][] counts;
  private final int images;

  private ContingencyTable(int[][] counts, int images) {
    this.counts = counts;
    this.images = images;
  }

  /**
   * Counts the pairs.
   *
   * @param clusters [N], the cluster of each image, from 0 to clusterCount − 1. Not modified.
   * @param classes [N], the class of each image, from 0 to classCount − 1. Not modified.
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
   * The number of images.
   *
   * @return N, at least 1
   */
  public int images() {
    return images;
  }

  /**
   * The number of clusters, empty ones included.
   *
   * @return at least 1
   */
  public int clusterCount() {
    return counts.length;
  }

  /**
   * The number of classes, absent ones included.
   *
   * @return at least 1
   */
  public int classCount() {
    return counts[0].length;
  }

  /**
   * The number of images of one class in one cluster.
   *
   * @param cluster the cluster, from 0 to {@link #clusterCount} − 1
   * @param clazz the class, from 0 to {@link #classCount} − 1
   * @return n[cluster][clazz]
   */
  public int count(int cluster, int clazz) {
    return counts[cluster][clazz];
  }

  /**
   * The number of images in each cluster.
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
   * The number of images of each class.
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

  /**
   * The fraction of images that are of their cluster's most common class.
   *
   * @return from 1/{@link #classCount} to 1
   */
  public double purity() {
    return (double) Arrays.stream(counts).mapToLong(row -> max(row)).sum() / images;
  }

  /**
   * The purity of one cluster: the fraction of its images that are of its most common class.
   *
   * @param cluster the cluster, from 0 to {@link #clusterCount} − 1
   * @return from 0 to 1; NaN for an empty cluster
   */
  public double purity(int cluster) {
    return (double) max(counts[cluster]) / IntStream.of(counts[cluster]).asLongStream().sum();
  }

  /**
   * The fraction of images that are of the largest class: the accuracy of calling every image by
   * that class, which any clustering should exceed.
   *
   * @return from 1/{@link #classCount} to 1
   */
  public double largestClassFraction() {
    return (double) LongStream.of(classSizes()).max().orElseThrow() / images;
  }

  private static int max(int[] row) {
    return IntStream.of(row).max().orElseThrow();
  }

  /**
   * The table for people: a line for each cluster with its size, its purity and its most common
   * classes.
   *
   * @param classNames what the classes are called; those beyond the list go by their numbers
   * @return a line of titles and {@link #clusterCount} others, each ended
   */
  public String report(List<String> classNames) {
    StringBuilder text = new StringBuilder("category  images   purity  classes");
    long[] sizes = clusterSizes();
    for (int k = 0; k < counts.length; k++) {
      text.append(System.lineSeparator())
          .append(String.format(Locale.ROOT, "%8d  %6d  ", k, sizes[k]))
          .append(
              sizes[k] == 0
                  ? "      -"
                  : String.format(Locale.ROOT, "%5.1f %%", 100 * purity(k))
                      + "  "
                      + row(k, classNames));
    }
    return text.append(System.lineSeparator()).toString();
  }

  /** One cluster's classes, the most common first: "7 (912), 9 (31), others (4)". */
  private String row(int cluster, List<String> classNames) {
    int[] row = counts[cluster];
    int[] order =
        IntStream.range(0, row.length)
            .filter(c -> row[c] > 0)
            .boxed()
            .sorted(Comparator.comparingInt(c -> -row[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    String named =
        IntStream.of(order)
            .limit(NAMED_CLASSES)
            .mapToObj(c -> (c < classNames.size() ? classNames.get(c) : c) + " (" + row[c] + ")")
            .collect(Collectors.joining(", "));
    int others = IntStream.of(order).skip(NAMED_CLASSES).map(c -> row[c]).sum();
    return others == 0 ? named : named + ", others (" + others + ")";
  }

  /** The {@link #report} with the classes by their numbers. */
  @Override
  public String toString() {
    return report(List.of());
  }
}
