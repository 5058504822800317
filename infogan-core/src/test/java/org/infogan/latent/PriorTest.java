package org.infogan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Draws against their distributions. With χ² over 10 equally likely bins, a fair draw lies between
 * the bounds with probability 0.998; the seed is fixed, so that a test always says the same.
 */
class PriorTest {

  private static final int DRAWS = 100_000;

  /** The 0.001 and 0.999 quantiles of χ² with 9 degrees of freedom. */
  private static final double CHI_SQUARE_LOW = 1.152;

  private static final double CHI_SQUARE_HIGH = 27.877;

  /** The deciles of N(0, 1). */
  private static final double[] NORMAL_DECILES = {
    -1.2815516, -0.8416212, -0.5244005, -0.2533471, 0, 0.2533471, 0.5244005, 0.8416212, 1.2815516
  };

  private static final LatentSpec SPEC =
      LatentSpec.of(
          new Noise(2, Noise.Distribution.GAUSSIAN),
          LatentCode.categorical("category", 10),
          LatentCode.uniform("uniform", -3, 5),
          LatentCode.gaussian("gaussian", 4, 0.5),
          LatentCode.bernoulli("bernoulli", 0.3));

  private static final double[][] COLUMNS = draw(SPEC);

  @Test
  void everyCategoryIsEquallyLikelyAndOneHot() {
    double[] categories = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double sum = 0;
      for (int k = 0; k < 10; k++) {
        double value = COLUMNS[2 + k][i];
        assertThat(value).isIn(0.0, 1.0);
        sum += value;
        categories[i] += k * value;
      }
      assertThat(sum).isEqualTo(1);
    }
    assertFair(categories, category -> category);
  }

  /** Bins of the cumulated probabilities are the categories, so that each has its share. */
  @Test
  void givenProbabilitiesAreTheSharesOfTheCategories() {
    double[] shares = {0.1, 0.4, 0.2, 0.3};
    CategoricalCode code = LatentCode.categorical("c", 4).withPrior(CategoricalPrior.of(shares));
    double[][] columns = draw(LatentSpec.of(Noise.uniform(0), code));
    double surprise = 0;
    for (int k = 0; k < 4; k++) {
      double share = Arrays.stream(columns[k]).sum() / DRAWS;
      double deviation = Math.sqrt(shares[k] * (1 - shares[k]) / DRAWS);
      assertThat(share).isCloseTo(shares[k], within(4 * deviation));
      surprise -= share * Math.log(shares[k]);
    }
    assertThat(code.entropy()).isCloseTo(surprise, within(4 / Math.sqrt(DRAWS)));
  }

  @Test
  void uniformCodeFillsItsInterval() {
    assertThat(Arrays.stream(COLUMNS[12])).allMatch(value -> value >= -3 && value <= 5);
    assertFair(COLUMNS[12], value -> (value + 3) / 8 * 10);
    assertMoments(COLUMNS[12], 1, 64.0 / 12);
  }

  @Test
  void gaussianCodeHasItsMeanAndDeviation() {
    assertFair(COLUMNS[13], value -> normalBin((value - 4) / 0.5));
    assertMoments(COLUMNS[13], 4, 0.25);
  }

  @Test
  void bernoulliCodeIsOneAsOftenAsItShould() {
    assertThat(COLUMNS[14]).containsOnly(0, 1);
    assertMoments(COLUMNS[14], 0.3, 0.21);
  }

  @Test
  void gaussianNoiseIsStandardNormal() {
    for (int j = 0; j < 2; j++) {
      assertFair(COLUMNS[j], PriorTest::normalBin);
      assertMoments(COLUMNS[j], 0, 1);
    }
  }

  @Test
  void uniformNoiseFillsMinusOneToOne() {
    double[] values = draw(LatentSpec.of(Noise.uniform(1), LatentCode.categorical("c", 2)))[0];
    assertThat(Arrays.stream(values)).allMatch(value -> value >= -1 && value <= 1);
    assertFair(values, value -> (value + 1) * 5);
    assertMoments(values, 0, 1.0 / 3);
  }

  /** P(z, c) is the product of the priors: a sample correlation has standard deviation 1/√n. */
  @Test
  void codesAndNoiseAreIndependent() {
    int[] columns = {0, 1, 2, 12, 13, 14};
    for (int a : columns) {
      for (int b : columns) {
        if (a < b) {
          assertThat(correlation(COLUMNS[a], COLUMNS[b]))
              .as("rows " + a + " and " + b)
              .isCloseTo(0, within(4 / Math.sqrt(DRAWS)));
        }
      }
    }
  }

  /** H(c) = −E[ln P(c)], estimated from the draws with the density written out here. */
  @Test
  void entropyIsTheMeanSurpriseOfADraw() {
    double slack = 4 / Math.sqrt(DRAWS);
    double gaussian = 0;
    double bernoulli = 0;
    for (int i = 0; i < DRAWS; i++) {
      double z = (COLUMNS[13][i] - 4) / 0.5;
      gaussian += Math.log(0.5 * Math.sqrt(2 * Math.PI)) + z * z / 2;
      bernoulli -= Math.log(COLUMNS[14][i] == 1 ? 0.3 : 0.7);
    }
    assertThat(SPEC.code("gaussian").entropy()).isCloseTo(gaussian / DRAWS, within(slack));
    assertThat(SPEC.code("bernoulli").entropy()).isCloseTo(bernoulli / DRAWS, within(slack));
    assertThat(SPEC.code("uniform").entropy()).isCloseTo(2.0794415, within(1e-7));
    assertThat(SPEC.code("category").entropy()).isCloseTo(2.302585093, within(1e-9));
  }

  private static double[][] draw(LatentSpec spec) {
    LatentVectors latents = spec.draw(DRAWS, new SplittableRandom(20));
    double[][] columns = new double[spec.width()][DRAWS];
    float[] vector = new float[spec.width()];
    for (int i = 0; i < DRAWS; i++) {
      latents.read(i, vector);
      for (int j = 0; j < vector.length; j++) {
        columns[j][i] = vector[j];
      }
    }
    return columns;
  }

  private static double normalBin(double value) {
    int bin = 0;
    while (bin < NORMAL_DECILES.length && value > NORMAL_DECILES[bin]) {
      bin++;
    }
    return bin;
  }

  /** χ² of the counts of ⌊bin(value)⌋ over ten bins. */
  private static void assertFair(double[] values, DoubleUnaryOperator bin) {
    int[] counts = new int[10];
    for (double value : values) {
      counts[Math.min(9, (int) bin.applyAsDouble(value))]++;
    }
    double expected = values.length / 10.0;
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquare).isBetween(CHI_SQUARE_LOW, CHI_SQUARE_HIGH);
  }

  /** Within four standard errors; the variance's error is that of the widest tail here, N. */
  private static void assertMoments(double[] values, double mean, double variance) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value - mean;
      squares += (value - mean) * (value - mean);
    }
    double n = values.length;
    assertThat(sum / n).as("mean").isCloseTo(0, within(4 * Math.sqrt(variance / n)));
    assertThat(squares / n)
        .as("variance")
        .isCloseTo(variance, within(4 * variance * Math.sqrt(2 / n)));
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
