package org.infogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.infogan.eval.disentanglement.GradientBoosting;
import org.infogan.eval.disentanglement.Lasso;
import org.infogan.eval.disentanglement.LinearSupportVectors;
import org.infogan.eval.disentanglement.LogisticRegression;
import org.infogan.eval.disentanglement.RegressionTree;
import org.infogan.eval.disentanglement.SortedColumns;
import org.junit.jupiter.api.Test;

/** The predictors behind SAP, DCI and the beta-VAE score; src/test/python has the exporter. */
class PredictorsTest {

  /** Of weights at the minimum of a convex function, found by two methods. */
  private static final Offset<Double> MINIMUM = within(1e-6);

  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void supportVectorsAreTheMinimumThatSciPyFinds() {
    for (JsonNode fixture : EvalFixtures.of("predictors", "svm")) {
      double[] x = doubles(fixture, "x");
      int[] labels = ints(fixture, "labels");
      LinearSupportVectors found = LinearSupportVectors.fit(x, labels);
      assertRows(found.lines(), matrix(fixture, "lines"), MINIMUM);
      assertThat(found.accuracy(x, labels)).isEqualTo(fixture.get("accuracy").asDouble());
    }
  }

  @Test
  void logisticRegressionIsTheMinimumThatSciPyFinds() {
    for (JsonNode fixture : EvalFixtures.of("predictors", "logistic")) {
      double[][] weights = matrix(fixture, "weights");
      double[] intercepts = doubles(fixture, "intercepts");
      double[] found =
          LogisticRegression.fit(
                  matrix(fixture, "features"), ints(fixture, "labels"), weights.length)
              .parameters();
      int block = weights[0].length + 1;
      double shift = 0;
      for (int k = 0; k < weights.length; k++) {
        shift += found[k * block + block - 1] / weights.length;
      }
      for (int k = 0; k < weights.length; k++) {
        assertThat(Arrays.copyOfRange(found, k * block, (k + 1) * block - 1))
            .containsExactly(weights[k], MINIMUM);
        assertThat(found[k * block + block - 1] - shift).isCloseTo(intercepts[k], MINIMUM);
      }
    }
  }

  @Test
  void lassoIsTheMinimumThatSciPyFinds() {
    for (JsonNode fixture : EvalFixtures.of("predictors", "lasso")) {
      Lasso found = Lasso.fit(matrix(fixture, "columns"), ints(fixture, "target"));
      assertThat(found.weights()).containsExactly(doubles(fixture, "weights"), EXACT);
      assertThat(found.weights()[1]).as("weight of a constant").isZero();
      assertThat(
              found.normalizedError(matrix(fixture, "otherColumns"), ints(fixture, "otherTarget")))
          .isCloseTo(fixture.get("error").asDouble(), EXACT);
    }
  }

  /** One feature: the weight is the correlation less α, and 0 below α. */
  @Test
  void lassoOfOneFeatureIsTheShrunkenCorrelation() {
    double[][] x = {{-1, -1, 1, 1}};
    assertThat(Lasso.fit(x, new int[] {0, 0, 1, 1}).weights()).containsExactly(0.98);
    assertThat(Lasso.fit(x, new int[] {0, 1, 0, 1}).weights()).containsExactly(0);
  }

  @Test
  void boostedTreesAreThoseThatTryEveryThreshold() {
    for (JsonNode fixture : EvalFixtures.of("predictors", "boosting")) {
      GradientBoosting found =
          GradientBoosting.fit(
              matrix(fixture, "columns"), ints(fixture, "labels"), fixture.get("stages").asInt());
      assertThat(found.importance()).containsExactly(doubles(fixture, "importance"), EXACT);
      double[][] others = matrix(fixture, "otherColumns");
      double[][] scores = matrix(fixture, "scores");
      for (int n = 0; n < scores.length; n++) {
        assertThat(found.scores(others, n)).containsExactly(scores[n], EXACT);
      }
      assertThat(found.accuracy(others, ints(fixture, "otherLabels")))
          .isEqualTo(fixture.get("accuracy").asDouble());
    }
  }

  /** Two steps of ¼ and ¾: n_l·n_r/n·gap² = 1·3/4·1² for the first, then nothing is left. */
  @Test
  void aTreeSplitsWhereTheErrorFallsMost() {
    SortedColumns x = new SortedColumns(new double[][] {{3, 0, 1, 2}, {5, 5, 5, 5}});
    RegressionTree tree = RegressionTree.fit(x, new double[] {1, 0, 1, 1});
    assertThat(tree.decreases()).containsExactly(0.75, 0);
    assertThat(tree.leaves()).containsExactly(2, 1, 2, 2);
    assertThat(tree.leaf(new double[][] {{0.5, 0.51}, {0, 0}}, 0)).isEqualTo(1);
    assertThat(tree.leaf(new double[][] {{0.5, 0.51}, {0, 0}}, 1)).isEqualTo(2);
  }

  private static void assertRows(double[][] found, double[][] expected, Offset<Double> within) {
    assertThat(found).hasDimensions(expected.length, expected[0].length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).containsExactly(expected[i], within);
    }
  }

  private static double[] doubles(JsonNode fixture, String name) {
    return EvalFixtures.as(fixture.get(name), double[].class);
  }

  private static double[][] matrix(JsonNode fixture, String name) {
    return EvalFixtures.as(fixture.get(name), double[][].class);
  }

  private static int[] ints(JsonNode fixture, String name) {
    return EvalFixtures.as(fixture.get(name), int[].class);
  }
}
