package org.infogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.infogan.data.ImageDataset;
import org.infogan.eval.disentanglement.BetaVaeScore;
import org.infogan.eval.disentanglement.DciScore;
import org.infogan.eval.disentanglement.EncodedFactors;
import org.infogan.eval.disentanglement.FactorData;
import org.infogan.eval.disentanglement.Representation;
import org.infogan.eval.disentanglement.SeparatedAttributePredictability;
import org.junit.jupiter.api.Test;

/** SAP, DCI and the beta-VAE score. */
class FactorPredictionTest {

  private static final FactorData DATA = new FactorPixels(3, 4, 5);
  private static final Representation PERFECT = FactorPixels::factors;

  @Test
  void scoresAreThoseOfNumPyAndSciPy() {
    for (JsonNode fixture : EvalFixtures.of("predictors", "metrics")) {
      EncodedFactors encoded =
          new EncodedFactors(
              EvalFixtures.as(fixture.get("codes"), double[][].class),
              EvalFixtures.as(fixture.get("factors"), int[][].class),
              EvalFixtures.as(fixture.get("otherCodes"), double[][].class),
              EvalFixtures.as(fixture.get("otherFactors"), int[][].class));
      SeparatedAttributePredictability sap =
          SeparatedAttributePredictability.of(encoded, code -> false);
      double[] expected = EvalFixtures.as(fixture.get("sap"), double[].class);
      assertThat(sap.continuous()).isCloseTo(expected[0], within(1e-12));
      assertThat(sap.discrete()).isCloseTo(expected[1], within(1e-12));
      assertScores(DciScore.byTrees(encoded, 5), fixture.get("trees"));
      assertScores(DciScore.byLasso(encoded), fixture.get("lasso"));
    }
  }

  private static void assertScores(DciScore found, JsonNode expected) {
    assertThat(found.disentanglement()).isCloseTo(expected.get(0).asDouble(), within(1e-8));
    assertThat(found.completeness()).isCloseTo(expected.get(1).asDouble(), within(1e-8));
    assertThat(found.informativeness()).isCloseTo(expected.get(2).asDouble(), within(1e-9));
  }

  /** Code 0 serves both factors alike, code 1 the second alone, code 2 none. */
  @Test
  void disentanglementAndCompletenessAreEntropies() {
    DciScore found = DciScore.of(new double[][] {{1, 0, 0}, {1, 2, 0}}, new double[] {1, 3}, 0.5);
    double second = Math.log(3) / 3 + 2 * Math.log(1.5) / 3; // of shares ⅓ and ⅔
    assertThat(found.disentanglement()).isCloseTo(2 * 0 / 4.0 + 2 * 1 / 4.0, within(1e-12));
    assertThat(found.completeness())
        .isCloseTo((1 + 3 * (1 - second / Math.log(3))) / 4, within(1e-12));
    assertThat(found.informativeness()).isEqualTo(0.5);
  }

  @Test
  void whatPredictsNothingIsNotDisentangled() {
    assertThat(DciScore.of(new double[2][3], new double[] {1, 1}, 0))
        .isEqualTo(new DciScore(0, 0, 0));
  }

  @Test
  void aPerfectRepresentationScoresOne() {
    assertThat(BetaVaeScore.estimate(DATA, PERFECT, 1)).isEqualTo(new BetaVaeScore(1, 1));
    DciScore lasso = DciScore.byLasso(DATA, PERFECT, 1);
    assertThat(lasso.disentanglement()).isCloseTo(1, within(0.02));
    assertThat(lasso.completeness()).isCloseTo(1, within(0.02));
    // The weight 0.98 leaves 2 % of the standard deviation.
    assertThat(lasso.informativeness()).isCloseTo(0.02, within(1e-3));
    DciScore trees = DciScore.byTrees(DATA, PERFECT, 1);
    assertThat(trees.disentanglement()).isCloseTo(1, within(1e-2));
    assertThat(trees.completeness()).isCloseTo(1, within(1e-2));
    assertThat(trees.informativeness()).isEqualTo(1);
    assertThat(SeparatedAttributePredictability.estimate(DATA, PERFECT, 1).continuous())
        .isCloseTo(1, within(2e-3));
  }

  /** The accuracies by chance are 1/3, 1/4 and 1/5; R² of independent numbers is about 1/N. */
  @Test
  void aRandomRepresentationScoresByChance() {
    SplittableRandom random = new SplittableRandom(5);
    Representation noise =
        images -> {
          double[][] codes = new double[images.size()][4];
          for (double[] row : codes) {
            for (int d = 0; d < row.length; d++) {
              row[d] = random.nextGaussian();
            }
          }
          return codes;
        };
    assertThat(BetaVaeScore.estimate(DATA, noise, 2).score()).isBetween(0.3, 0.37);
    DciScore lasso = DciScore.byLasso(DATA, noise, 2);
    assertThat(lasso.informativeness()).isCloseTo(1, within(0.01));
    DciScore trees = DciScore.byTrees(DATA, noise, 2);
    assertThat(trees.disentanglement()).isLessThan(0.1);
    assertThat(trees.informativeness()).isCloseTo((1 / 3.0 + 0.25 + 0.2) / 3, within(0.03));
    SeparatedAttributePredictability sap =
        SeparatedAttributePredictability.estimate(DATA, noise, 2);
    assertThat(sap.continuous()).isLessThan(2e-3);
    assertThat(sap.discrete()).isLessThan(0.04);
  }

  /** The values 0, 1, 2 under the numbers 1, 0, 2 of a category: all of it, and R² ¼ of numbers. */
  @Test
  void aCategoryPredictsByItsOneHotVector() {
    double[][] codes = {{1, 0}, {0, 0}, {2, 0}, {1, 0}, {0, 0}, {2, 0}};
    int[][] factors = {{0}, {1}, {2}, {0}, {1}, {2}};
    EncodedFactors encoded = new EncodedFactors(codes, factors, codes, factors);
    assertThat(SeparatedAttributePredictability.of(encoded, code -> code == 0).continuous())
        .isCloseTo(1, within(1e-12));
    assertThat(SeparatedAttributePredictability.of(encoded, code -> false).continuous())
        .isCloseTo(0.25, within(1e-12));
  }

  /** Numbers of a category far apart and out of order: the beta-VAE score does not see them. */
  @Test
  void theBetaVaeScoreIgnoresACategorysNumbers() {
    double[] names = {5, -1000, 3, 1e5, 0};
    Representation renamed =
        new Representation() {
          @Override
          public double[][] encode(ImageDataset images) {
            double[][] codes = FactorPixels.factors(images);
            for (double[] row : codes) {
              row[2] = names[(int) row[2]];
            }
            return codes;
          }

          @Override
          public boolean isCategorical(int code) {
            return code == 2;
          }
        };
    assertThat(BetaVaeScore.estimate(DATA, renamed, 1)).isEqualTo(new BetaVaeScore(1, 1));
  }

  @Test
  void saysWhatDoesNotFit() {
    FactorData one = new FactorPixels(3);
    assertThatThrownBy(() -> BetaVaeScore.estimate(one, PERFECT, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta-VAE score: expected at least 2 factors, found 1");
    assertThatThrownBy(() -> DciScore.byLasso(one, PERFECT, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DCI: expected at least 2 factors, found 1");
    Representation single = images -> new double[images.size()][1];
    assertThatThrownBy(() -> DciScore.byTrees(DATA, single, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("representation: expected at least 2 codes to compare, found 1");
    assertThatThrownBy(() -> SeparatedAttributePredictability.estimate(DATA, single, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("representation: expected at least 2 codes to find a gap between, found 1");
  }
}
