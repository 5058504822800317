package org.infogan.examples.render;

import java.util.List;
import org.infogan.data.ImageShape;

/**
 * White shapes on black with five independent factors. These are the factors of dSprites, with as
 * many values each, but it is not dSprites: the images are drawn here, with smooth edges and sizes
 * of our own, and no score on them may be given as one on dSprites.
 *
 * <p>Factors: shape 3 (square, ellipse, heart), scale 6 (from a half to the full size, evenly),
 * rotation 40 (clockwise in steps of 9°; as the square looks the same after 90° and the ellipse
 * after 180°, only the heart shows them all), x 32 and y 32 (every shape lies wholly inside). The
 * label is the shape. 737,280 images, drawn when they are read.
 *
 * @see <a href="https://github.com/google-deepmind/dsprites-dataset">dSprites</a>
 */
public final class ShapeScenes extends FactorGrid {

  /** The farthest that a shape of full size reaches from its centre, as a part of the side. */
  private static final double REACH = 0.18;

  /** The heart's farthest point from the centre of its area, in its own coordinates. */
  private static final double HEART_REACH = 1.2935;

  /** The height of the centre of the heart's area in its own coordinates. */
  private static final double HEART_CENTRE = 0.2935;

  private final int side;

  private ShapeScenes(int side) {
    super(
        new ImageShape(1, side, side),
        List.of(
            new Factor("shape", 3),
            new Factor("scale", 6),
            new Factor("rotation", 40),
            new Factor("x", 32),
            new Factor("y", 32)));
    this.side = side;
  }

  /**
   * Grey images of side × side.
   *
   * @param side in pixels; dSprites has 64
   * @return all images
   * @throws IllegalArgumentException if it is below 1
   */
  public static ShapeScenes ofSide(int side) {
    return new ShapeScenes(side);
  }

  @Override
  void paint(int[] values, float[] pixels) {
    double reach = REACH * Variation.between(0.5, 1, values[1], 6);
    double angle = 2 * Math.PI * values[2] / 40;
    double cx = Variation.between(REACH, 1 - REACH, values[3], 32);
    double cy = Variation.between(REACH, 1 - REACH, values[4], 32);
    double cos = Math.cos(angle) / reach;
    double sin = Math.sin(angle) / reach;
    double[] bounds = {cx - reach, cy - reach, cx + reach, cy + reach};
    Region shape =
        Region.within(
            bounds,
            (x, y) -> {
              double u = cos * (x - cx) + sin * (y - cy);
              double v = cos * (y - cy) - sin * (x - cx);
              return contains(values[0], u, v);
            });
    new Canvas(1, side, 4).fill(Paint.flat(1), 1, shape).copyTo(pixels);
  }

  /** Whether an upright shape within the unit circle contains a point. */
  private static boolean contains(int shape, double u, double v) {
    return switch (shape) {
      case 0 -> Math.max(Math.abs(u), Math.abs(v)) <= Math.sqrt(0.5);
      case 1 -> u * u / 0.36 + v * v <= 1;
      default -> heart(HEART_REACH * u, HEART_CENTRE - HEART_REACH * v);
    };
  }

  /** (x² + y² − 1)³ ≤ x²y³, a heart with y up. */
  private static boolean heart(double x, double y) {
    double a = x * x + y * y - 1;
    return a * a * a <= x * x * y * y * y;
  }
}
