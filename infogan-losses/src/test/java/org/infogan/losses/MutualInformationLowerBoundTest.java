package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.TestArrays.row;
import static org.infogan.losses.TestArrays.rows;
import static org.infogan.losses.Tolerances.CLOSED_FORM;
import static org.infogan.losses.Tolerances.QUOTED;

import java.util.List;
import java.util.Random;
import org.infogan.losses.MutualInformationLowerBound.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MutualInformationLowerBoundTest {
  private static final double LN10 = 2.302585092994046;

  /** The rows of {@link #mixed}: logits 0-2, mean and log sigma 3-4, logit 5. */
  private static final int MIXED_PARAMETERS = 6;

  @Test
  void aCertainPosteriorReachesTheEntropyOfTheCode() {
    INDArray codes = Nd4j.eye(10);
    assertThat(digitBound(codes.mul(1e3), codes)).isCloseTo(LN10, CLOSED_FORM);
    assertThat(digitBound(codes.mul(1e4), codes)).isCloseTo(LN10, CLOSED_FORM);
  }

  @Test
  void anIndifferentPosteriorKnowsNothing() {
    INDArray codes = Nd4j.eye(10);
    assertThat(digitBound(codes.mul(0), codes)).isCloseTo(0, CLOSED_FORM);
  }

  @Test
  void aWrongPosteriorIsWorseThanNone() {
    INDArray codes = Nd4j.eye(10);
    assertThat(digitBound(codes.mul(-1e4), codes)).isCloseTo(LN10 - 1e4 - Math.log(9), QUOTED);
  }

  /** Codes one sigma from 0 have the mean square of the prior, which the posterior repeats. */
  @Test
  void aPosteriorEqualToAGaussianPriorKnowsNothing() {
    PosteriorLoss likelihood = GaussianNegativeLogLikelihood.fixed(0.6);
    Term term = new Term("style", likelihood, PriorEntropy.gaussian(0.6), 1);
    double[] bound = value(List.of(term), rows(row(0, 0)), rows(row(0.6, -0.6)));
    assertThat(bound).containsExactly(row(0), CLOSED_FORM);
  }

  @Test
  void aFixedUnitSigmaCapsAUniformCodeAsDocumented() {
    PosteriorLoss likelihood = GaussianNegativeLogLikelihood.fixed(1);
    Term term = new Term("c1", likelihood, PriorEntropy.uniform(-1, 1), 1);
    double[] bound = value(List.of(term), rows(row(0.5, -0.3)), rows(row(0.5, -0.3)));
    assertThat(bound[0]).isCloseTo(-0.226, Tolerances.THREE_DECIMALS);
  }

  /** tf-gan's penalty, 1.61610, is the mean over these two codes of H - L_I. */
  @Test
  void agreesWithTfGan() {
    Term digit = new Term("digit", new CategoricalCrossEntropy(2), PriorEntropy.categorical(2), 1);
    Term style =
        new Term("style", GaussianNegativeLogLikelihood.fixed(1), PriorEntropy.uniform(-1, 1), 1);
    double[] bounds =
        value(List.of(digit, style), rows(row(1), row(2), row(0)), rows(row(0), row(1), row(2)));
    double meanNll = (Math.log(2) - bounds[0] + Math.log(2) - bounds[1]) / 2;
    assertThat(meanNll).isCloseTo(1.61610, QUOTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void gradientIsThatOfTheNegativeWeightedSumInAnyLayout(int seed) {
    MutualInformationLowerBound bound = new MutualInformationLowerBound(mixed(1, 0.1, 2.5));
    Loss loss = (in, out) -> -bound.weightedSum(bound.valueAndGradient(in[0], in[1], out[0]));
    INDArray[] inputs = mixedInputs(seed);
    LossAssertions.assertGradients(loss, inputs, 1);
    LossAssertions.assertAnyLayout(loss, inputs, 1);
  }

  /** A permutation of the terms and their rows permutes the result. */
  @Test
  void eachTermReadsItsOwnRows() {
    List<Term> terms = mixed(1, 1, 1);
    INDArray[] in = mixedInputs(7);
    double[] inOrder = value(terms, in[0], in[1]);
    INDArray reversed = Nd4j.pullRows(in[0], 1, new int[] {5, 3, 4, 0, 1, 2});
    INDArray reversedCodes = Nd4j.pullRows(in[1], 1, new int[] {4, 3, 0, 1, 2});
    double[] backwards =
        value(List.of(terms.get(2), terms.get(1), terms.get(0)), reversed, reversedCodes);
    assertThat(backwards).containsExactly(inOrder[2], inOrder[1], inOrder[0]);
  }

  @Test
  void lambdaScalesItsOwnRowsOfTheGradientAndNoBound() {
    INDArray[] in = mixedInputs(8);
    INDArray plain = TestArrays.gradientFor(in[0]);
    INDArray weighted = TestArrays.gradientFor(in[0]);
    double[] bounds =
        new MutualInformationLowerBound(mixed(1, 1, 1)).valueAndGradient(in[0], in[1], plain);
    double[] sameBounds =
        new MutualInformationLowerBound(mixed(4, 0, 1)).valueAndGradient(in[0], in[1], weighted);
    assertThat(sameBounds).isEqualTo(bounds);
    double[] expectedFactor = {4, 4, 4, 0, 0, 1};
    for (int r = 0; r < MIXED_PARAMETERS; r++) {
      for (int b = 0; b < in[0].size(1); b++) {
        assertThat(weighted.getDouble(r, b))
            .isCloseTo(expectedFactor[r] * plain.getDouble(r, b), CLOSED_FORM);
      }
    }
  }

  @Test
  void theWeightedSumAddsCodes() {
    MutualInformationLowerBound bound = new MutualInformationLowerBound(mixed(1, 0.1, 2));
    assertThat(bound.weightedSum(row(2, 3, 5))).isCloseTo(12.3, CLOSED_FORM);
  }

  @Test
  void takesALikelihoodOfTheUsers() {
    PosteriorLoss laplace = new UnitLaplace();
    Term term = new Term("angle", laplace, PriorEntropy.uniform(-1, 1), 1);
    double[] bound = value(List.of(term), rows(row(0.5)), rows(row(-1)));
    assertThat(bound).containsExactly(row(-1.5), CLOSED_FORM);
  }

  @Test
  void countsItsRows() {
    MutualInformationLowerBound bound = new MutualInformationLowerBound(mixed(1, 1, 1));
    assertThat(bound.posteriorRows()).isEqualTo(MIXED_PARAMETERS);
    assertThat(bound.codeRows()).isEqualTo(5);
  }

  @Test
  void saysWhichShapeIsWrong() {
    MutualInformationLowerBound bound = new MutualInformationLowerBound(mixed(1, 1, 1));
    INDArray posterior = Nd4j.zeros(6, 4);
    INDArray codes = Nd4j.zeros(5, 4);
    assertThatThrownBy(() -> bound.valueAndGradient(codes, codes, posterior))
        .hasMessage("posterior: expected shape [6, B], found [5, 4]");
    assertThatThrownBy(() -> bound.valueAndGradient(posterior, posterior, posterior))
        .hasMessage("codes: expected shape [5, 4], found [6, 4]");
    assertThatThrownBy(() -> bound.valueAndGradient(posterior, codes, Nd4j.zeros(6, 3)))
        .hasMessage("dposterior: expected shape [6, 4], found [6, 3]");
    assertThatThrownBy(() -> bound.weightedSum(row(1, 2)))
        .hasMessage("bounds: expected length 3, found 2");
  }

  @Test
  void namesTheCodeThatIsOutsideItsDomain() {
    MutualInformationLowerBound bound = new MutualInformationLowerBound(mixed(1, 1, 1));
    INDArray codes = Nd4j.zeros(5, 4);
    codes.putScalar(4, 2, -1);
    assertThatThrownBy(() -> bound.valueAndGradient(Nd4j.zeros(6, 4), codes, Nd4j.zeros(6, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("glasses: code: expected a value in [0, 1], found -1.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.POSITIVE_INFINITY, Double.NaN})
  void refusesALambdaThatIsNoWeight(double lambda) {
    assertThatThrownBy(() -> new Term("c1", new BernoulliCrossEntropy(), 0, lambda))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lambda of c1: expected a finite value >= 0, found " + lambda);
  }

  @Test
  void refusesAnInfiniteEntropyAndAnEmptyList() {
    assertThatThrownBy(() -> new Term("c1", new BernoulliCrossEntropy(), Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("priorEntropy of c1: expected a finite value, found NaN");
    assertThatThrownBy(() -> new MutualInformationLowerBound(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("terms: expected at least 1, found 0");
  }

  private static List<Term> mixed(double digit, double width, double glasses) {
    return List.of(
        new Term("digit", new CategoricalCrossEntropy(3), PriorEntropy.categorical(3), digit),
        new Term(
            "width", GaussianNegativeLogLikelihood.learned(), PriorEntropy.uniform(-1, 1), width),
        new Term("glasses", new BernoulliCrossEntropy(), PriorEntropy.bernoulli(0.5), glasses));
  }

  private static INDArray[] mixedInputs(int seed) {
    INDArray posterior = TestArrays.normal(new Random(seed), MIXED_PARAMETERS, 4, 1);
    INDArray codes =
        rows(
            row(1, 0, 0, 0),
            row(0, 0, 1, 0),
            row(0, 1, 0, 1),
            row(0.5, -0.75, 0.125, -0.25),
            row(0, 1, 1, 0));
    return new INDArray[] {posterior, codes};
  }

  private static double digitBound(INDArray logits, INDArray codes) {
    Term term = new Term("digit", new CategoricalCrossEntropy(10), PriorEntropy.categorical(10), 1);
    return value(List.of(term), logits, codes)[0];
  }

  private static double[] value(List<Term> terms, INDArray posterior, INDArray codes) {
    return new MutualInformationLowerBound(terms)
        .valueAndGradient(posterior, codes, TestArrays.gradientFor(posterior));
  }

  /** ln 2 + |c - m|; the ln 2 is also the entropy of U(-1, 1). */
  private static final class UnitLaplace implements PosteriorLoss {
    @Override
    public int parameterRows() {
      return 1;
    }

    @Override
    public int codeRows() {
      return 1;
    }

    @Override
    public double negativeLogLikelihood(double[] m, double[] code, double[] dm) {
      dm[0] = Math.signum(m[0] - code[0]);
      return Math.log(2) + Math.abs(m[0] - code[0]);
    }
  }
}
