package org.infogan.eval;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The FactorVAE score: how well the code that varies least tells which factor is held fixed.
 *
 * <p>Over 10 000 images the variance v[d] of each code is taken; codes with a standard deviation
 * below 0.05 do not vote. For one vote a factor is chosen and held at one value while the others
 * vary over 64 images; the vote goes from the factor to the code with the smallest variance
 * relative to v[d]. 10 000 votes say which factor each code stands for, by majority; the score is
 * the share of 5 000 further votes that this tells rightly. 1 where each code follows one factor,
 * 1/F by chance. All variances are unbiased (divisor N − 1).
 *
 * <p>Definition by Kim and Mnih; numbers as in google-research/disentanglement_lib
 * (evaluation/metrics/factor_vae.py, with a pruning threshold of 0.05). Takes 970 000 images
 * through the representation.
 *
 * @param score the share of the further votes, from 0 to 1; 0 where no code votes
 * @param fitted the same share of the votes that the majorities were taken from
 * @param votingCodes how many codes vary enough to vote
 * @see <a href="https://arxiv.org/abs/1802.05983">H. Kim and A. Mnih, Disentangling by factorising,
 *     2018, section 4</a>
 * @see <a href="https://github.com/google-research/disentanglement_lib">F. Locatello et al.,
 *     disentanglement_lib</a>
 */
public record FactorVaeScore(double score, double fitted, int votingCodes) {

  private static final int IMAGES_FOR_VARIANCE = 10_000;
  private static final int VOTES_TO_FIT = 10_000;
  private static final int VOTES_TO_SCORE = 5_000;
  private static final int IMAGES_PER_VOTE = 64;

  /** Q's networks work best on many images at once. */
  private static final int VOTES_AT_ONCE = 50;

  private static final double LEAST_DEVIATION = 0.05;

  /**
   * Measures the score.
   *
   * @param data images with known factors
   * @param representation what is measured
   * @param seed of the combinations of factors
   * @return the score
   * @throws IllegalArgumentException if a factor has fewer than 2 values, or the representation
   *     does not give the same number of finite codes for each image
   */
  public static FactorVaeScore estimate(FactorData data, Representation representation, long seed) {
    FactorSampling sampling = new FactorSampling(data, representation, seed);
    double[] variances = variances(sampling.encode(sampling.factors(IMAGES_FOR_VARIANCE)));
    int voting = 0;
    for (double variance : variances) {
      voting += varies(variance) ? 1 : 0;
    }
    if (voting == 0) {
      return new FactorVaeScore(0, 0, 0);
    }
    int[][] toFit = votes(sampling, variances, VOTES_TO_FIT);
    int[][] toScore = votes(sampling, variances, VOTES_TO_SCORE);
    int[] factorOf = majorities(toFit);
    return new FactorVaeScore(share(factorOf, toScore), share(factorOf, toFit), voting);
  }

  private static boolean varies(double variance) {
    return Math.sqrt(variance) >= LEAST_DEVIATION;
  }

  /** [D][F]: how many votes went from factor f to code d. */
  private static int[][] votes(FactorSampling sampling, double[] variances, int count) {
    int[][] votes = new int[variances.length][sampling.factorCount()];
    for (int done = 0; done < count; done += VOTES_AT_ONCE) {
      int[] fixed = new int[VOTES_AT_ONCE];
      int[][] factors = sampling.factors(VOTES_AT_ONCE * IMAGES_PER_VOTE);
      for (int v = 0; v < VOTES_AT_ONCE; v++) {
        fixed[v] = sampling.anyFactor();
        int first = v * IMAGES_PER_VOTE;
        for (int i = 1; i < IMAGES_PER_VOTE; i++) {
          factors[first + i][fixed[v]] = factors[first][fixed[v]];
        }
      }
      double[][] codes = sampling.encode(factors);
      for (int v = 0; v < VOTES_AT_ONCE; v++) {
        int first = v * IMAGES_PER_VOTE;
        double[][] own = Arrays.copyOfRange(codes, first, first + IMAGES_PER_VOTE);
        votes[leastVarying(own, variances)][fixed[v]]++;
      }
    }
    return votes;
  }

  /**
   * The voting code with the smallest relative variance, the first of equals.
   *
   * @param codes [L][D], of images with one factor fixed. Not modified.
   * @param variances v, [D]. Not modified.
   */
  static int leastVarying(double[][] codes, double[] variances) {
    double[] own = variances(codes);
    int least = -1;
    for (int d = 0; d < own.length; d++) {
      if (varies(variances[d])
          && (least < 0 || own[d] / variances[d] < own[least] / variances[least])) {
        least = d;
      }
    }
    return least;
  }

  /**
   * The unbiased variance of each code.
   *
   * @param codes [N][D], N at least 2. Not modified.
   */
  static double[] variances(double[][] codes) {
    double[] variances = new double[codes[0].length];
    for (int d = 0; d < variances.length; d++) {
      double mean = 0;
      for (double[] row : codes) {
        mean += row[d] / codes.length;
      }
      for (double[] row : codes) {
        variances[d] += (row[d] - mean) * (row[d] - mean) / (codes.length - 1);
      }
    }
    return variances;
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

  /** The share of votes that came from the factor that their code stands for. */
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
