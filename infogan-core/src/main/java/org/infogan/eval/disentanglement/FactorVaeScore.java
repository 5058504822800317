package org.infogan.eval.disentanglement;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The FactorVAE score: how well the code that varies least identifies the factor that is held
 * fixed.
 *
 * <p>With v[d] the variance of code d over many images, and codes of too small a standard deviation
 * left out, one vote holds a randomly chosen factor f at one value while the others vary over L
 * images, and goes to the code of the smallest relative variance:
 *
 * <pre>
 * d* = argmin_d s²[d]/v[d],   s²[d] over the L images
 * majority: factor(d) = argmax_f votes[d][f]
 * score = share of votes with factor(d*) = f
 * </pre>
 *
 * <p>1 where each code follows one factor, 1/F by chance. All variances are unbiased (divisor N −
 * 1); that of a category is the share of pairs of images that differ, whatever its numbering.
 *
 * <p>The numbers of images and votes differ between publications: see {@link Protocol}.
 *
 * @param score the share of votes that the majorities identify, from 0 to 1; 0 where no code votes
 * @param fitted the same share of the votes that the majorities were taken from
 * @param votingCodes the number of codes that vary enough to vote
 * @see <a href="https://arxiv.org/abs/1802.05983">H. Kim and A. Mnih, Disentangling by factorising,
 *     2018, section 4</a>
 * @see <a href="https://github.com/google-research/disentanglement_lib">F. Locatello et al.,
 *     disentanglement_lib</a>
 */
public record FactorVaeScore(double score, double fitted, int votingCodes) {

  /**
   * How much is sampled, and which votes are scored. Scores under different protocols do not
   * compare.
   *
   * @param imagesForVariance the number of images that v is taken over, at least 2
   * @param votesToFit the number of votes that the majorities are taken from, at least 1
   * @param votesToScore the number of further votes that are scored; 0 to score the same votes
   * @param imagesPerVote L, at least 2
   * @param leastDeviation the smallest standard deviation of a code that votes, 0 or above; a code
   *     that does not vary at all never votes
   */
  public record Protocol(
      int imagesForVariance,
      int votesToFit,
      int votesToScore,
      int imagesPerVote,
      double leastDeviation) {

    /**
     * That of google-research/disentanglement_lib: v from 10 000 images, groups of 64, 10 000 votes
     * to fit and 5 000 others to score, codes with a deviation below 0.05 left out. Takes 970 000
     * images through the representation.
     */
    public static final Protocol DISENTANGLEMENT_LIB =
        new Protocol(10_000, 10_000, 5_000, 64, 0.05);

    /**
     * That of fjxmlzn/InfoGAN-CR: v from 73 728 images (a tenth of dSprites), groups of 100, 500
     * votes that are fitted and scored, no code left out. Takes 123 728 images.
     */
    public static final Protocol INFOGAN_CR = new Protocol(73_728, 500, 0, 100, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public Protocol {
      require(imagesForVariance >= 2, "at least 2 images for the variance", imagesForVariance);
      require(votesToFit >= 1, "at least 1 vote to fit", votesToFit);
      require(votesToScore >= 0, "0 or more votes to score", votesToScore);
      require(imagesPerVote >= 2, "at least 2 images per vote", imagesPerVote);
      require(
          leastDeviation >= 0 && Double.isFinite(leastDeviation),
          "a finite least deviation of 0 or above",
          leastDeviation);
    }

    private static void require(boolean holds, String expected, Object found) {
      if (!holds) {
        throw new IllegalArgumentException(
            "FactorVAE score: expected " + expected + ", found " + found);
      }
    }

    boolean votes(double variance) {
      return variance > 0 && Math.sqrt(variance) >= leastDeviation;
    }
  }

  /**
   * Measures the score under {@link Protocol#DISENTANGLEMENT_LIB}.
   *
   * @param data the images with known factors
   * @param representation the codes that are measured
   * @param seed the seed of the combinations of factors
   * @return the score
   * @throws IllegalArgumentException if a factor has fewer than 2 values, or the representation
   *     does not give the same number of finite codes for each image
   */
  public static FactorVaeScore estimate(FactorData data, Representation representation, long seed) {
    return estimate(data, representation, seed, Protocol.DISENTANGLEMENT_LIB);
  }

  /**
   * Measures the score.
   *
   * @param data the images with known factors
   * @param representation the codes that are measured
   * @param seed the seed of the combinations of factors
   * @param protocol the numbers of images and votes
   * @return the score
   * @throws IllegalArgumentException if a factor has fewer than 2 values, or the representation
   *     does not give the same number of finite codes for each image
   */
  public static FactorVaeScore estimate(
      FactorData data, Representation representation, long seed, Protocol protocol) {
    FactorSampling sampling = new FactorSampling(data, representation, seed);
    double[][] codes = sampling.encode(sampling.factors(protocol.imagesForVariance));
    double[] variances = CodeVariation.variances(codes, representation::isCategorical);
    int voting = (int) DoubleStream.of(variances).filter(protocol::votes).count();
    if (voting == 0) {
      return new FactorVaeScore(0, 0, 0);
    }
    FactorVaeVotes votes = new FactorVaeVotes(sampling, representation, protocol, variances);
    int[][] toFit = votes.take(protocol.votesToFit);
    int[] factorOf = majorities(toFit);
    double fitted = share(factorOf, toFit);
    double score =
        protocol.votesToScore == 0 ? fitted : share(factorOf, votes.take(protocol.votesToScore));
    return new FactorVaeScore(score, fitted, voting);
  }

  /**
   * The factor that most of each code's votes come from, the first of equals.
   *
   * @param votes [D][F]. Not modified.
   */
  static int[] majorities(int[][] votes) {
    int[] factorOf = new int[votes.length];
    for (int d = 0; d < votes.length; d++) {
      for (int f = 1; f < votes[d].length; f++) {
        if (votes[d][f] > votes[d][factorOf[d]]) {
          factorOf[d] = f;
        }
      }
    }
    return factorOf;
  }

  /** The share of votes that came from the factor that their code's majority comes from. */
  static double share(int[] factorOf, int[][] votes) {
    long right = 0;
    long all = 0;
    for (int d = 0; d < votes.length; d++) {
      right += votes[d][factorOf[d]];
      all += IntStream.of(votes[d]).sum();
    }
    return (double) right / all;
  }
}
