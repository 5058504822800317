package org.infogan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infogan.backend.NativeRuntime;
import org.infogan.losses.GaussianNegativeLogLikelihood;
import org.infogan.losses.MutualInformationLowerBound;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where each code lies in G's input and Q's output, and what the bound over all codes gives. */
class LatentSpecTest {

  private static final double TOLERANCE = 1e-9;

  private static final LatentSpec SPEC =
      LatentSpec.of(
          Noise.gaussian(5),
          LatentCode.categorical("digit", 4),
          LatentCode.uniform("slant", -1, 1),
          LatentCode.bernoulli("bold", 0.25),
          LatentCode.gaussian("width", 2, 3).withLearnedSigma(),
          LatentCode.categorical("style", 2));

  @BeforeAll
  static void loadNd4j() {
    NativeRuntime.prepare();
  }

  @Test
  void codesFollowTheNoiseInTheirOrder() {
    assertThat(SPEC.width()).isEqualTo(5 + 4 + 1 + 1 + 1 + 2);
    assertThat(SPEC.posteriorWidth()).isEqualTo(4 + 1 + 1 + 2 + 2);
    assertThat(IntStream.range(0, 5).map(SPEC::offset)).containsExactly(5, 9, 10, 11, 12);
    assertThat(SPEC.index("width")).isEqualTo(3);
    assertThat(SPEC.code("style")).isEqualTo(LatentCode.categorical("style", 2));
  }

  @Test
  void aCodeTakesThePlaceOfTheOneOfItsName() {
    LatentCode uneven =
        LatentCode.categorical("style", 2).withPrior(CategoricalPrior.of(0.25, 0.75));
    LatentSpec changed = SPEC.with(uneven);
    assertThat(changed.code("style")).isEqualTo(uneven);
    assertThat(changed.with(LatentCode.categorical("style", 2))).isEqualTo(SPEC);
    assertThatThrownBy(() -> SPEC.with(LatentCode.categorical("stile", 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("latent code: expected one of ")
        .hasMessageEndingWith("found \"stile\"");
  }

  /** The widths that the paper's appendix C states for its five data sets. */
  @Test
  void papersSetUpsHaveThePapersWidths() {
    assertThat(width(62, 1, 10, 2)).as("MNIST").isEqualTo(74);
    assertThat(width(124, 4, 10, 4)).as("SVHN").isEqualTo(168);
    assertThat(width(128, 10, 10, 0)).as("CelebA").isEqualTo(228);
    assertThat(width(128, 0, 10, 5)).as("faces").isEqualTo(133);
    assertThat(width(128, 3, 20, 1)).as("chairs").isEqualTo(189);
  }

  private static int width(int noise, int categoricals, int categories, int uniforms) {
    LatentCode[] codes = new LatentCode[categoricals + uniforms];
    for (int i = 0; i < codes.length; i++) {
      codes[i] =
          i < categoricals
              ? LatentCode.categorical("c" + i, categories)
              : LatentCode.uniform("c" + i, -1, 1);
    }
    return LatentSpec.of(Noise.uniform(noise), codes).width();
  }

  /** Each code's bound over one batch of all values when Q knows the code. */
  @Test
  void boundOfAnAllKnowingQTopsOutWhereTheoryPutsIt() {
    double[] bounds =
        bounds(
            new double[][] {
              {1e4, -1e4, -1e4, -1e4},
              {-1e4, 1e4, -1e4, -1e4},
              {-1e4, -1e4, 1e4, -1e4},
              {-1e4, -1e4, -1e4, 1e4},
              {-0.5, 0, 0.25, 1},
              {1e4, -1e4, -1e4, -1e4},
              {2, 1, 7, -4},
              {-50, -50, -50, -50},
              {1e4, 1e4, -1e4, -1e4},
              {-1e4, -1e4, 1e4, 1e4},
            });
    double halfLnTwoPi = 0.9189385332046727;
    assertThat(bounds)
        .containsExactly(
            new double[] {
              1.3862943611198906,
              0.6931471805599453 - halfLnTwoPi,
              0.5623351446188083,
              // ½ ln(2πe·9) − (½ ln 2π + the smallest ln σ)
              1.0986122886681098 + 0.5 - GaussianNegativeLogLikelihood.MIN_LOG_SIGMA,
              0.6931471805599453
            },
            within(TOLERANCE));
  }

  /** Where Q gives the prior back, the discrete codes' bounds are 0: one value of four is 1. */
  @Test
  void boundOfAnIgnorantQIsZero() {
    double logit = Math.log(0.25 / 0.75);
    double[][] posterior = new double[10][4];
    Arrays.fill(posterior[5], logit);
    double[] bounds = bounds(posterior);
    assertThat(bounds[0]).isCloseTo(0, within(TOLERANCE));
    assertThat(bounds[2]).isCloseTo(0, within(TOLERANCE));
    assertThat(bounds[4]).isCloseTo(0, within(TOLERANCE));
  }

  @Test
  void eachCodeHasItsOwnWeight() {
    LatentSpec weighted =
        LatentSpec.of(
            Noise.uniform(1),
            LatentCode.categorical("a", 2).withLambda(0.5),
            LatentCode.uniform("b", 0, 1).withLambda(0),
            LatentCode.gaussian("c", 0, 1).withLambda(10),
            LatentCode.bernoulli("d", 0.5).withLambda(2));
    assertThat(weighted.bound().terms())
        .extracting(MutualInformationLowerBound.Term::lambda)
        .containsExactly(0.5, 0.0, 10.0, 2.0);
    assertThat(weighted.bound().terms())
        .extracting(MutualInformationLowerBound.Term::code)
        .containsExactly("a", "b", "c", "d");
  }

  /** Against codes [C, 4]: every category once or twice, slant, bold 1 of 4, width, style. */
  private static double[] bounds(double[][] posterior) {
    double[][] codes = {
      {1, 0, 0, 0},
      {0, 1, 0, 0},
      {0, 0, 1, 0},
      {0, 0, 0, 1},
      {-0.5, 0, 0.25, 1},
      {1, 0, 0, 0},
      {2, 1, 7, -4},
      {1, 1, 0, 0},
      {0, 0, 1, 1},
    };
    try (INDArray q = Nd4j.create(posterior);
        INDArray c = Nd4j.create(codes);
        INDArray dq = q.like()) {
      return SPEC.bound().valueAndGradient(q, c, dq);
    }
  }
}
