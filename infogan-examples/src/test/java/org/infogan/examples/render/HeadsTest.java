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

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50})
  void aHigherCameraSeesTheEyesLower(int identity) {
    int before = 0;
    for (int elevation = 0; elevation < 21; elevation += 4) {
      Picture head = head(15, elevation, 10, 8, identity);
      int darkest = 6;
      for (int y = 7; y < 20; y++) {
        // The columns of one eye, which is darker than all that lies above and below it.
        if (head.mean(0, 12, y, 14, y + 1) < head.mean(0, 12, darkest, 14, darkest + 1)) {
          darkest = y;
        }
      }
      assertThat(darkest).isGreaterThan(before);
      before = darkest;
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
