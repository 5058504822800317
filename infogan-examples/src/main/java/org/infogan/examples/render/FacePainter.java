package org.infogan.examples.render;

import static org.infogan.examples.render.Paint.flat;
import static org.infogan.examples.render.Region.capsule;
import static org.infogan.examples.render.Region.ellipse;

/** Paints one face, from the background to the glasses. */
final class FacePainter {

  private static final double CENTRE_X = 0.5;
  private static final double CENTRE_Y = 0.5;
  private static final double EYE_Y = 0.47;

  private final Canvas canvas;
  private final FaceStyle style;

  /** −1 for a face turned to the left of the picture, 1 for the right. */
  private final double turn;

  /** Middle of the features, which move more than the outline does when the head turns. */
  private final double middle;

  private final Paint skin;
  private final float[] skinTone;
  private final float[] hair;

  /**
   * A painter of one face.
   *
   * @param turn from −1 for left to 1 for right
   * @param light where the light comes from, from −1 for left to 1 for right
   */
  FacePainter(
      Canvas canvas, FaceStyle style, double turn, double light, float[] skinTone, float[] hair) {
    this.canvas = canvas;
    this.style = style;
    this.turn = turn;
    this.middle = CENTRE_X + 0.085 * turn;
    this.skinTone = skinTone;
    this.hair = hair;
    float[] left = darker(skinTone, 1 - 0.45 * Math.max(0, light));
    float[] right = darker(skinTone, 1 + 0.45 * Math.min(0, light));
    // From one side of the face to the other; beyond, the gradient goes on.
    this.skin =
        (channel, x, y) -> {
          double t = (x - CENTRE_X) / style.halfWidth() / 2 + 0.5;
          return (float) (left[channel] + t * (right[channel] - left[channel]));
        };
  }

  /** A colour made darker by a factor below 1. */
  static float[] darker(float[] colour, double by) {
    return new float[] {
      (float) (colour[0] * by), (float) (colour[1] * by), (float) (colour[2] * by)
    };
  }

  FacePainter ground() {
    canvas.fill(style.ground());
    return this;
  }

  FacePainter shoulders() {
    canvas.fill(style.shirt(), 1, ellipse(CENTRE_X, 1.08, 0.4, 0.25));
    canvas.fill(flat(darker(skinTone, 0.7)), 1, capsule(CENTRE_X, 0.72, CENTRE_X, 0.86, 0.1));
    return this;
  }

  FacePainter head() {
    for (int side = -1; side <= 1; side += 2) {
      // The ear on the side that the face turns to is hidden behind the cheek.
      double x = CENTRE_X + side * style.halfWidth() - 0.05 * turn;
      canvas.fill(flat(darker(skinTone, 0.8)), 1, ellipse(x, EYE_Y + 0.05, 0.04, 0.065));
    }
    canvas.fill(skin, 1, face(), jaw());
    return this;
  }

  private Region face() {
    return ellipse(CENTRE_X, CENTRE_Y - 0.02, style.halfWidth(), style.halfHeight());
  }

  private Region jaw() {
    double x = CENTRE_X + 0.03 * turn;
    return ellipse(x, CENTRE_Y + 0.12, 0.78 * style.halfWidth(), style.halfHeight() - 0.05);
  }

  FacePainter features(double smile) {
    for (int side = -1; side <= 1; side += 2) {
      double x = eyeX(side);
      double size = style.eyeSize() * (1 - 0.2 * Math.abs(turn));
      Region eye = ellipse(x, EYE_Y, size, 0.55 * size);
      canvas.fill(flat(0.95f, 0.95f, 0.93f), 1, eye);
      Region iris = ellipse(x + 0.012 * turn, EYE_Y, 0.55 * size, 0.55 * size);
      canvas.fill(style.iris(), 1, iris);
      canvas.fill(
          flat(0.1f, 0.07f, 0.06f),
          0.8,
          capsule(x - size, EYE_Y - 0.024, x + size, EYE_Y - 0.024, 0.009));
      double brow = EYE_Y - 0.075;
      canvas.fill(
          flat(darker(hair, 0.7)),
          0.9,
          capsule(x - side * 0.05, brow, x + side * 0.055, brow - style.browTilt(), 0.014));
      Region cheek = ellipse(x + side * 0.02, EYE_Y + 0.14, 0.055, 0.04);
      canvas.fill(flat(0.9f, 0.3f, 0.3f), 0.15, cheek);
    }
    nose();
    mouth(smile);
    return this;
  }

  private double eyeX(int side) {
    return middle + side * style.eyeDistance() * (1 - 0.15 * Math.abs(turn));
  }

  private void nose() {
    double tip = EYE_Y + style.noseLength();
    double x = middle + 0.045 * turn;
    Paint shade = flat(darker(skinTone, 0.62));
    canvas.fill(shade, 0.45, capsule(middle - 0.02, EYE_Y + 0.03, x - 0.03, tip, 0.011));
    canvas.fill(shade, 0.8, ellipse(x, tip + 0.005, 0.045, 0.014));
  }

  /**
   * A mouth.
   *
   * @param smile below 0 for drooping corners, up to 1 for a laugh that shows the teeth
   */
  private void mouth(double smile) {
    double x = middle + 0.015 * turn;
    double y = EYE_Y + style.noseLength() + 0.085;
    double half = style.mouthWidth() * (1 + 0.25 * smile);
    Paint lips = flat(0.62f * skinTone[0] + 0.15f, 0.45f * skinTone[1], 0.45f * skinTone[2]);
    if (smile > 0.4) {
      double depth = 0.09 * smile;
      double top = y - 0.02;
      Region below = Region.within(new double[] {0, top, 1, 1}, (px, py) -> py >= top);
      Region open = ellipse(x, top, half, depth);
      canvas.fill(lips, 1, below.and(ellipse(x, top, half + 0.015, depth + 0.018)));
      canvas.fill(flat(0.96f, 0.95f, 0.92f), 1, below.and(open));
      return;
    }
    double corner = y - 0.035 * smile;
    double centre = y + 0.02 * smile;
    canvas.fill(
        lips,
        1,
        capsule(x - half, corner, x - half / 3, centre, 0.015),
        capsule(x - half / 3, centre, x + half / 3, centre, 0.018),
        capsule(x + half / 3, centre, x + half, corner, 0.015));
  }

  FacePainter glasses() {
    Paint frame = flat(0.08f, 0.08f, 0.1f);
    for (int side = -1; side <= 1; side += 2) {
      double x = eyeX(side);
      double size = 0.085 * (1 - 0.15 * Math.abs(turn));
      Region lens = ellipse(x, EYE_Y + 0.01, size - 0.022, 0.05);
      canvas.fill(flat(0.9f, 0.95f, 1f), 0.2, lens);
      canvas.fill(frame, 1, ellipse(x, EYE_Y + 0.01, size, 0.072).minus(lens));
      double ear = CENTRE_X + side * style.halfWidth() - 0.03 * turn;
      canvas.fill(frame, 1, capsule(x + side * size, EYE_Y, ear, EYE_Y, 0.01));
    }
    canvas.fill(frame, 1, capsule(eyeX(-1) + 0.07, EYE_Y, eyeX(1) - 0.07, EYE_Y, 0.011));
    return this;
  }
}
