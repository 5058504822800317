package org.infogan.eval.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.infogan.data.ImageDataset;
import org.infogan.eval.EvalFixtures;
import org.infogan.eval.FactorPixels;
import org.junit.jupiter.api.Test;

/** The FactorVAE score and the mutual information gap. */
class DisentanglementTest {

  private static final double NOT_A_NUMBER = Double.NaN;

  /** Images of three pixels that show the three factors, in tenths. */
  private static final FactorData DATA = new FactorPixels(3, 4, 5);

  private static final Representation PERFECT = images -> FactorPixels.factors(images);

  @Test
  void gapsAreThoseOfNumPy() {
    for (JsonNode fixture : EvalFixtures.of("disentanglement", "gaps")) {
      MutualInformationGap found =
          MutualInformationGap.of(
              EvalFixtures.as(fixture.get("codes"), double[][].class),
              EvalFixtures.as(fixture.get("factors"), int[][].class));
      double[] expected = EvalFixtures.as(fixture.get("gaps"), double[].class);
      double mean = 0;
      for (int f = 0; f < expected.length; f++) {
        assertThat(found.gaps().get(f)).isCloseTo(expected[f], within(1e-12));
        mean += expected[f] / expected.length;
      }
      assertThat(found.score()).isCloseTo(mean, within(1e-12));
    }
  }

  @Test
  void gapIsCountedByHand() {
    // Factor 0, 0, 1, 1: the first code knows all of it, ln 2; the second, which is (0, 1, 1, 1) in
    // bins, knows H(f) − H(f|c) = ln 2 − ¾·(⅓ ln 3 + ⅔ ln 1.5).
    double[][] codes = {{0, 0}, {0.01, 5}, {1, 5}, {1, 5}};
    int[][] factors = {{0}, {0}, {1}, {1}};
    double unknown = 0.75 * (Math.log(3) / 3 + 2 * Math.log(1.5) / 3);
    assertThat(MutualInformationGap.of(codes, factors).score())
        .isCloseTo(unknown / Math.log(2), within(1e-12));
  }

  /** 20 bins from the smallest to the largest: 0.049 shares the first with 0, 0.051 does not. */
  @Test
  void binsAreTwentiethsOfTheRange() {
    int[][] factors = {{0}, {1}, {2}};
    double[][] together = {{0, 7}, {0.049, 7}, {1, 7}};
    double[][] apart = {{0, 7}, {0.051, 7}, {1, 7}};
    double half = 2 * Math.log(2) / 3;
    assertThat(MutualInformationGap.of(together, factors).score())
        .isCloseTo(1 - half / Math.log(3), within(1e-12));
    assertThat(MutualInformationGap.of(apart, factors).score()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aPerfectRepresentationScoresOne() {
    assertThat(FactorVaeScore.estimate(DATA, PERFECT, 1)).isEqualTo(new FactorVaeScore(1, 1, 3));
    // Codes of independent factors share a little information by the chance of 10 000 draws.
    assertThat(MutualInformationGap.estimate(DATA, PERFECT, 1).score()).isCloseTo(1, within(2e-3));
  }

  @Test
  void aRandomRepresentationScoresByChance() {
    SplittableRandom random = new SplittableRandom(8);
    Representation noise =
        images -> {
          double[][] codes = new double[images.size()][6];
          for (double[] row : codes) {
            for (int d = 0; d < row.length; d++) {
              row[d] = random.nextGaussian();
            }
          }
          return codes;
        };
    // Deviation of a share of 5 000 votes at a third: 0.0067.
    assertThat(FactorVaeScore.estimate(DATA, noise, 2).score()).isBetween(0.3, 0.37);
    assertThat(MutualInformationGap.estimate(DATA, noise, 2).score()).isBetween(0.0, 5e-3);
  }

  @Test
  void twoCodesForOneFactorLeaveNoGap() {
    Representation doubled =
        images -> {
          double[][] codes = FactorPixels.factors(images);
          for (int i = 0; i < codes.length; i++) {
            double[] f = codes[i];
            codes[i] = new double[] {f[0], f[1], f[2], -f[0], 2 * f[1], f[2] + 9};
          }
          return codes;
        };
    assertThat(MutualInformationGap.estimate(DATA, doubled, 3).score()).isCloseTo(0, within(1e-12));
    assertThat(FactorVaeScore.estimate(DATA, doubled, 3).score()).isEqualTo(1);
  }

  @Test
  void votesGoWhereNumPySendsThem() {
    for (JsonNode fixture : EvalFixtures.of("disentanglement", "votes")) {
      int least =
          FactorVaeVotes.leastVarying(
              CodeVariation.variances(
                  EvalFixtures.as(fixture.get("codes"), double[][].class), code -> false),
              EvalFixtures.as(fixture.get("variances"), double[].class),
              FactorVaeScore.Protocol.DISENTANGLEMENT_LIB);
      assertThat(least).isEqualTo(fixture.get("least").asInt());
    }
  }

  /** The fixture's own random draws, and four times as many, so only to within chance. */
  @Test
  void scoresAreThoseOfNumPyUpToChance() {
    for (JsonNode fixture : EvalFixtures.of("disentanglement", "scores")) {
      double[][] mixing = EvalFixtures.as(fixture.get("mixing"), double[][].class);
      double noise = fixture.get("noise").asDouble();
      FactorVaeScore found =
          FactorVaeScore.estimate(
              DATA, images -> mixed(FactorPixels.factors(images), mixing, noise), 4);
      double expected = fixture.get("score").asDouble();
      double deviation = Math.sqrt(expected * (1 - expected) * (1 / 5000.0 + 1 / 20000.0));
      assertThat(found.score()).isCloseTo(expected, within(4 * deviation + 1e-3));
      assertThat(found.fitted()).isCloseTo(expected, within(4 * deviation + 1e-3));
      assertThat(found.votingCodes()).isEqualTo(fixture.get("votingCodes").asInt());
    }
  }

  /** InfoGAN-CR's numbers: 500 votes, which are fitted and scored alike. */
  @Test
  void scoresUnderTheOtherProtocolAreThoseOfItsOwnVotes() {
    for (JsonNode fixture : EvalFixtures.of("disentanglement", "scores")) {
      double[][] mixing = EvalFixtures.as(fixture.get("mixing"), double[][].class);
      double noise = fixture.get("noise").asDouble();
      FactorVaeScore found =
          FactorVaeScore.estimate(
              DATA,
              images -> mixed(FactorPixels.factors(images), mixing, noise),
              4,
              new FactorVaeScore.Protocol(5000, 500, 0, 100, 0));
      assertThat(found.score()).isEqualTo(found.fitted());
      assertThat(found.score()).isGreaterThan(fixture.get("score").asDouble() - 0.1);
      assertThat(found.votingCodes()).isEqualTo(mixing.length);
    }
    assertThat(FactorVaeScore.Protocol.INFOGAN_CR)
        .isEqualTo(new FactorVaeScore.Protocol(73_728, 500, 0, 100, 0));
  }

  @Test
  void protocolsWithoutASampleAreRefused() {
    assertThatThrownBy(() -> new FactorVaeScore.Protocol(1, 1, 1, 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FactorVAE score: expected at least 2 images for the variance, found 1");
    assertThatThrownBy(() -> new FactorVaeScore.Protocol(2, 1, 1, 2, NOT_A_NUMBER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FactorVAE score: expected a finite least deviation of 0 or above, found NaN");
  }

  /** A category that leans on two factors, under five numberings with gaps of unequal size. */
  @Test
  void aCategorysNumbersDoNotMatter() {
    double[] names = {0, 1000, -3, 7, 1e6};
    Set<FactorVaeScore> asCategory = new HashSet<>();
    Set<FactorVaeScore> asNumber = new HashSet<>();
    for (int shift = 0; shift < names.length; shift++) {
      int by = shift;
      Representation numbered =
          images -> {
            double[][] codes = FactorPixels.factors(images);
            for (double[] row : codes) {
              int category = ((int) row[2] + (row[0] == 2 ? 1 : 0)) % names.length;
              row[2] = names[(category + by) % names.length];
              row[0] = row[0] + row[1] / 2;
            }
            return codes;
          };
      asCategory.add(FactorVaeScore.estimate(DATA, categorical(numbered), 6));
      asNumber.add(FactorVaeScore.estimate(DATA, numbered, 6));
    }
    assertThat(asCategory).hasSize(1);
    assertThat(asNumber).hasSizeGreaterThan(1);
  }

  /**
   * The variance of a one-hot vector, summed over its entries, and |c − c′| of two such vectors.
   */
  @Test
  void categoriesVaryAsOneHotVectorsDo() {
    double[][] codes = {{4, 4}, {9, 9}, {9, 9}, {-1, -1}, {9, 9}};
    double[][] others = {{9, 9}, {9, 9}, {4, 4}, {-1, -1}, {-1, -1}};
    double[][] oneHot = {{1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}, {0, 1, 0}};
    double total = 0;
    for (double variance : CodeVariation.variances(oneHot, d -> false)) {
      total += variance;
    }
    double[] found = CodeVariation.variances(codes, d -> d == 1);
    assertThat(found[1]).isCloseTo(total, within(1e-15));
    // By pairs: of 20, those of two different categories are 2·(1·3 + 1·1 + 3·1) = 14.
    assertThat(found[1]).isCloseTo(0.7, within(1e-15));
    assertThat(found[0]).isCloseTo(20, within(1e-12)); // mean 6, squares 4, 9, 9, 49, 9
    assertThat(CodeVariation.meanDistances(codes, others, d -> d == 1))
        .containsExactly(new double[] {(5 + 5 + 10) / 5.0, 0.6}, within(1e-15));
  }

  private static Representation categorical(Representation representation) {
    return new Representation() {
      @Override
      public double[][] encode(ImageDataset images) {
        return representation.encode(images);
      }

      @Override
      public boolean isCategorical(int code) {
        return code == 2;
      }
    };
  }

  @Test
  void majoritiesAndSharesAreCountedByHand() {
    int[][] votes = {{3, 5, 0}, {0, 0, 0}, {2, 2, 1}};
    int[] factorOf = FactorVaeScore.majorities(votes);
    assertThat(factorOf).containsExactly(1, 0, 0);
    assertThat(FactorVaeScore.share(factorOf, votes)).isEqualTo(7 / 13.0);
  }

  @Test
  void codesThatHardlyVaryDoNotVote() {
    Representation dead = images -> new double[images.size()][4];
    assertThat(FactorVaeScore.estimate(DATA, dead, 1)).isEqualTo(new FactorVaeScore(0, 0, 0));
  }

  @Test
  void sameSeedSameScore() {
    Representation mixed =
        images ->
            mixed(FactorPixels.factors(images), new double[][] {{1, 0.7, 0}, {0.2, 1, 1}}, 0.5);
    FactorVaeScore score = FactorVaeScore.estimate(DATA, mixed, 9);
    assertThat(FactorVaeScore.estimate(DATA, mixed, 9)).isEqualTo(score);
    assertThat(FactorVaeScore.estimate(DATA, mixed, 10)).isNotEqualTo(score);
  }

  @Test
  void saysWhichDataDoNotFit() {
    assertRefused(
        new FactorPixels(3, 1),
        PERFECT,
        "factor 1: expected at least 2 values, found 1; leave it out");
    assertRefused(new FactorPixels(), PERFECT, "factors: expected at least 1, found none");
  }

  @Test
  void saysWhichRepresentationsDoNotFit() {
    assertRefused(
        DATA,
        images -> new double[3][2],
        "representation: expected codes of 10000 images, found of 3");
    assertRefused(
        DATA,
        images -> new double[images.size()][0],
        "representation: expected at least 1 code, found none");
    assertRefused(
        DATA,
        images -> {
          double[][] codes = new double[images.size()][2];
          codes[1] = new double[3];
          return codes;
        },
        "representation: image 1: expected 2 codes, found 3");
    assertRefused(
        DATA,
        images -> {
          double[][] codes = new double[images.size()][2];
          codes[2][1] = NOT_A_NUMBER;
          return codes;
        },
        "representation: image 2: expected finite codes, found NaN");
  }

  @Test
  void saysWhichCodesAndFactorsHaveNoGap() {
    double[][] codes = {{0, 1}, {1, 0}};
    assertNoGap(
        codes,
        new int[1][1],
        "expected codes and factors of the same images, at least 1, found 2 and 1");
    assertNoGap(
        new double[2][1],
        new int[2][1],
        "representation: expected at least 2 codes to find a gap between, found 1");
    assertNoGap(codes, new int[][] {{4}, {4}}, "factor 0: expected different values, found only 4");
    assertNoGap(
        codes, new int[][] {{4}, {-1}}, "image 1: expected factors of 0 or above, found -1");
    assertNoGap(
        codes,
        new int[][] {{4}, {1, 2}},
        "image 1: expected as many factors as image 0 has, at least 1, found 2 and 1");
  }

  private static void assertRefused(
      FactorData data, Representation representation, String message) {
    assertThatThrownBy(() -> FactorVaeScore.estimate(data, representation, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> MutualInformationGap.estimate(data, representation, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void assertNoGap(double[][] codes, int[][] factors, String message) {
    assertThatThrownBy(() -> MutualInformationGap.of(codes, factors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** As encode in make_disentanglement_fixtures.py. */
  private static double[][] mixed(double[][] factors, double[][] mixing, double noise) {
    double[][] codes = new double[factors.length][mixing.length];
    for (int i = 0; i < factors.length; i++) {
      double[] f = factors[i];
      for (int d = 0; d < mixing.length; d++) {
        double[] a = mixing[d];
        codes[i][d] =
            a[0] * f[0]
                + a[1] * f[1]
                + a[2] * f[2]
                + noise * Math.sin(37 * f[0] + 101 * f[1] + 211 * f[2] + d);
      }
    }
    return codes;
  }
}
