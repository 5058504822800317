package org.infogan.eval.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import java.util.stream.IntStream;
import org.infogan.eval.EvalFixtures;
import org.junit.jupiter.api.Test;

class ClusterAgreementTest {

  private static final double TOLERANCE = 1e-12;

  @Test
  void agreesWithEntropiesOfTheJointLabelsAndWithCountingPairs() {
    for (JsonNode fixture : EvalFixtures.of("matching", "agreements")) {
      int[] clusters = EvalFixtures.as(fixture.get("clusters"), int[].class);
      int[] classes = EvalFixtures.as(fixture.get("classes"), int[].class);
      double nmi = fixture.get("nmi").asDouble();
      double ari = fixture.get("ari").asDouble();
      assertAgreement(clusters, classes, nmi, ari);
      assertAgreement(classes, clusters, nmi, ari);
    }
  }

  /** The examples in the documentation of scikit-learn's two functions. */
  @Test
  void givesTheDocumentedValues() {
    assertAgreement(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 1}, 1, 1);
    assertAgreement(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0}, 1, 1);
    assertAgreement(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3}, 0, 0);
    // ARI: S = 1, A = 1, B = 2, E = 2/6, M = 3/2. NMI: I = ln 2, H = ln 2 and 3/2 ln 2.
    assertAgreement(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}, 0.8, 4 / 7.0);
    assertAgreement(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}, 0, -0.5);
  }

  @Test
  void trivialDivisionsThatAgreeAreEqual() {
    assertAgreement(new int[] {0, 0, 0}, new int[] {1, 1, 1}, 1, 1);
    assertAgreement(new int[] {0, 1, 2}, new int[] {2, 0, 1}, 1, 1);
    assertAgreement(new int[] {0}, new int[] {0}, 1, 1);
  }

  @Test
  void divisionsByChanceAgreeByChance() {
    Random random = new Random(5);
    int[] clusters = random.ints(60_000, 0, 10).toArray();
    int[] classes = random.ints(60_000, 0, 10).toArray();
    ClusterAgreement agreement = ClusterAgreement.of(clusters, classes, 10, 10);
    assertThat(agreement.adjustedRandIndex()).isCloseTo(0, within(1e-3));
    assertThat(agreement.normalizedMutualInformation()).isBetween(0.0, 1e-3);
  }

  @Test
  void manyImagesDoNotOverflow() {
    int[] clusters = IntStream.range(0, 3_000_000).map(i -> i % 2).toArray();
    assertAgreement(clusters, clusters, 1, 1);
    int[] halves = IntStream.range(0, 3_000_000).map(i -> i % 4).toArray();
    // I = ln 2, H = ln 2 and 2 ln 2. For large N: S = B = N²/8, A = N²/4, E = N²/16.
    ClusterAgreement agreement = ClusterAgreement.of(clusters, halves, 2, 4);
    assertThat(agreement.normalizedMutualInformation()).isCloseTo(2 / 3.0, within(TOLERANCE));
    assertThat(agreement.adjustedRandIndex()).isCloseTo(0.5, within(1e-5));
  }

  @Test
  void saysWhatIsOutOfRange() {
    assertThatThrownBy(() -> ClusterAgreement.of(new int[] {3}, new int[] {0}, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matching: image 0: expected a cluster from 0 to 2, found 3");
  }

  private static void assertAgreement(int[] clusters, int[] classes, double nmi, double ari) {
    ClusterAgreement agreement = ClusterAgreement.of(clusters, classes, 20, 20);
    assertThat(agreement.normalizedMutualInformation()).isCloseTo(nmi, within(TOLERANCE));
    assertThat(agreement.adjustedRandIndex()).isCloseTo(ari, within(TOLERANCE));
  }
}
