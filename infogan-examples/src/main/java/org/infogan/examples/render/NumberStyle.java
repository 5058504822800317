package org.infogan.examples.render;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How the digits of one house number are written. Lengths are parts of the picture's side.
 *
 * @param form of digits that have several, see {@link DigitStrokes}
 * @param squareness of the bows, see {@link DigitStrokes}
 * @param width of a digit
 * @param height of a digit
 * @param thickness of the strokes
 * @param contrast how much thinner level strokes are, 0 for not at all
 * @param slant how far the top leans to the right, as a part of the height
 * @param gap from one digit to the next
 * @param left centre of the middle digit
 * @param top centre of the middle digit
 */
record NumberStyle(
    int form,
    double squareness,
    double width,
    double height,
    double thickness,
    double contrast,
    double slant,
    double gap,
    double left,
    double top) {

  static NumberStyle random(SplittableRandom random) {
    double height = Variation.uniform(random, 0.58, 0.84);
    double width = height * Variation.uniform(random, 0.48, 0.66);
    return new NumberStyle(
        random.nextInt(DigitStrokes.FORMS),
        Math.max(2, Variation.uniform(random, 1, 3.6)),
        width,
        height,
        height * Variation.uniform(random, 0.1, 0.2),
        Math.max(0, Variation.uniform(random, -0.5, 0.55)),
        Math.max(0, Variation.uniform(random, -0.2, 0.22)),
        Variation.uniform(random, 0.06, 0.16),
        Variation.uniform(random, 0.46, 0.54),
        Variation.uniform(random, 0.46, 0.54));
  }

  /**
   * The strokes of one digit.
   *
   * @param place 0 for the middle digit, −1 and 1 for its neighbours
   */
  List<Region> digit(int digit, int place) {
    List<Region> regions = new ArrayList<>();
    double cx = left + place * (width + thickness + gap);
    for (List<double[]> stroke : DigitStrokes.of(digit, form, squareness)) {
      for (int i = 0; i + 1 < stroke.size(); i++) {
        double[] from = stroke.get(i);
        double[] to = stroke.get(i + 1);
        double ax = cx + x(from);
        double ay = top + y(from);
        double bx = cx + x(to);
        double by = top + y(to);
        double level = Math.abs(bx - ax) / Math.max(Math.hypot(bx - ax, by - ay), 1e-9);
        double radius = thickness / 2 * (1 - contrast * level);
        regions.add(Region.capsule(ax, ay, bx, by, radius));
      }
    }
    return regions;
  }

  private double x(double[] point) {
    return (point[0] - 0.5) * width - (point[1] - 0.5) * height * slant;
  }

  private double y(double[] point) {
    return (point[1] - 0.5) * height;
  }
}
