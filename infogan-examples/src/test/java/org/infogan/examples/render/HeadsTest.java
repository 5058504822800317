package org.infogan.examples.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Middle values: azimuth 15, elevation 10, lighting 10. */
class HeadsTest {

  private static final Heads HEADS = new Heads();

  private static Picture head(int azimuth, int elevation, int lighting, int width, int identity) {
    return Picture.of(HEADS, azimuth, elevation, lighting, width, identity);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 199})
  void straightAheadIsSymmetric(int identity) {
    Picture head = head(15, 10, 10, 8, identity);
    assertThat(head.mirrored().distance(head)).isLessThan(1e-3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 199})
  void oppositeTurnsAreMirrorImages(int identity) {
    for (int turn = 0; turn < 15; turn += 4) {
      Picture left = head(turn, 10, 10, 8, identity);
      Picture right = head(30 - turn, 10, 10, 8, identity);
      assertThat(left.mirrored().distance(right)).isLessThan(1e-3);
      assertThat(left.distance(right)).isGreaterThan(0.01);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 199})
  void theSideTowardsTheLightIsBrighter(int identity) {
    for (int lighting = 0; lighting < 21; lighting++) {
      Picture head = head(15, 10, lighting, 8, identity);
      double difference = head.mean(0, 16, 0, 32, 32) - head.mean(0, 0, 0, 16, 32);
      if (lighting == 10) {
        assertThat(difference).isCloseTo(0, within(1e-3));
      } else {
        assertThat(Math.signum(difference)).isEqualTo(Math.signum(lighting - 10));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 199})
  void widthWidens(int identity) {
    double before = 0;
    for (int width = 0; width < 16; width++) {
      double now = head(15, 10, 10, width, identity).above(0.05).mass();
      assertThat(now).isGreaterThan(before);
      before = now;
    }
    int narrow = head(15, 10, 10, 0, identity).columnsAbove(0.05);
    int wide = head(15, 10, 10, 15, identity).columnsAbove(0.05);
    assertThat(wide).isGreaterThanOrEqualTo(narrow + 6);
  }

  @Test
  void elevationMovesTheFaceDown() {
    // From above one sees more of the skull over the dark eyes than from below.
    double before = 0;
    for (int elevation = 0; elevation < 21; elevation += 4) {
      float[] darkness = head(15, elevation, 10, 8, 0).inverted().pixels();
      double middle = 0;
      double mass = 0;
      for (int y = 6; y < 22; y++) {
        // The columns of the left eye and brow.
        for (int x = 11; x < 15; x++) {
          double weight = Math.pow(darkness[y * 32 + x], 4);
          mass += weight;
          middle += y * weight;
        }
      }
      assertThat(middle / mass).isGreaterThan(before);
      before = middle / mass;
    }
  }

  @Test
  void identitiesDifferInSmallWays() {
    for (int identity = 1; identity < 40; identity++) {
      double distance = head(12, 12, 8, 8, identity).distance(head(12, 12, 8, 8, identity - 1));
      assertThat(distance).isBetween(0.001, 0.1);
    }
  }
}
