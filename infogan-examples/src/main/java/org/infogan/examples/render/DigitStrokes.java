package org.infogan.examples.render;

import java.util.ArrayList;
import java.util.List;

/**
 * The ten digits as strokes of a pen, each in a box of width 1 and height 1, y down. Most digits
 * have a second form, as fonts differ: a one with a foot, an open four, a seven with a bar.
 */
final class DigitStrokes {

  /** Forms of each digit. */
  static final int FORMS = 2;

  private static final int STEPS_PER_TURN = 24;

  /** Polylines: points (x, y). */
  private final List<List<double[]>> strokes = new ArrayList<>();

  /** 2 for ellipses; the larger, the squarer the rounds. */
  private final double squareness;

  private DigitStrokes(double squareness) {
    this.squareness = squareness;
  }

  /**
   * The strokes of a digit.
   *
   * @param digit from 0 to 9
   * @param form from 0 to {@link #FORMS} − 1
   * @param squareness 2 for round bows, 4 for nearly square ones
   * @return polylines of points {x, y}
   */
  static List<List<double[]>> of(int digit, int form, double squareness) {
    DigitStrokes pen = new DigitStrokes(squareness);
    boolean plain = form == 0;
    switch (digit) {
      case 0 -> pen.start().arc(0.5, 0.5, 0.4, 0.5, 0, 360);
      case 1 -> {
        pen.line(plain ? 0.3 : 0.25, plain ? 0.2 : 0.18, 0.55, 0).to(0.55, 1);
        if (!plain) {
          pen.line(0.22, 1, 0.88, 1);
        }
      }
      case 2 -> {
        pen.start().arc(0.5, 0.28, 0.38, 0.28, 190, 375);
        pen.to(0.1, 1).to(0.92, 1);
      }
      case 3 -> {
        if (plain) {
          pen.start().arc(0.47, 0.25, 0.34, 0.25, 200, 450);
        } else {
          pen.line(0.12, 0, 0.86, 0).to(0.45, 0.42);
        }
        pen.start().arc(0.47, plain ? 0.74 : 0.71, 0.41, plain ? 0.26 : 0.29, 270, 520);
      }
      case 4 -> {
        if (plain) {
          pen.line(0.68, 1, 0.68, 0).to(0.04, 0.7).to(0.96, 0.7);
        } else {
          pen.line(0.2, 0, 0.1, 0.58).to(0.95, 0.58).line(0.7, 0.25, 0.7, 1);
        }
      }
      case 5 -> {
        pen.line(0.85, 0, 0.22, 0).to(0.17, 0.45);
        pen.arc(0.48, 0.67, 0.4, 0.33, plain ? 225 : 240, 510);
      }
      case 6 -> pen.six(plain);
      case 7 -> {
        pen.line(0.08, 0, 0.92, 0).to(0.38, 1);
        if (!plain) {
          pen.line(0.36, 0.5, 0.84, 0.5);
        }
      }
      case 8 -> {
        double waist = plain ? 0.47 : 0.5;
        pen.start().arc(0.5, waist / 2, plain ? 0.33 : 0.38, waist / 2, 0, 360);
        pen.start().arc(0.5, (1 + waist) / 2, 0.4, (1 - waist) / 2, 0, 360);
      }
      default -> pen.six(plain).turnUpsideDown();
    }
    return pen.strokes;
  }

  private DigitStrokes six(boolean plain) {
    start().arc(0.5, 0.68, 0.39, 0.32, 0, 360);
    if (plain) {
      start().arc(0.85, 0.68, 0.74, 0.68, 180, 262);
    } else {
      line(0.11, 0.7, 0.11, 0.35).arc(0.5, 0.35, 0.39, 0.35, 180, 330);
    }
    return this;
  }

  private DigitStrokes start() {
    strokes.add(new ArrayList<>());
    return this;
  }

  private DigitStrokes line(double fromX, double fromY, double toX, double toY) {
    return start().to(fromX, fromY).to(toX, toY);
  }

  private DigitStrokes to(double x, double y) {
    strokes.get(strokes.size() - 1).add(new double[] {x, y});
    return this;
  }

  /** A part of an ellipse, or of a squarer curve; 0° is on the right, 90° below. */
  private DigitStrokes arc(double cx, double cy, double rx, double ry, double from, double until) {
    int steps = (int) Math.ceil(STEPS_PER_TURN * (until - from) / 360);
    for (int i = 0; i <= steps; i++) {
      double angle = Math.toRadians(from + (until - from) * i / steps);
      to(cx + rx * squared(Math.cos(angle)), cy + ry * squared(Math.sin(angle)));
    }
    return this;
  }

  private double squared(double v) {
    return Math.signum(v) * Math.pow(Math.abs(v), 2 / squareness);
  }

  private void turnUpsideDown() {
    for (List<double[]> stroke : strokes) {
      stroke.replaceAll(point -> new double[] {1 - point[0], 1 - point[1]});
    }
  }
}
