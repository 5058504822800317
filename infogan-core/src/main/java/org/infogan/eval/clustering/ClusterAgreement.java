package org.infogan.eval.clustering;

import java.util.stream.LongStream;

/**
 * How far clusters and classes divide the images alike, whatever the clusters are called.
 *
 * <p>With n[k][c] images of class c in cluster k, a[k] and b[c] the sums over classes and over
 * clusters, and N images:
 *
 * <ul>
 *   <li>normalised mutual information NMI = 2·I / (H(a) + H(b)), with I = Σ n[k][c]/N ·
 *       ln(N·n[k][c] / (a[k]·b[c])) and H(a) = −Σ a[k]/N · ln(a[k]/N), from 0 to 1; 1 if both are
 *       one group
 *   <li>adjusted Rand index ARI = (S − E) / (M − E), with S = Σ C(n[k][c], 2), E = A·B / C(N, 2), M
 *       = (A + B)/2, A = Σ C(a[k], 2), B = Σ C(b[c], 2); 1 for equal divisions, 0 on average for
 *       random ones, and below 0 for worse; 1 where both are one group or both are single images
 * </ul>
 *
 * @see <a href="https://jmlr.org/papers/v11/vinh10a.html">N. X. Vinh, J. Epps and J. Bailey,
 *     Information theoretic measures for clusterings comparison, JMLR 11, 2010</a>
 * @see <a href="https://doi.org/10.1007/BF01908075">L. Hubert and P. Arabie, Comparing partitions,
 *     Journal of Classification 2, 1985</a>
 */
public final class ClusterAgreement {

  private final double normalizedMutualInformation;
  private final double adjustedRandIndex;

  private ClusterAgreement(double normalizedMutualInformation, double adjustedRandIndex) {
    this.normalizedMutualInformation = normalizedMutualInformation;
    this.adjustedRandIndex = adjustedRandIndex;
  }

  /**
   * Compares two divisions of the same images.
   *
   * @param clusters [N], the cluster of each image, from 0 to clusterCount − 1. Not modified.
   * @param classes [N], the class of each image, from 0 to classCount − 1. Not modified.
   * @param clusterCount the number of clusters, at least 1
   * @param classCount the number of classes, at least 1
   * @return both measures
   * @throws IllegalArgumentException if the lengths differ, N is 0 or an index is out of its range
   */
  public static ClusterAgreement of(
      int[] clusters, int[] classes, int clusterCount, int classCount) {
    ContingencyTable table = ContingencyTable.of(clusters, classes, clusterCount, classCount);
    return new ClusterAgreement(normalizedMutualInformation(table), adjustedRandIndex(table));
  }

  /**
   * The mutual information over the arithmetic mean of the two entropies.
   *
   * @return NMI, from 0 to 1
   */
  public double normalizedMutualInformation() {
    return normalizedMutualInformation;
  }

  /**
   * The Rand index corrected for chance.
   *
   * @return ARI, at most 1
   */
  public double adjustedRandIndex() {
    return adjustedRandIndex;
  }

  private static double normalizedMutualInformation(ContingencyTable table) {
    double images = table.images();
    double entropies = entropy(table.clusterSizes(), images) + entropy(table.classSizes(), images);
    // Rounding may leave a little less than nothing of two divisions that share nothing.
    return entropies == 0 ? 1 : Math.min(1, Math.max(0, 2 * table.mutualInformation() / entropies));
  }

  private static double entropy(long[] sizes, double images) {
    double entropy = 0;
    for (long size : sizes) {
      entropy -= size == 0 ? 0 : size / images * Math.log(size / images);
    }
    return entropy;
  }

  private static double adjustedRandIndex(ContingencyTable table) {
    long together = 0;
    for (int k = 0; k < table.clusterCount(); k++) {
      for (int c = 0; c < table.classCount(); c++) {
        together += pairs(table.count(k, c));
      }
    }
    long inClusters = LongStream.of(table.clusterSizes()).map(ClusterAgreement::pairs).sum();
    long inClasses = LongStream.of(table.classSizes()).map(ClusterAgreement::pairs).sum();
    long all = pairs(table.images());
    if (inClusters == inClasses && (inClusters == 0 || inClusters == all)) {
      return 1;
    }
    double expected = (double) inClusters * inClasses / all;
    double most = (inClusters + inClasses) / 2.0;
    return (together - expected) / (most - expected);
  }

  private static long pairs(long count) {
    return count * (count - 1) / 2;
  }

  @Override
  public String toString() {
    return "ClusterAgreement[NMI="
        + normalizedMutualInformation
        + ", ARI="
        + adjustedRandIndex
        + "]";
  }
}
