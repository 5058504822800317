package org.infogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infogan.eval.disentanglement.PearsonCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrokeMeasuresTest {

  private static final int SIZE = 28;

  /** Lines through points {x, y} in pixels, y downwards, like digits. */
  private static final Map<String, List<double[][]>> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("upright line", strokes(new double[][] {{14, 5}, {14, 23}}));
    SHAPES.put("level line", strokes(new double[][] {{5, 14.5}, {23, 14.5}}));
    SHAPES.put("diagonal", strokes(new double[][] {{7, 7}, {21, 21}}));
    SHAPES.put("steep line", strokes(new double[][] {{8, 6}, {19, 22}}));
    SHAPES.put("0", strokes(arc(14, 14, 6, 9, 0, 2 * Math.PI)));
    SHAPES.put(
        "8",
        strokes(arc(14, 9.5, 4.5, 4.5, 0, 2 * Math.PI), arc(14, 18.5, 4.5, 4.5, 0, 2 * Math.PI)));
    SHAPES.put("7", strokes(new double[][] {{7, 6}, {20, 6}, {11, 23}}));
    SHAPES.put(
        "4",
        strokes(new double[][] {{10, 5}, {8, 14}, {20, 14}}, new double[][] {{17, 6}, {16, 23}}));
    SHAPES.put("3", strokes(arc(13, 9.5, 5, 4.5, -2.5, 1.57), arc(13, 18.5, 5, 4.5, -1.57, 2.5)));
    SHAPES.put("6", strokes(arc(14, 18, 5, 5, 0, 2 * Math.PI), arc(19, 18, 10, 13, 3.14, 4.2)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 2.5, 3, 4, 5})
  void measuresTheWidthOfStrokes(double width) {
    double sum = 0;
    for (Map.Entry<String, List<double[][]>> shape : SHAPES.entrySet()) {
      double ratio = StrokeMeasures.of(draw(shape.getValue(), width), SIZE, SIZE).width() / width;
      assertThat(ratio).as(shape.getKey()).isBetween(0.92, 1.13);
      sum += ratio;
    }
    assertThat(sum / SHAPES.size()).isBetween(1.0, 1.05);
  }

  @Test
  void widthAcrossShapesFollowsTheTrueOne() {
    double[] widths = {1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5};
    double[] truth = new double[SHAPES.size() * widths.length];
    double[] found = new double[truth.length];
    int i = 0;
    for (List<double[][]> shape : SHAPES.values()) {
      for (double width : widths) {
        truth[i] = width;
        found[i++] = StrokeMeasures.of(draw(shape, width), SIZE, SIZE).width();
      }
    }
    assertThat(PearsonCorrelation.of(truth, found).r()).isGreaterThan(0.99);
  }

  /** The worst case: no longer than wide, and any error of the outline counts by its root. */
  @Test
  void widthOfADiscIsAboutItsDiameter() {
    List<double[][]> point = strokes(new double[][] {{14, 14}, {14, 14.001}});
    assertThat(StrokeMeasures.of(draw(point, 12), SIZE, SIZE).width()).isCloseTo(12, within(1.5));
  }

  /** The two gaps of an 8 and the parts of a broken 5 must not be taken for ends and joints. */
  @Test
  void widthDoesNotDependOnHolesOrParts() {
    List<double[][]> whole = strokes(new double[][] {{14, 2}, {14, 26}});
    List<double[][]> broken =
        strokes(new double[][] {{14, 3}, {14, 10}}, new double[][] {{14, 18}, {14, 25}});
    List<double[][]> ring = strokes(arc(14, 14, 8, 8, 0, 2 * Math.PI));
    double width = StrokeMeasures.of(draw(whole, 3), SIZE, SIZE).width();
    assertThat(StrokeMeasures.of(draw(broken, 3), SIZE, SIZE).width())
        .isCloseTo(width, within(0.1));
    assertThat(StrokeMeasures.of(draw(ring, 3), SIZE, SIZE).width()).isCloseTo(width, within(0.1));
  }

  @Test
  void paleInkMeasuresLikeBrightInk() {
    float[] bright = draw(SHAPES.get("3"), 3);
    float[] pale = bright.clone();
    for (int i = 0; i < pale.length; i++) {
      pale[i] *= 0.625f;
    }
    StrokeMeasures expected = StrokeMeasures.of(bright, SIZE, SIZE);
    StrokeMeasures found = StrokeMeasures.of(pale, SIZE, SIZE);
    assertThat(found.width()).isCloseTo(expected.width(), within(1e-6));
    assertThat(found.slant()).isCloseTo(expected.slant(), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, -0.3, 0.2, 0.5})
  void shearingAddsTheShear(double shear) {
    for (Map.Entry<String, List<double[][]>> shape : SHAPES.entrySet()) {
      double before = StrokeMeasures.of(draw(shape.getValue(), 3), SIZE, SIZE).slant();
      double after = StrokeMeasures.of(drawSheared(shape.getValue(), 3, shear), SIZE, SIZE).slant();
      // Pixels are not sheared along, which a stroke of few rows feels most.
      double tolerance = shape.getKey().equals("level line") ? 0.1 : 0.01;
      assertThat(after - before).as(shape.getKey()).isCloseTo(shear, within(tolerance));
    }
  }

  @Test
  void slantOfAThinLineIsItsOwn() {
    // From bottom left to top right: 10 to the right on 20 upwards.
    List<double[][]> right = strokes(new double[][] {{9, 24}, {19, 4}});
    List<double[][]> left = strokes(new double[][] {{19, 24}, {9, 4}});
    assertThat(StrokeMeasures.of(draw(right, 1), SIZE, SIZE).slant()).isCloseTo(0.5, within(0.01));
    assertThat(StrokeMeasures.of(draw(left, 1), SIZE, SIZE).slant()).isCloseTo(-0.5, within(0.01));
  }

  @Test
  void slantIsCountedByHand() {
    // Ink at (x 1, y 1 up) and (0, 0), in an image of 2 rows and 3 columns: slant 1.
    assertThat(StrokeMeasures.of(new float[] {0, 1, 0, 1, 0, 0}, 2, 3).slant()).isEqualTo(1);
    // Three columns of 1, 2 and 1: about (1, ½) μ₁₁ = ½ − ½ and so 0.
    assertThat(StrokeMeasures.of(new float[] {0, 1, 0, 1, 1, 1}, 2, 3).slant())
        .isCloseTo(0, within(1e-15));
  }

  @Test
  void aBlankImageHasNeitherAndALevelLineNoSlant() {
    float[] pale = new float[SIZE * SIZE];
    Arrays.fill(pale, 0.49f);
    assertThat(StrokeMeasures.of(pale, SIZE, SIZE))
        .isEqualTo(new StrokeMeasures(Double.NaN, Double.NaN));
    assertThat(StrokeMeasures.of(new float[6], 2, 3).width()).isNaN();
    StrokeMeasures level = StrokeMeasures.of(new float[] {0, 0, 0, 1, 1, 1}, 2, 3);
    assertThat(level.slant()).isNaN();
    assertThat(level.width()).isBetween(0.8, 1.5);
  }

  @Test
  void saysWhatIsNoImage() {
    assertThatThrownBy(() -> StrokeMeasures.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image: expected 2×3 pixels, found 5");
    assertThatThrownBy(() -> StrokeMeasures.of(new float[0], 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image: expected 0×3 pixels, found 0");
    assertThatThrownBy(() -> StrokeMeasures.of(new float[] {0, 1.5f}, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image: pixel 1: expected a value in [0, 1], found 1.5");
    assertThatThrownBy(() -> StrokeMeasures.of(new float[] {Float.NaN}, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** List.of takes a single array for the elements. */
  private static List<double[][]> strokes(double[][]... lines) {
    return Arrays.asList(lines);
  }

  private static double[][] arc(
      double x, double y, double radiusX, double radiusY, double from, double to) {
    double[][] points = new double[40][];
    for (int i = 0; i < points.length; i++) {
      double t = from + (to - from) * i / (points.length - 1);
      points[i] = new double[] {x + radiusX * Math.cos(t), y + radiusY * Math.sin(t)};
    }
    return points;
  }

  /** Strokes with round ends, smooth at the edges: the share of 8×8 points of a pixel in ink. */
  private static float[] draw(List<double[][]> lines, double width) {
    return drawSheared(lines, width, 0);
  }

  /** The whole drawing with x ← x + shear·(upwards from the middle). */
  private static float[] drawSheared(List<double[][]> lines, double width, double shear) {
    int samples = 8;
    float[] pixels = new float[SIZE * SIZE];
    for (int i = 0; i < SIZE * samples; i++) {
      for (int j = 0; j < SIZE * samples; j++) {
        double y = (i + 0.5) / samples;
        double x = (j + 0.5) / samples - shear * (SIZE / 2 - y);
        if (squaredDistance(lines, x, y) < width * width / 4) {
          pixels[i / samples * SIZE + j / samples] += 1f / (samples * samples);
        }
      }
    }
    return pixels;
  }

  private static double squaredDistance(List<double[][]> lines, double x, double y) {
    double least = Double.POSITIVE_INFINITY;
    for (double[][] line : lines) {
      for (int p = 0; p + 1 < line.length; p++) {
        double ux = line[p + 1][0] - line[p][0];
        double uy = line[p + 1][1] - line[p][1];
        double along = ((x - line[p][0]) * ux + (y - line[p][1]) * uy) / (ux * ux + uy * uy);
        double t = Math.max(0, Math.min(1, along));
        double dx = x - line[p][0] - t * ux;
        double dy = y - line[p][1] - t * uy;
        // Not Math.hypot, which is slow, as this runs for each of many points and lines.
        least = Math.min(least, dx * dx + dy * dy);
      }
    }
    return least;
  }
}
