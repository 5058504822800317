package org.infogan.examples.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeScenesTest {

  private static final ShapeScenes SHAPES = ShapeScenes.ofSide(64);

  /** The radius of the full-size circle around a shape, in pixels. */
  private static final double REACH = 0.18 * 64;

  @Test
  void areasAreThoseOfTheShapes() {
    // A square in the unit circle has area 2, an ellipse with half axes 0.6 and 1 has 0.6 π. The
    // heart (x² + y² − 1)³ = x²y³ encloses 3.6621, here made smaller by 1.2935.
    double[] unit = {2, 0.6 * Math.PI, 3.6621 / (1.2935 * 1.2935)};
    for (int shape = 0; shape < 3; shape++) {
      for (int scale = 0; scale < 6; scale++) {
        double reach = REACH * (0.5 + 0.1 * scale);
        double expected = unit[shape] * reach * reach;
        Picture picture = Picture.of(SHAPES, shape, scale, 3, 10, 20);
        assertThat(picture.mass()).isCloseTo(expected, within(0.02 * expected));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void positionMovesTheCentreOfGravityEvenly(int shape) {
    for (int value = 0; value < 32; value++) {
      double centre = REACH + (64 - 2 * REACH) * value / 31;
      Picture horizontal = Picture.of(SHAPES, shape, 5, 7, value, 12);
      assertThat(horizontal.centreX()).isCloseTo(centre, within(0.15));
      Picture vertical = Picture.of(SHAPES, shape, 5, 7, 12, value);
      assertThat(vertical.centreY()).isCloseTo(centre, within(0.15));
    }
  }

  @Test
  void noShapeIsCutOff() {
    for (int shape = 0; shape < 3; shape++) {
      double area = Picture.of(SHAPES, shape, 5, 0, 16, 16).mass();
      for (int rotation = 0; rotation < 40; rotation += 5) {
        double corner = Picture.of(SHAPES, shape, 5, rotation, 31, 0).mass();
        // The edges of an upright square fall between samples; a lost row would be 6 %.
        assertThat(corner).isCloseTo(area, within(0.04 * area));
      }
    }
  }

  @Test
  void rotationTurnsClockwiseByEqualSteps() {
    // The long axis of the ellipse, from second moments, starts upright.
    for (int rotation = 0; rotation < 40; rotation++) {
      double expected = Math.toRadians(90 + 9 * rotation);
      double axis = longAxis(Picture.of(SHAPES, 1, 5, rotation, 16, 16));
      assertThat(Math.sin(axis - expected)).isCloseTo(0, within(0.02));
    }
    assertThat(Picture.of(SHAPES, 0, 5, 10, 16, 16).distance(Picture.of(SHAPES, 0, 5, 0, 16, 16)))
        .isLessThan(1e-4);
    // The tip of the heart points down at first, and up after half a turn: more of it lies above
    // the middle of its height.
    assertThat(Picture.of(SHAPES, 2, 5, 20, 16, 16).distance(Picture.of(SHAPES, 2, 5, 0, 16, 16)))
        .isGreaterThan(0.01);
  }

  private static double longAxis(Picture picture) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < picture.pixels().length; i++) {
      double x = i % 64 + 0.5 - picture.centreX();
      int row = i / 64;
      double y = row + 0.5 - picture.centreY();
      xx += picture.pixels()[i] * x * x;
      yy += picture.pixels()[i] * y * y;
      xy += picture.pixels()[i] * x * y;
    }
    return 0.5 * Math.atan2(2 * xy, xx - yy);
  }

  @Test
  void edgesAreSmooth() {
    float[] pixels = Picture.of(SHAPES, 1, 5, 0, 16, 16).pixels();
    int edge = 0;
    for (float pixel : pixels) {
      edge += pixel > 0 && pixel < 1 ? 1 : 0;
    }
    assertThat(edge).isBetween(30, 100);
  }

  @Test
  void halfTheSideShowsTheSameSceneCoarser() {
    ShapeScenes small = ShapeScenes.ofSide(32);
    Picture large = Picture.of(SHAPES, 2, 4, 13, 5, 25);
    Picture half = Picture.of(small, 2, 4, 13, 5, 25);
    assertThat(half.mass()).isCloseTo(large.mass() / 4, within(1.0));
    assertThat(half.centreX()).isCloseTo(large.centreX() / 2, within(0.05));
    assertThat(half.centreY()).isCloseTo(large.centreY() / 2, within(0.05));
  }
}
