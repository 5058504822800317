package org.infogan.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.infogan.eval.EvalFixtures;
import org.junit.jupiter.api.Test;

class ManifoldOverlapTest {

  @Test
  void givesWhatNumPyGives() {
    for (JsonNode pair : EvalFixtures.of("manifold", "pairs")) {
      ManifoldOverlap found =
          ManifoldOverlap.between(
              EvalFixtures.as(pair.get("real"), float[][].class),
              EvalFixtures.as(pair.get("generated"), float[][].class));
      String name = pair.get("name").asText();
      assertClose(name, found.precision(), pair.get("precision"));
      assertClose(name, found.recall(), pair.get("recall"));
      assertClose(name, found.density(), pair.get("density"));
      assertClose(name, found.coverage(), pair.get("coverage"));
    }
  }

  private static void assertClose(String name, double found, JsonNode expected) {
    assertThat(found).as(name).isCloseTo(expected.asDouble(), within(1e-12));
  }

  /** Seven reals at 0 to 6: the 5th neighbour of an end lies 5 away, of the middle 3. */
  @Test
  void generatedImagesOnALineAreCountedByHand() {
    float[][] real = {{0}, {1}, {2}, {3}, {4}, {5}, {6}};
    // Radii 5, 4, 3, 3, 3, 4, 5. A fake at 7.5 lies in the balls of 5 and 6 (2.5, 1.5), and of 4 by
    // 3.5 > 3 not; one at 100 in none. Radii of the fakes: 92.5 for 7.5 (six at 100), 0 for others.
    float[][] generated = {{7.5f}, {100}, {100}, {100}, {100}, {100}, {100}};
    ManifoldOverlap found = ManifoldOverlap.between(real, generated);
    assertThat(found.precision()).isEqualTo(1 / 7.0);
    assertThat(found.density()).isCloseTo(2 / 35.0, within(1e-15));
    assertThat(found.coverage()).isEqualTo(2 / 7.0);
    assertThat(found.recall()).isEqualTo(1);
  }

  /** Naeem et al. derive 1 − 2⁻⁵ for the coverage of equal distributions, from ranks alone. */
  @Test
  void samplesOfOneDistributionHaveDensityOneAndTheirCoverage() {
    SplittableRandom random = new SplittableRandom(3);
    ManifoldOverlap found = ManifoldOverlap.between(normal(random), normal(random));
    assertThat(found.density()).isCloseTo(1, within(0.1));
    assertThat(found.coverage()).isCloseTo(1 - 1 / 32.0, within(0.02));
  }

  @Test
  void farApartSetsDoNotOverlap() {
    float[][] real = {{0}, {1}, {2}, {3}, {4}, {5}};
    float[][] generated = {{50}, {51}, {52}, {53}, {54}, {55}};
    assertThat(ManifoldOverlap.between(real, generated)).isEqualTo(new ManifoldOverlap(0, 0, 0, 0));
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> ManifoldOverlap.between(new float[5][2], new float[9][2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("real features: expected at least 6 images, found 5");
    assertThatThrownBy(() -> ManifoldOverlap.between(new float[6][2], new float[6][3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("generated features: expected 2 values per image, found 3");
  }

  private static float[][] normal(SplittableRandom random) {
    float[][] rows = new float[1000][3];
    for (float[] row : rows) {
      for (int d = 0; d < row.length; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
