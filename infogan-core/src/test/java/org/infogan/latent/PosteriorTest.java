package org.infogan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.infogan.losses.PosteriorLoss;
import org.junit.jupiter.api.Test;

/** What is read off Q's output, also where its numbers are extreme. */
class PosteriorTest {

  private static final double TOLERANCE = 1e-12;

  @Test
  void softmaxOfModerateLogits() {
    double[][] probabilities =
        LatentCode.categorical("c", 3).posterior(new double[][] {{1, 2, 3}}).probabilities();
    assertThat(probabilities[0])
        .containsExactly(
            new double[] {0.09003057317038046, 0.24472847105479764, 0.6652409557748218},
            within(TOLERANCE));
  }

  @Test
  void softmaxOfExtremeLogits() {
    double[][] logits = {{1e4, -1e4, 0}, {-1e4, -1e4, -1e4}, {1e4, 1e4, -1e4}, {-1e308, 0, 1e308}};
    double third = 1.0 / 3;
    assertThat(LatentCode.categorical("c", 3).posterior(logits).probabilities())
        .isDeepEqualTo(new double[][] {{1, 0, 0}, {third, third, third}, {0.5, 0.5, 0}, {0, 0, 1}});
  }

  @Test
  void mostLikelyIsTheFirstLargest() {
    Posterior.Categorical posterior =
        LatentCode.categorical("c", 3)
            .posterior(new double[][] {{0, 5, 1}, {-3, -2, -1}, {7, 0, 7}});
    assertThat(posterior.mostLikely()).containsExactly(1, 2, 0);
  }

  @Test
  void sigmaIsOneUnlessLearnedAndThenClamped() {
    Posterior.Gaussian fixed =
        LatentCode.uniform("c", -1, 1).posterior(new double[][] {{0.5}, {-70}});
    assertThat(fixed.mean()).containsExactly(0.5, -70);
    assertThat(fixed.sigma()).containsExactly(1, 1);

    double[][] parameters = {{0.5, 0}, {1, 0.25}, {2, 100}, {3, -100}, {4, 5}, {5, -5}};
    Posterior.Gaussian learned =
        LatentCode.gaussian("c", 0, 1).withLearnedSigma().posterior(parameters);
    assertThat(learned.mean()).containsExactly(0.5, 1, 2, 3, 4, 5);
    assertThat(learned.sigma())
        .containsExactly(
            new double[] {
              1,
              1.2840254166877414,
              148.4131591025766,
              0.006737946999085467,
              148.4131591025766,
              0.006737946999085467
            },
            within(TOLERANCE));
  }

  @Test
  void aFixedSigmaIsTheSameForAllImages() {
    UniformCode code = LatentCode.uniform("c", -1, 1).withFixedSigma(0.25);
    assertThat(code.posterior(new double[][] {{0.5}, {-70}}).sigma()).containsExactly(0.25, 0.25);
    // ln(σ·√(2π)) + z²/2 of an error of one half, two σ.
    double[] mean = {0.5};
    double[] drawn = {1};
    double nats = code.likelihood().negativeLogLikelihood(mean, drawn, new double[1]);
    assertThat(nats).isEqualTo(Math.log(0.25 * Math.sqrt(2 * Math.PI)) + 2, within(TOLERANCE));
    assertThat(LatentCode.gaussian("c", 0, 1).withFixedSigma(1))
        .isEqualTo(LatentCode.gaussian("c", 0, 1));
  }

  @Test
  void posteriorsAreReadable() {
    assertThat(LatentCode.categorical("c", 2).posterior(new double[][] {{0, Math.log(3)}}))
        .hasToString("Categorical[1 (0.75)]");
    assertThat(LatentCode.uniform("c", -1, 1).posterior(new double[][] {{0.5}, {-0.25}}))
        .hasToString("Gaussian[0.50 ± 1.00, -0.25 ± 1.00]");
    assertThat(LatentCode.bernoulli("c", 0.5).posterior(new double[9][1]))
        .hasToString("Bernoulli[" + "0.50, ".repeat(8) + "… (9 images)]");
  }

  @Test
  void bernoulliIsTheLogisticFunction() {
    Posterior.Bernoulli posterior =
        LatentCode.bernoulli("c", 0.5).posterior(new double[][] {{0}, {1e4}, {-1e4}, {2}, {-2}});
    assertThat(posterior.probability())
        .containsExactly(
            new double[] {0.5, 1, 0, 0.8807970779778823, 0.11920292202211755}, within(TOLERANCE));
  }

  /** −ln of the decoded density at a code is the loss that trained Q. */
  @Test
  void decodedPosteriorIsTheDistributionThatTheLossScores() {
    double[] logits = {-0.5, 2, 0.25, 1};
    CategoricalCode categorical = LatentCode.categorical("c", 4);
    double p = categorical.posterior(new double[][] {logits}).probabilities()[0][2];
    assertThat(-Math.log(p)).isCloseTo(nll(categorical, logits, 0, 0, 1, 0), within(TOLERANCE));

    double[] parameters = {0.3, -0.7};
    UniformCode uniform = LatentCode.uniform("c", -1, 1).withLearnedSigma();
    Posterior.Gaussian gaussian = uniform.posterior(new double[][] {parameters});
    double sigma = gaussian.sigma()[0];
    double z = (0.9 - gaussian.mean()[0]) / sigma;
    assertThat(Math.log(sigma * Math.sqrt(2 * Math.PI)) + z * z / 2)
        .isCloseTo(nll(uniform, parameters, 0.9), within(TOLERANCE));

    BernoulliCode bernoulli = LatentCode.bernoulli("c", 0.5);
    Posterior.Bernoulli one = bernoulli.posterior(new double[][] {{-1.5}});
    assertThat(-Math.log(one.probability()[0]))
        .isCloseTo(nll(bernoulli, new double[] {-1.5}, 1), within(TOLERANCE));
  }

  private static double nll(LatentCode code, double[] parameters, double... value) {
    PosteriorLoss likelihood = code.likelihood();
    return likelihood.negativeLogLikelihood(parameters, value, new double[parameters.length]);
  }
}
