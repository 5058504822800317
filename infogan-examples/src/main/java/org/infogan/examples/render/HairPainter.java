package org.infogan.examples.render;

import static org.infogan.examples.render.Region.box;
import static org.infogan.examples.render.Region.ellipse;

/** Paints hair: what falls behind the face first, and what covers the forehead last. */
enum HairPainter {
  BALD {
    @Override
    void behind(Canvas canvas, Paint colour, FaceStyle style, double turn) {}

    @Override
    void inFront(Canvas canvas, Paint colour, FaceStyle style, double turn) {}
  },
  SHORT {
    @Override
    void behind(Canvas canvas, Paint colour, FaceStyle style, double turn) {
      canvas.fill(colour, 1, skull(style, turn, 0.035));
    }

    @Override
    void inFront(Canvas canvas, Paint colour, FaceStyle style, double turn) {
      Region forehead = forehead(style, turn, 0.13, 1.02);
      canvas.fill(colour, 1, above(0.5).and(skull(style, turn, 0.035)).minus(forehead));
    }
  },
  FRINGE {
    @Override
    void behind(Canvas canvas, Paint colour, FaceStyle style, double turn) {
      double half = style.halfWidth() + 0.07;
      double x = 0.5 - 0.03 * turn;
      canvas.fill(colour, 1, skull(style, turn, 0.07), box(x - half, 0.4, x + half, 0.76, 0.08));
    }

    @Override
    void inFront(Canvas canvas, Paint colour, FaceStyle style, double turn) {
      canvas.fill(colour, 1, above(0.375).and(skull(style, turn, 0.06)));
      sideLocks(canvas, colour, style, turn, 0.68);
    }
  },
  LONG {
    @Override
    void behind(Canvas canvas, Paint colour, FaceStyle style, double turn) {
      double half = style.halfWidth() + 0.09;
      double x = 0.5 - 0.03 * turn;
      canvas.fill(colour, 1, skull(style, turn, 0.07), box(x - half, 0.4, x + half, 1.1, 0.12));
    }

    @Override
    void inFront(Canvas canvas, Paint colour, FaceStyle style, double turn) {
      Region forehead = forehead(style, turn, 0.1, 0.9);
      canvas.fill(colour, 1, above(0.55).and(skull(style, turn, 0.06)).minus(forehead));
      sideLocks(canvas, colour, style, turn, 0.95);
    }
  },
  CURLY {
    @Override
    void behind(Canvas canvas, Paint colour, FaceStyle style, double turn) {
      canvas.fill(colour, 1, curls(style, turn, 0.12));
    }

    @Override
    void inFront(Canvas canvas, Paint colour, FaceStyle style, double turn) {
      Region forehead = forehead(style, turn, 0.12, 1.0);
      for (Region curl : curls(style, turn, 0.05)) {
        canvas.fill(colour, 1, above(0.45).and(curl).minus(forehead));
      }
    }
  };

  /** Paints what lies behind the head. */
  abstract void behind(Canvas canvas, Paint colour, FaceStyle style, double turn);

  /** Paints what lies before it. */
  abstract void inFront(Canvas canvas, Paint colour, FaceStyle style, double turn);

  /** The head with so much hair around it; the back of a turned head comes into view. */
  private static Region skull(FaceStyle style, double turn, double thickness) {
    return ellipse(
        0.5 - 0.03 * turn,
        0.45,
        style.halfWidth() + thickness,
        style.halfHeight() - 0.02 + thickness);
  }

  /** What stays free of hair: an ellipse that is lower than the face by so much. */
  private static Region forehead(FaceStyle style, double turn, double lower, double width) {
    return ellipse(
        0.5 + 0.05 * turn, 0.48 + lower, width * style.halfWidth(), style.halfHeight() + 0.02);
  }

  private static Region above(double y) {
    return Region.within(new double[] {0, 0, 1, y}, (px, py) -> py <= y);
  }

  private static void sideLocks(
      Canvas canvas, Paint colour, FaceStyle style, double turn, double until) {
    double left = 0.5 - style.halfWidth() - 0.03 * turn;
    double right = 0.5 + style.halfWidth() - 0.03 * turn;
    canvas.fill(
        colour,
        1,
        box(left - 0.07, 0.36, left + 0.045 + 0.04 * Math.max(0, turn), until, 0.04),
        box(right - 0.045 + 0.04 * Math.min(0, turn), 0.36, right + 0.07, until, 0.04));
  }

  private static Region[] curls(FaceStyle style, double turn, double beyond) {
    Region[] curls = new Region[14];
    for (int i = 0; i < curls.length; i++) {
      double angle = Math.PI * (1.12 - 1.24 * i / (curls.length - 1));
      double x = 0.5 - 0.03 * turn + (style.halfWidth() + beyond - 0.06) * Math.cos(angle);
      double y = 0.45 - (style.halfHeight() + beyond - 0.1) * Math.sin(angle);
      curls[i] = ellipse(x, y, 0.1, 0.1);
    }
    return curls;
  }
}
