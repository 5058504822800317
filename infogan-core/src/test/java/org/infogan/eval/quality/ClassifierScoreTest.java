package org.infogan.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.infogan.eval.EvalFixtures;
import org.junit.jupiter.api.Test;

class ClassifierScoreTest {

  @Test
  void isTheExponentialOfTheDifferenceOfEntropies() {
    for (JsonNode fixture : EvalFixtures.of("features", "scores")) {
      float[][] probabilities = EvalFixtures.as(fixture.get("probabilities"), float[][].class);
      double expected = fixture.get("score").asDouble();
      assertThat(ClassifierScore.of(probabilities)).isCloseTo(expected, within(1e-9 * expected));
    }
  }

  @Test
  void isTheNumberOfClassesWhereAllAreCertainAndEven() {
    assertThat(ClassifierScore.of(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}))
        .isCloseTo(3, within(1e-12));
  }

  @Test
  void isOneWhereImagesLookAlike() {
    assertThat(ClassifierScore.of(new float[][] {{0.25f, 0.75f}, {0.25f, 0.75f}}))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void saysWhatIsNoDistribution() {
    assertThatThrownBy(() -> ClassifierScore.of(new float[0][]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class probabilities: expected at least 1 images, found 0");
    assertThatThrownBy(() -> ClassifierScore.of(new float[][] {{1, 0}, {0.5f, 0.25f}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class probabilities: image 1: expected a sum of 1, found 0.75");
    assertThatThrownBy(() -> ClassifierScore.of(new float[][] {{1.5f, -0.5f}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class probabilities: image 0: expected 0 or above, found -0.5");
  }
}
