package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class JitterTest {

  private static final ImageShape SHAPE = new ImageShape(2, 3, 3);

  /** Two channels of 3×3 with values of their own everywhere. */
  private static final float[] IMAGE = {
    .01f, .02f, .03f, .04f, .05f, .06f, .07f, .08f, .09f,
    .11f, .12f, .13f, .14f, .15f, .16f, .17f, .18f, .19f
  };

  /** Draws these numbers in the order angle, ln s, shear, down, right. */
  private static RandomGenerator draws(double... values) {
    return new RandomGenerator() {
      private int next;

      @Override
      public long nextLong() {
        throw new AssertionError("only normal draws are expected");
      }

      @Override
      public double nextGaussian() {
        return values[next++];
      }
    };
  }

  private static float[] apply(Jitter jitter, RandomGenerator random) {
    float[] distorted = new float[IMAGE.length];
    jitter.apply(IMAGE, SHAPE, random, distorted);
    return distorted;
  }

  @Test
  void withoutStrengthNothingMoves() {
    assertThat(apply(Jitter.NONE, new SplittableRandom(1))).containsExactly(IMAGE, within(1e-7f));
  }

  /** target (i, j) shows source (i + 1, j): everything moves up, the last row continues. */
  @Test
  void shiftsByWholePixelsAndContinuesTheBorder() {
    float[] shifted = apply(new Jitter(0, 0, 0, 1), draws(0, 0, 0, 1, 0));
    assertThat(shifted)
        .containsExactly(
            new float[] {
              .04f, .05f, .06f, .07f, .08f, .09f, .07f, .08f, .09f,
              .14f, .15f, .16f, .17f, .18f, .19f, .17f, .18f, .19f
            },
            within(1e-6f));
  }

  @Test
  void shiftsByHalfAPixelBetweenTwo() {
    float[] shifted = apply(new Jitter(0, 0, 0, 0.5), draws(0, 0, 0, 0, 1));
    assertThat(shifted[0]).isCloseTo(.015f, within(1e-6f));
    assertThat(shifted[1]).isCloseTo(.025f, within(1e-6f));
    assertThat(shifted[2]).isCloseTo(.03f, within(1e-6f));
  }

  /** A quarter turn permutes the pixels about the centre. */
  @Test
  void rotatesByAQuarter() {
    float[] turned = apply(new Jitter(Math.PI / 2, 0, 0, 0), draws(1, 0, 0, 0, 0));
    assertThat(turned[4]).isCloseTo(.05f, within(1e-6f));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        // x = −(i − 1), y = j − 1 from the centre.
        assertThat(turned[3 * i + j]).isCloseTo(IMAGE[3 * j + (2 - i)], within(1e-6f));
      }
    }
  }

  /** With s = 2 the corners look beyond the border, the middle of an edge at the border itself. */
  @Test
  void scalesAboutTheCentre() {
    float[] scaled = apply(new Jitter(0, Math.log(2), 0, 0), draws(0, 1, 0, 0, 0));
    assertThat(scaled[4]).isCloseTo(.05f, within(1e-6f));
    assertThat(scaled[0]).isCloseTo(.01f, within(1e-6f));
    float[] halved = apply(new Jitter(0, Math.log(2), 0, 0), draws(0, -1, 0, 0, 0));
    assertThat(halved[0]).isCloseTo((.01f + .02f + .04f + .05f) / 4, within(1e-6f));
  }

  /** Rows above and below the centre slide to opposite sides, the centre's row stays. */
  @Test
  void shearsRowByRow() {
    float[] sheared = apply(new Jitter(0, 0, 1, 0), draws(0, 0, 1, 0, 0));
    assertThat(sheared[4]).isCloseTo(.05f, within(1e-6f));
    assertThat(sheared[1]).isCloseTo(.01f, within(1e-6f));
    assertThat(sheared[7]).isCloseTo(.09f, within(1e-6f));
  }

  @Test
  void namesTheStrengthThatIsOutOfRange() {
    assertThatThrownBy(() -> new Jitter(-0.1, 0, 0, 0))
        .hasMessageStartingWith("jitter: rotation: expected a number from 0 to 3.14")
        .hasMessageEndingWith("found -0.1");
    assertThatThrownBy(() -> new Jitter(0, 2, 0, 0)).hasMessageContaining("scale");
    assertThatThrownBy(() -> new Jitter(0, 0, Double.NaN, 0)).hasMessageContaining("shear");
    assertThatThrownBy(() -> new Jitter(0, 0, 0, -1)).hasMessageContaining("shift");
  }
}
