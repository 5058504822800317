package org.infogan.eval.quality;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far the regions of feature space that real and generated images fill overlap. With real
 * features x [N, D], generated y [M, D], and r(a) the distance of an image to its 5th nearest
 * neighbour within its own set:
 *
 * <pre>
 * precision = 1/M · |{j : ‖xᵢ − yⱼ‖ &lt; r(xᵢ) for some i}|
 * recall    = 1/N · |{i : ‖xᵢ − yⱼ‖ &lt; r(yⱼ) for some j}|
 * density   = 1/(5·M) · |{(i, j) : ‖xᵢ − yⱼ‖ &lt; r(xᵢ)}|
 * coverage  = 1/N · |{i : ‖xᵢ − yⱼ‖ &lt; r(xᵢ) for some j}|
 * </pre>
 *
 * <p>Precision and density say how many generated images look like real ones, recall and coverage
 * how much of the variety of real images is generated. Precision and recall are misled by single
 * outliers, whose balls are large; density and coverage count against balls of real images only.
 * Two samples of one distribution do not score 1 each: of two normal samples in 1000 dimensions,
 * precision and recall are about .48, density 1.06, coverage .97. So compare with the scores of
 * real images against other real ones, and use equal numbers of images. O((N + M)²·D).
 *
 * @param precision from 0 to 1
 * @param recall from 0 to 1
 * @param density 0 or above, about 1 for samples of one distribution
 * @param coverage from 0 to 1
 * @see <a href="https://arxiv.org/abs/1904.06991">T. Kynkäänniemi et al., Improved precision and
 *     recall metric for assessing generative models, 2019</a>
 * @see <a href="https://arxiv.org/abs/2002.09797">M. F. Naeem et al., Reliable fidelity and
 *     diversity metrics for generative models, 2020, with k = 5</a>
 */
public record ManifoldOverlap(double precision, double recall, double density, double coverage) {

  private static final int NEIGHBOURS = 5;

  /**
   * Measures the overlap.
   *
   * @param real features [N, D], N at least 6. Not modified.
   * @param generated features [M, D], M at least 6. Not modified.
   * @return the four scores
   * @throws IllegalArgumentException if there are fewer than 6 images in a set, rows differ in
   *     length, or a value is not finite
   */
  public static ManifoldOverlap between(float[][] real, float[][] generated) {
    FeatureChecks.requirePair(real, generated, NEIGHBOURS + 1);
    FeatureColumns realColumns = new FeatureColumns(real);
    FeatureColumns generatedColumns = new FeatureColumns(generated);
    double[] realRadii = squaredRadii(real, realColumns);
    double[] generatedRadii = squaredRadii(generated, generatedColumns);
    int[] ballsOfReal = containingBalls(generated, realColumns, realRadii);
    int[] ballsOfGenerated = containingBalls(real, generatedColumns, generatedRadii);
    long covered =
        IntStream.range(0, real.length)
            .parallel()
            .filter(i -> smallest(generatedColumns.squaredDistances(real[i]), 1) < realRadii[i])
            .count();
    return new ManifoldOverlap(
        shareAboveZero(ballsOfReal),
        shareAboveZero(ballsOfGenerated),
        IntStream.of(ballsOfReal).average().orElseThrow() / NEIGHBOURS,
        (double) covered / real.length);
  }

  /** For each image the squared distance to its 5th neighbour, itself not counted. */
  private static double[] squaredRadii(float[][] features, FeatureColumns columns) {
    return IntStream.range(0, features.length)
        .parallel()
        .mapToDouble(i -> smallest(columns.squaredDistances(features[i]), NEIGHBOURS + 1))
        .toArray();
  }

  /** The rank-th smallest value; the smallest is the image itself, at distance 0. */
  private static double smallest(double[] values, int rank) {
    double[] least = new double[rank];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (double value : values) {
      int place = rank - 1;
      if (value >= least[place]) {
        continue;
      }
      for (; place > 0 && least[place - 1] > value; place--) {
        least[place] = least[place - 1];
      }
      least[place] = value;
    }
    return least[rank - 1];
  }

  /** For each row the number of images of the other set in whose ball it lies. */
  private static int[] containingBalls(
      float[][] rows, FeatureColumns others, double[] squaredRadii) {
    return IntStream.range(0, rows.length)
        .parallel()
        .map(
            i -> {
              double[] distances = others.squaredDistances(rows[i]);
              int balls = 0;
              for (int j = 0; j < distances.length; j++) {
                balls += distances[j] < squaredRadii[j] ? 1 : 0;
              }
              return balls;
            })
        .toArray();
  }

  private static double shareAboveZero(int[] counts) {
    return (double) IntStream.of(counts).filter(count -> count > 0).count() / counts.length;
  }
}
