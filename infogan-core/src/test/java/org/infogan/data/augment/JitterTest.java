package org.infogan.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;

class JitterTest {

  @Test
  void withoutStrengthNothingMoves() {
    Distortion none = Jitter.NONE.draw(new SplittableRandom(1));
    float[] image = {0.1f, 0.2f, 0.3f, 0.4f};
    float[] same = new float[4];
    none.apply(image, new ImageShape(1, 2, 2), same);
    assertThat(same).containsExactly(image, within(1e-7f));
    for (Distortion.Factor factor : Distortion.Factor.values()) {
      assertThat(none.amount(factor, new ImageShape(3, 2, 2))).as(factor.name()).isZero();
    }
  }

  /** Mean 0 and the given deviation, within four standard errors. */
  @Test
  void drawsWithTheGivenDeviations() {
    Jitter jitter = new Jitter(0.2, 0.1, 0.3, 1.5, 0.1);
    RandomGenerator random = new SplittableRandom(5);
    var draws = IntStream.range(0, 10_000).mapToObj(i -> jitter.draw(random)).toList();
    assertDeviation(draws, Distortion::angle, 0.2);
    assertDeviation(draws, draw -> Math.log(draw.scale()), 0.1);
    assertDeviation(draws, Distortion::shear, 0.3);
    assertDeviation(draws, Distortion::down, 1.5);
    assertDeviation(draws, Distortion::right, 1.5);
    assertDeviation(draws, Distortion::thickness, 0.1);
  }

  private static void assertDeviation(
      List<Distortion> draws, ToDoubleFunction<Distortion> value, double deviation) {
    double mean = draws.stream().mapToDouble(value).average().orElseThrow();
    double square =
        draws.stream()
            .mapToDouble(d -> Math.pow(value.applyAsDouble(d), 2))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(0, within(4 * deviation / 100));
    assertThat(Math.sqrt(square)).isCloseTo(deviation, within(4 * deviation / Math.sqrt(20_000)));
  }

  @Test
  void keepsTheThickeningWithinHalf() {
    Jitter jitter = new Jitter(0, 0, 0, 0, 1);
    RandomGenerator random = new SplittableRandom(5);
    for (int i = 0; i < 100; i++) {
      assertThat(jitter.draw(random).thickness()).isBetween(-0.5, 0.5);
    }
  }

  @Test
  void namesTheStrengthThatIsOutOfRange() {
    assertThatThrownBy(() -> new Jitter(-0.1, 0, 0, 0))
        .hasMessageStartingWith("jitter: rotation: expected a number from 0 to 3.14")
        .hasMessageEndingWith("found -0.1");
    assertThatThrownBy(() -> new Jitter(0, 2, 0, 0)).hasMessageContaining("scale");
    assertThatThrownBy(() -> new Jitter(0, 0, Double.NaN, 0)).hasMessageContaining("shear");
    assertThatThrownBy(() -> new Jitter(0, 0, 0, -1)).hasMessageContaining("shift");
    assertThatThrownBy(() -> new Jitter(0, 0, 0, 0, 1.1)).hasMessageContaining("thickness");
  }
}
