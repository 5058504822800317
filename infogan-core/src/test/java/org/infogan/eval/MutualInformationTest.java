package org.infogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Posterior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutualInformationTest {

  private static final int SAMPLES = 200_000;

  /** A channel that keeps a category with probability p and else changes it evenly. */
  @Test
  void truePosteriorOfANoisyChannelGivesItsMutualInformation() {
    LatentCode code = LatentCode.categorical("c", 4);
    double keep = 0.7;
    double other = (1 - keep) / 3;
    SplittableRandom random = new SplittableRandom(1);
    double[] drawn = new double[SAMPLES];
    double[][] logits = new double[SAMPLES][4];
    for (int i = 0; i < SAMPLES; i++) {
      int c = random.nextInt(4);
      int seen = random.nextDouble() < keep ? c : (c + 1 + random.nextInt(3)) % 4;
      drawn[i] = c;
      for (int k = 0; k < 4; k++) {
        logits[i][k] = 7 + Math.log(k == seen ? keep : other);
      }
    }
    MutualInformation found =
        MutualInformation.of(code, drawn, Posterior.Categorical.ofLogits(logits));
    double expected = Math.log(4) + keep * Math.log(keep) + 3 * other * Math.log(other);
    assertThat(found.bound()).isCloseTo(expected, within(4 * found.standardError()));
    assertThat(found.standardError()).isBetween(1e-4, 1e-2);
    assertThat(found.fittedBound()).isEqualTo(found.bound());
    assertThat(found.entropy()).isCloseTo(1.3862944, within(1e-7));
  }

  /** c ~ N(0, 1) seen through Gaussian noise: I = ½ ln(1 + 1/noise²), reached by the posterior. */
  @Test
  void fittedSigmaReachesTheMutualInformationOfAGaussianChannel() {
    LatentCode code = LatentCode.gaussian("c", 0, 1);
    double noise = 0.3;
    double gain = 1 / (1 + noise * noise);
    SplittableRandom random = new SplittableRandom(2);
    double[] drawn = new double[SAMPLES];
    double[] mean = new double[SAMPLES];
    double[] sigma = new double[SAMPLES];
    double[] unit = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      drawn[i] = random.nextGaussian();
      mean[i] = gain * (drawn[i] + noise * random.nextGaussian());
      sigma[i] = noise * Math.sqrt(gain);
      unit[i] = 1;
    }
    double expected = 0.5 * Math.log(1 + 1 / (noise * noise));
    MutualInformation exact =
        MutualInformation.of(code, drawn, new Posterior.Gaussian(mean, sigma));
    MutualInformation fixed = MutualInformation.of(code, drawn, new Posterior.Gaussian(mean, unit));
    assertThat(exact.bound()).isCloseTo(expected, within(0.01));
    assertThat(fixed.fittedBound()).isCloseTo(expected, within(0.01));
    assertThat(fixed.bound()).isLessThan(expected - 0.5);
  }

  /** Where a probability rounds to 0 or 1, its logarithm still counts: −x for the other bit. */
  @ParameterizedTest
  @ValueSource(doubles = {30, 36.5, 37, 40, 800, 1e6, 3e38})
  void aBitThatQIsWronglySureOfCostsItsLogit(double logit) {
    LatentCode code = LatentCode.bernoulli("c", 0.5);
    Posterior posterior = Posterior.Bernoulli.ofLogits(new double[] {logit, -logit, logit, -logit});
    MutualInformation found = MutualInformation.of(code, new double[] {1, 0, 0, 1}, posterior);
    assertRelative(found.bound(), Math.log(2) - (logit + 2 * Math.log1p(Math.exp(-logit))) / 2);
    // The values are 0, 0, -x, -x: their variance, divisor 3, is x²/3.
    assertRelative(found.standardError(), logit / Math.sqrt(12));
  }

  /** Three other categories lie a gap below: the probability is 0 in double from 746 on. */
  @ParameterizedTest
  @ValueSource(doubles = {50, 740, 745, 746, 1e4, 3e38})
  void aCategoryThatQIsWronglySureOfCostsTheGap(double gap) {
    LatentCode code = LatentCode.categorical("c", 4);
    double[][] logits = {{0, gap, 0, 0}, {gap, 0, 0, 0}};
    MutualInformation found =
        MutualInformation.of(code, new double[] {1, 3}, Posterior.Categorical.ofLogits(logits));
    assertRelative(found.bound(), Math.log(4) - gap / 2);
    assertRelative(found.standardError(), gap / 2);
  }

  private static void assertRelative(double found, double expected) {
    assertThat(found / expected).isCloseTo(1, within(1e-12));
  }

  @Test
  void bernoulliChannelThatTellsNothingGivesZero() {
    LatentCode code = LatentCode.bernoulli("c", 0.25);
    SplittableRandom random = new SplittableRandom(3);
    double[] drawn = new double[SAMPLES];
    double[] logits = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      drawn[i] = code.draw(random);
      logits[i] = Math.log(0.25 / 0.75);
    }
    MutualInformation found =
        MutualInformation.of(code, drawn, Posterior.Bernoulli.ofLogits(logits));
    assertThat(found.bound()).isCloseTo(0, within(4 * found.standardError()));
  }
}
