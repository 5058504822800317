package org.infogan.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.infogan.eval.EvalFixtures;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {

  @Test
  void givesWhatSciPyGives() {
    for (JsonNode pair : EvalFixtures.of("features", "pairs")) {
      double expected = pair.get("frechet").asDouble();
      assertThat(
              FrechetDistance.between(
                  EvalFixtures.as(pair.get("real"), float[][].class),
                  EvalFixtures.as(pair.get("generated"), float[][].class)))
          .as(pair.get("name").asText())
          .isCloseTo(expected, within(1e-5 * expected));
    }
  }

  /** Diagonal covariances: Σ (m₁ − m₂)² + (σ₁ − σ₂)². */
  @Test
  void isTheDistanceOfMeansAndDeviationsWhereFeaturesAreUncorrelated() {
    // A cross ±a, ±b around its centre: uncorrelated, with unbiased variances 2a²/3 and 2b²/3.
    float[][] first = cross(0, 0, 3, 1);
    float[][] second = cross(2, -1, 1, 5);
    double third = 2 / 3.0;
    assertThat(FrechetDistance.between(first, second))
        .isCloseTo(4 + 1 + third * 4 + third * 16, within(1e-12));
  }

  /** One feature: (m₁ − m₂)² + (σ₁ − σ₂)² with the unbiased σ. */
  @Test
  void takesTheUnbiasedVariance() {
    assertThat(FrechetDistance.between(new float[][] {{-1}, {1}}, new float[][] {{4}, {4}}))
        .isCloseTo(16 + 2, within(1e-12));
  }

  @Test
  void isZeroForEqualSetsAndSymmetric() {
    JsonNode pair = EvalFixtures.of("features", "pairs").get(2);
    float[][] real = EvalFixtures.as(pair.get("real"), float[][].class);
    float[][] generated = EvalFixtures.as(pair.get("generated"), float[][].class);
    assertThat(FrechetDistance.between(real, real)).isCloseTo(0, within(1e-6));
    assertThat(FrechetDistance.between(real, generated))
        .isCloseTo(FrechetDistance.between(generated, real), within(1e-6));
  }

  /** Many features of few images: the covariances have rank 4. */
  @Test
  void bearsManyFeaturesOfFewImages() {
    float[][] real = new float[5][300];
    float[][] generated = new float[5][300];
    for (int i = 0; i < 5; i++) {
      real[i][i] = 1;
      generated[i][i] = 3;
    }
    // Centring leaves 4 eigenvalues of 1/4 and of 9/4; the means differ by 2/5 in 5 places.
    assertThat(FrechetDistance.between(real, generated))
        .isCloseTo(5 * 0.16 + 4 * (1.5 - 0.5) * (1.5 - 0.5), within(1e-6));
  }

  @Test
  void saysWhatDoesNotFit() {
    float[][] two = {{1, 2}, {3, 4}};
    assertThatThrownBy(() -> FrechetDistance.between(new float[][] {{1, 2}}, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("real features: expected at least 2 images, found 1");
    assertThatThrownBy(() -> FrechetDistance.between(two, new float[0][]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("generated features: expected at least 2 images, found 0");
    assertThatThrownBy(() -> FrechetDistance.between(two, new float[][] {{1}, {2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("generated features: expected 2 values per image, found 1");
    assertThatThrownBy(() -> FrechetDistance.between(new float[][] {{1, 2}, {3}}, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "real features: image 1: expected as many values as image 0 has, at least 1, found 1"
                + " and 2");
    assertThatThrownBy(() -> FrechetDistance.between(new float[2][0], two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1, found 0");
    assertThatThrownBy(() -> FrechetDistance.between(two, new float[][] {{1, 2}, {3, Float.NaN}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("generated features: image 1: expected finite values, found NaN");
  }

  private static float[][] cross(float x, float y, float a, float b) {
    return new float[][] {{x + a, y}, {x - a, y}, {x, y + b}, {x, y - b}};
  }
}
