package org.infogan.eval.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoryMatchingTest {

  @Test
  void aRenamingOfTheClassesIsPerfect() {
    int[] names = {3, 0, 4, 1, 2};
    int[] classes = new Random(3).ints(500, 0, 5).toArray();
    int[] clusters = IntStream.of(classes).map(c -> names[c]).toArray();
    CategoryMatching matching = CategoryMatching.fit(clusters, classes, 5, 5);
    assertThat(matching.manyToOne()).containsExactly(1, 3, 4, 0, 2);
    assertThat(matching.oneToOne()).containsExactly(1, 3, 4, 0, 2);
    assertThat(matching.accuracyManyToOne(clusters, classes)).isEqualTo(1);
    assertThat(matching.accuracyOneToOne(clusters, classes)).isEqualTo(1);
  }

  @Test
  void twoClustersMayShareAClassOnlyManyToOne() {
    // n = | 5 1 |   majority: both stand for class 0, 5 + 3 of 11 are right;
    //     | 3 2 |   one-to-one: 5 + 2 beats 1 + 3.
    int[] clusters = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
    int[] classes = {0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1};
    CategoryMatching matching = CategoryMatching.fit(clusters, classes, 2, 2);
    assertThat(matching.manyToOne()).containsExactly(0, 0);
    assertThat(matching.oneToOne()).containsExactly(0, 1);
    assertThat(matching.accuracyManyToOne(clusters, classes)).isCloseTo(8 / 11.0, within(1e-15));
    assertThat(matching.accuracyOneToOne(clusters, classes)).isCloseTo(7 / 11.0, within(1e-15));
  }

  @Test
  void oneToOneIsNotGreedy() {
    // n = | 6 5 |   greedy: 6 + 0; best: 5 + 5.
    //     | 5 0 |
    int[] clusters = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
    int[] classes = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    CategoryMatching matching = CategoryMatching.fit(clusters, classes, 2, 2);
    assertThat(matching.oneToOne()).containsExactly(1, 0);
    assertThat(matching.accuracyOneToOne(clusters, classes)).isEqualTo(10 / 16.0);
    assertThat(matching.accuracyManyToOne(clusters, classes)).isEqualTo(11 / 16.0);
  }

  @Test
  void scoresOtherImagesWithTheMatchingOfTheFittedOnes() {
    CategoryMatching matching =
        CategoryMatching.fit(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0}, 2, 2);
    int[] clusters = {0, 0, 0, 1};
    int[] classes = {1, 0, 0, 0};
    assertThat(matching.accuracyManyToOne(clusters, classes)).isEqualTo(0.5);
    assertThat(matching.accuracyOneToOne(clusters, classes)).isEqualTo(0.5);
  }

  @Test
  void anEmptyClusterStandsForTheMostCommonClass() {
    CategoryMatching matching =
        CategoryMatching.fit(new int[] {0, 1, 1, 1}, new int[] {0, 2, 2, 1}, 3, 3);
    assertThat(matching.manyToOne()).containsExactly(0, 2, 2);
    assertThat(matching.accuracyManyToOne(new int[] {2, 2}, new int[] {2, 1})).isEqualTo(0.5);
  }

  @Test
  void moreClustersThanClassesLeaveSomeOver() {
    int[] clusters = {0, 0, 0, 1, 1, 2};
    int[] classes = {0, 0, 0, 0, 0, 1};
    CategoryMatching matching = CategoryMatching.fit(clusters, classes, 3, 2);
    assertThat(matching.manyToOne()).containsExactly(0, 0, 1);
    assertThat(matching.oneToOne()).containsExactly(0, CategoryMatching.NO_CLASS, 1);
    assertThat(matching.accuracyManyToOne(clusters, classes)).isEqualTo(1);
    assertThat(matching.accuracyOneToOne(clusters, classes)).isEqualTo(4 / 6.0);
  }

  @Test
  void moreClassesThanClustersLeaveClassesUnmet() {
    int[] clusters = {0, 0, 0, 1, 1, 1};
    int[] classes = {2, 2, 1, 1, 1, 0};
    CategoryMatching matching = CategoryMatching.fit(clusters, classes, 2, 3);
    assertThat(matching.oneToOne()).containsExactly(2, 1);
    assertThat(matching.accuracyOneToOne(clusters, classes)).isEqualTo(4 / 6.0);
  }

  @Test
  void oneToOneIsNeverAboveManyToOneWhereFitted() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      int clusterCount = 1 + random.nextInt(12);
      int classCount = 1 + random.nextInt(12);
      int[] clusters = random.ints(50, 0, clusterCount).toArray();
      int[] classes = random.ints(50, 0, classCount).toArray();
      CategoryMatching matching = CategoryMatching.fit(clusters, classes, clusterCount, classCount);
      double oneToOne = matching.accuracyOneToOne(clusters, classes);
      assertThat(oneToOne).isLessThanOrEqualTo(matching.accuracyManyToOne(clusters, classes));
      // Whatever happens, the best of the pairs is in reach.
      assertThat(oneToOne).isGreaterThanOrEqualTo(1.0 / clusterCount / classCount);
    }
  }

  @Test
  void givesItsMatchingsAsCopies() {
    CategoryMatching matching = CategoryMatching.fit(new int[] {0}, new int[] {1}, 1, 2);
    matching.manyToOne()[0] = 0;
    matching.oneToOne()[0] = 0;
    assertThat(matching.manyToOne()).containsExactly(1);
    assertThat(matching.oneToOne()).containsExactly(1);
    assertThat(matching).hasToString("CategoryMatching[manyToOne=[1], oneToOne=[1]]");
  }

  @Test
  void saysWhatIsOutOfRange() {
    assertThatThrownBy(() -> CategoryMatching.fit(new int[2], new int[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("at least 1 image, found 2 clusters and 3 classes");
    assertThatThrownBy(() -> CategoryMatching.fit(new int[0], new int[0], 2, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CategoryMatching.fit(new int[] {0, 2}, new int[] {0, 1}, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matching: image 1: expected a cluster from 0 to 1, found 2");
    assertThatThrownBy(() -> CategoryMatching.fit(new int[] {0, 1}, new int[] {0, -1}, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matching: image 1: expected a class from 0 to 1, found -1");
    assertThatThrownBy(() -> CategoryMatching.fit(new int[] {0}, new int[] {0}, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matching: expected at least 1 cluster and 1 class, found 0 and 2");
    CategoryMatching matching = CategoryMatching.fit(new int[] {0}, new int[] {0}, 1, 1);
    assertThatThrownBy(() -> matching.accuracyOneToOne(new int[] {1}, new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
