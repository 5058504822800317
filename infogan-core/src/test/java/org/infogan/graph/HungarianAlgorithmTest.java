package org.infogan.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Random;
import org.infogan.eval.EvalFixtures;
import org.junit.jupiter.api.Test;

class HungarianAlgorithmTest {

  @Test
  void findsTheTotalsThatSciPyFinds() {
    for (JsonNode fixture : EvalFixtures.of("matching", "assignments")) {
      double[][] cost = EvalFixtures.as(fixture.get("cost"), double[][].class);
      assertThat(total(cost)).isCloseTo(fixture.get("total").asDouble(), within(1e-9));
    }
  }

  @Test
  void findsWhatTryingAllFinds() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int rows = 1 + random.nextInt(6);
      int columns = rows + random.nextInt(3);
      double[][] cost = new double[rows][columns];
      int values = round % 2 == 0 ? 3 : 1000;
      for (double[] row : cost) {
        // Few different values make ties, and steep rows make greedy choices wrong.
        Arrays.setAll(row, c -> random.nextInt(values) * (c + 1));
      }
      assertThat(total(cost)).isEqualTo(leastOfAll(cost, 0, new boolean[columns]));
    }
  }

  @Test
  void solvesTheCaseWhereTheNearestIsWrong() {
    // Row 0 prefers column 0 by 1, but row 1 loses 99 without it.
    assertThat(HungarianAlgorithm.leastCost(new double[][] {{1, 2}, {1, 100}}))
        .containsExactly(1, 0);
    // The product table: its least total pairs the largest with the smallest, 1·3 + 2·2 + 3·1.
    assertThat(HungarianAlgorithm.leastCost(new double[][] {{1, 2, 3}, {2, 4, 6}, {3, 6, 9}}))
        .containsExactly(2, 1, 0);
  }

  @Test
  void leavesTheCostsAlone() {
    double[][] cost = {{4, 1, 3}, {2, 0, 5}};
    HungarianAlgorithm.leastCost(cost);
    assertThat(cost).isDeepEqualTo(new double[][] {{4, 1, 3}, {2, 0, 5}});
  }

  /** The total of the assignment, which must give every row a column of its own. */
  private static double total(double[][] cost) {
    int[] columns = HungarianAlgorithm.leastCost(cost);
    assertThat(columns).hasSize(cost.length).doesNotHaveDuplicates();
    double total = 0;
    for (int row = 0; row < cost.length; row++) {
      total += cost[row][columns[row]];
    }
    return total;
  }

  private static double leastOfAll(double[][] cost, int row, boolean[] taken) {
    if (row == cost.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < taken.length; c++) {
      if (!taken[c]) {
        taken[c] = true;
        least = Math.min(least, cost[row][c] + leastOfAll(cost, row + 1, taken));
        taken[c] = false;
      }
    }
    return least;
  }
}
