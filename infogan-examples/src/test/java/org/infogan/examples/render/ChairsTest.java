package org.infogan.examples.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.infogan.examples.render.solid.Mesh;
import org.infogan.examples.render.solid.Rasterizer;
import org.infogan.examples.render.solid.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChairsTest {

  private static final Chairs CHAIRS = new Chairs();

  private static Picture chair(int style, int azimuth, int width) {
    return Picture.of(CHAIRS, style, azimuth, width);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 500, 999})
  void widthWidensTheFrontView(int style) {
    int before = chair(style, 0, 0).inverted().columnsAbove(0.1);
    for (int width = 1; width < 12; width++) {
      int now = chair(style, 0, width).inverted().columnsAbove(0.1);
      assertThat(now).isGreaterThan(before);
      before = now;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 500, 999})
  void oppositeTurnsAreMirrorImagesInOutline(int style) {
    for (int azimuth = 1; azimuth < 30; azimuth += 7) {
      Picture right = chair(style, azimuth, 6).inverted().above(0.02);
      Picture left = chair(style, 60 - azimuth, 6).inverted().above(0.02);
      assertThat(left.mirrored().distance(right)).isLessThan(0.004);
    }
  }

  @Test
  void theBackIsBehind() {
    // Turned to the right of the picture, a chair has its back on the left, and the reverse.
    for (int style = 0; style < 20; style++) {
      assertThat(upperCentre(chair(style, 15, 6))).isLessThan(30);
      assertThat(upperCentre(chair(style, 45, 6))).isGreaterThan(34);
    }
  }

  /** Of what is drawn in the upper half. */
  private static double upperCentre(Picture chair) {
    float[] upper = chair.inverted().above(0.02).pixels();
    for (int i = 25 * 64; i < upper.length; i++) {
      upper[i] = 0;
    }
    return new Picture(64, upper).centreX();
  }

  @Test
  void everyTurnLooksDifferentAndNoneLeavesThePicture() {
    for (int style = 0; style < 1000; style += 7) {
      Picture chair = chair(style, style % 60, 11);
      assertThat(chair.distance(chair(style, (style + 1) % 60, 11))).isGreaterThan(0.001);
      float[] pixels = chair.pixels();
      for (int i = 0; i < 64; i++) {
        assertThat(
                new float[] {pixels[i], pixels[63 * 64 + i], pixels[i * 64], pixels[i * 64 + 63]})
            .as("border of style " + style)
            .containsOnly(1);
      }
    }
  }

  @Test
  void stylesDiffer() {
    for (int style = 1; style < 50; style++) {
      assertThat(chair(style, 5, 4).distance(chair(style - 1, 5, 4))).isGreaterThan(0.01);
    }
  }

  @Test
  void aStyleHasTheProportionsThatItStates() {
    // Seen from the front and level with it, without perspective to speak of.
    ChairStyle style = ChairStyle.numbered(3);
    Mesh mesh = style.build(0.5);
    mesh.lowerAndScale(style.height() / 2, 1);
    float[] pixels = new float[64 * 64];
    Rasterizer.draw(mesh, new View(0, 0, 1000, 1.2, 0, 0, 1), 1, 64, pixels);
    float[] outline = new Picture(64, pixels).inverted().above(0.02).pixels();
    int rows = 0;
    for (int y = 0; y < 64; y++) {
      double sum = 0;
      for (int x = 0; x < 64; x++) {
        sum += outline[y * 64 + x];
      }
      rows += sum > 0 ? 1 : 0;
    }
    assertThat((double) rows).isCloseTo(style.height() * 1.2 * 32, within(1.5));
  }
}
