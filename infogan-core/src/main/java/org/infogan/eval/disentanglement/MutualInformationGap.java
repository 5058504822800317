package org.infogan.eval.disentanglement;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The mutual information gap (MIG): by how much the code with the most information about a factor
 * exceeds the second, relative to the factor's entropy. For factor f with entropy H(f), and codes d
 * put into 20 equal bins from their smallest to their largest value,
 *
 * <pre>
 * gap(f) = ( I(d₁; f) − I(d₂; f) ) / H(f),   I(d₁; f) ≥ I(d₂; f) ≥ I(d; f) for all other d
 * MIG = mean of gap(f) over the factors
 * </pre>
 *
 * <p>1 where each factor is determined by one code alone, 0 where two codes carry the same
 * information about it or none does. I and H are those of the joint counts of the images. A
 * category has a bin for each of its values as long as there are at most 20.
 *
 * <p>Definition by Chen et al.; bins as in google-research/disentanglement_lib
 * (evaluation/metrics/mig.py and utils.py) and in fjxmlzn/InfoGAN-CR, which differ in the number of
 * images.
 *
 * @param score MIG, from 0 to 1
 * @param gaps the gap of each factor
 * @see <a href="https://arxiv.org/abs/1802.04942">R. T. Q. Chen et al., Isolating sources of
 *     disentanglement in variational autoencoders, 2018, section 4</a>
 * @see <a href="https://github.com/google-research/disentanglement_lib">F. Locatello et al.,
 *     disentanglement_lib</a>
 */
public record MutualInformationGap(double score, List<Double> gaps) {

  /** The number of images that google-research/disentanglement_lib takes. */
  public static final int IMAGES_OF_DISENTANGLEMENT_LIB = 10_000;

  /** The number of images that fjxmlzn/InfoGAN-CR takes, a tenth of dSprites. */
  public static final int IMAGES_OF_INFOGAN_CR = 73_728;

  /**
   * Copies the list.
   *
   * @param score MIG, from 0 to 1
   * @param gaps the gap of each factor
   */
  public MutualInformationGap {
    gaps = List.copyOf(gaps);
  }

  /**
   * Measures the gap on {@link #IMAGES_OF_DISENTANGLEMENT_LIB} images.
   *
   * @param data the images with known factors
   * @param representation the codes that are measured, at least 2
   * @param seed the seed of the combinations of factors
   * @return the gap
   * @throws IllegalArgumentException if a factor has fewer than 2 values, or the representation
   *     does not give the same number of finite codes, at least 2, for each image
   */
  public static MutualInformationGap estimate(
      FactorData data, Representation representation, long seed) {
    return estimate(data, representation, seed, IMAGES_OF_DISENTANGLEMENT_LIB);
  }

  /**
   * Measures the gap. By chance the information of few images is too large, by about (20 − 1)·(V −
   * 1)/(2·N) nats for a factor of V values, so that only gaps of equal N compare closely.
   *
   * @param data the images with known factors
   * @param representation the codes that are measured, at least 2
   * @param seed the seed of the combinations of factors
   * @param images N, the number of images, at least 1
   * @return the gap
   * @throws IllegalArgumentException if there is no image, a factor has fewer than 2 values, or the
   *     representation does not give the same number of finite codes, at least 2, for each image
   */
  public static MutualInformationGap estimate(
      FactorData data, Representation representation, long seed, int images) {
    if (images < 1) {
      throw new IllegalArgumentException(
          "mutual information gap: expected at least 1 image, found " + images);
    }
    FactorSampling sampling = new FactorSampling(data, representation, seed);
    int[][] factors = sampling.factors(images);
    return of(sampling.encode(factors), factors);
  }

  /**
   * Measures the gap on images that were encoded beforehand.
   *
   * @param codes [N][D], D at least 2. Not modified.
   * @param factors [N][F], each 0 or above, F at least 1. Not modified.
   * @return the gap
   * @throws IllegalArgumentException if N is 0, the shapes do not fit, a code is not finite, or a
   *     factor does not vary
   */
  public static MutualInformationGap of(double[][] codes, int[][] factors) {
    if (codes.length > 0) {
      RepresentationChecks.requireTwoCodes(codes[0].length, "to find a gap between");
    }
    CodeFactorTable table = CodeFactorTable.of(codes, factors);
    double[] gaps = new double[table.factors()];
    Arrays.setAll(gaps, f -> gap(table, f));
    return new MutualInformationGap(
        DoubleStream.of(gaps).average().orElseThrow(), DoubleStream.of(gaps).boxed().toList());
  }

  private static double gap(CodeFactorTable table, int factor) {
    double[] information = new double[table.codes()];
    Arrays.setAll(information, d -> table.information(d, factor));
    Arrays.sort(information);
    return information[information.length - 1] - information[information.length - 2];
  }
}
