package org.infogan.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.infogan.eval.EvalFixtures;
import org.junit.jupiter.api.Test;

class KernelInceptionDistanceTest {

  @Test
  void givesWhatNumPyGives() {
    for (JsonNode pair : EvalFixtures.of("features", "pairs")) {
      double expected = pair.get("kid").asDouble();
      assertThat(
              KernelInceptionDistance.between(
                  EvalFixtures.as(pair.get("real"), float[][].class),
                  EvalFixtures.as(pair.get("generated"), float[][].class)))
          .as(pair.get("name").asText())
          .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void ofTwoImagesEachIsCountedByHand() {
    // k(1, 3) = 4³; k(0, 2) = 1; across: k(1, 0) = k(3, 0) = 1, k(1, 2) = 3³, k(3, 2) = 7³.
    assertThat(KernelInceptionDistance.between(new float[][] {{1}, {3}}, new float[][] {{0}, {2}}))
        .isCloseTo(64 + 1 - 2 * (1 + 1 + 27 + 343) / 4.0, within(1e-12));
  }

  @Test
  void isOnAverageZeroForEqualDistributions() {
    SplittableRandom random = new SplittableRandom(4);
    int rounds = 400;
    double sum = 0;
    double squares = 0;
    boolean below = false;
    for (int round = 0; round < rounds; round++) {
      double kid = KernelInceptionDistance.between(normal(random), normal(random));
      sum += kid;
      squares += kid * kid;
      below |= kid < 0;
    }
    double error = Math.sqrt(squares) / rounds;
    assertThat(sum / rounds).isCloseTo(0, within(4 * error));
    assertThat(below).isTrue();
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(
            () -> KernelInceptionDistance.between(new float[][] {{1}}, new float[][] {{1}, {2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("real features: expected at least 2 images, found 1");
  }

  private static float[][] normal(SplittableRandom random) {
    float[][] rows = new float[20][4];
    for (float[] row : rows) {
      for (int d = 0; d < row.length; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
