package org.infogan.eval.disentanglement;

import java.util.Arrays;

/**
 * The votes of a {@link FactorVaeScore}: from the factor held fixed to the code that varies least.
 */
final class FactorVaeVotes {

  /** Networks are fastest on many images at once. */
  private static final int VOTES_AT_ONCE = 50;

  private final FactorSampling sampling;
  private final Representation representation;
  private final FactorVaeScore.Protocol protocol;
  private final double[] variances;

  /**
   * Prepares votes.
   *
   * @param sampling the source of the images. Modified by each vote.
   * @param representation the codes that are measured
   * @param protocol the numbers of images
   * @param variances v, [D], at least one of which votes. Not modified.
   */
  FactorVaeVotes(
      FactorSampling sampling,
      Representation representation,
      FactorVaeScore.Protocol protocol,
      double[] variances) {
    this.sampling = sampling;
    this.representation = representation;
    this.protocol = protocol;
    this.variances = variances;
  }

  /**
   * Takes votes.
   *
   * @param count the number of votes
   * @return [D][F], how many votes went from factor f to code d
   */
  int[][] take(int count) {
    int[][] votes = new int[variances.length][sampling.factorCount()];
    for (int done = 0; done < count; done += VOTES_AT_ONCE) {
      take(Math.min(VOTES_AT_ONCE, count - done), votes);
    }
    return votes;
  }

  private void take(int count, int[][] votes) {
    int images = protocol.imagesPerVote();
    int[] fixed = new int[count];
    int[][] factors = sampling.factors(count * images);
    for (int v = 0; v < count; v++) {
      fixed[v] = sampling.anyFactor();
      int first = v * images;
      for (int i = 1; i < images; i++) {
        factors[first + i][fixed[v]] = factors[first][fixed[v]];
      }
    }
    double[][] codes = sampling.encode(factors);
    for (int v = 0; v < count; v++) {
      double[][] group = Arrays.copyOfRange(codes, v * images, (v + 1) * images);
      double[] varying = CodeVariation.variances(group, representation::isCategorical);
      votes[leastVarying(varying, variances, protocol)][fixed[v]]++;
    }
  }

  /**
   * The voting code with the smallest relative variance, the first of equals.
   *
   * @param varying [D], the variances with one factor fixed. Not modified.
   * @param variances v, [D]. Not modified.
   * @param protocol the smallest deviation of a code that votes
   */
  static int leastVarying(double[] varying, double[] variances, FactorVaeScore.Protocol protocol) {
    int least = -1;
    for (int d = 0; d < varying.length; d++) {
      if (protocol.votes(variances[d])
          && (least < 0 || varying[d] / variances[d] < varying[least] / variances[least])) {
        least = d;
      }
    }
    return least;
  }
}
