package org.infogan.eval.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContingencyTableTest {

  /** The example of Manning, Raghavan and Schütze, figure 16.4: 17 points, purity 12/17. */
  private static final ContingencyTable TABLE =
      ContingencyTable.of(
          new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2},
          new int[] {0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 2, 0, 0, 2, 2, 2},
          4,
          3);

  @Test
  void purityIsThatOfTheTextbook() {
    assertThat(TABLE.purity()).isCloseTo(12 / 17.0, within(1e-15));
    assertThat(TABLE.purity(0)).isCloseTo(5 / 6.0, within(1e-15));
    assertThat(TABLE.purity(2)).isCloseTo(3 / 5.0, within(1e-15));
    assertThat(TABLE.purity(3)).as("of an empty cluster").isNaN();
  }

  /** Eight of the seventeen points are crosses. */
  @Test
  void callingEverythingByTheLargestClassIsRightForItsFraction() {
    assertThat(TABLE.largestClassFraction()).isCloseTo(8 / 17.0, within(1e-15));
  }

  @Test
  void aLineForEachClusterNamesTheMostCommonClassesFirst() {
    assertThat(TABLE.report(List.of("x", "o")).lines())
        .containsExactly(
            "category  images   purity  classes",
            "       0       6   83.3 %  x (5), o (1)",
            "       1       6   66.7 %  o (4), x (1), 2 (1)",
            "       2       5   60.0 %  2 (3), x (2)",
            "       3       0        -");
  }

  @Test
  void rareClassesAreCountedTogether() {
    ContingencyTable many =
        ContingencyTable.of(new int[8], new int[] {0, 1, 2, 3, 4, 5, 6, 6}, 1, 7);
    assertThat(many.toString())
        .contains("0       8   25.0 %  6 (2), 0 (1), 1 (1), 2 (1), 3 (1), others (2)");
  }
}
