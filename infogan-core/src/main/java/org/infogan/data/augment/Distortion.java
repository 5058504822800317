package org.infogan.data.augment;

import org.infogan.data.ImageShape;

/**
 * One draw of a {@link Jitter}: how an image is distorted about its centre. The image is sampled
 * bilinearly, with the border's values continuing beyond it, and its strokes are then made thicker
 * or thinner:
 *
 * <pre>
 * source = centre + s·R(θ)·[1 h; 0 1]·(target − centre) + shift        (x to the right, y downwards)
 * thickened = v + t·(max(v, its 4 neighbours) − v)      0 ≤ t ≤ 1
 * thinned = v + |t|·(min(v, its 4 neighbours) − v)     −1 ≤ t ≤ 0
 * </pre>
 *
 * @param angle the angle θ in radians
 * @param scale the scale s
 * @param shear the shear h, in pixels per pixel
 * @param down the shift's y in pixels
 * @param right the shift's x in pixels
 * @param thickness t; strokes are assumed to be bright on a dark ground
 */
public record Distortion(
    double angle, double scale, double shear, double down, double right, double thickness) {

  /** What a distortion changes in an image, as numbers that a latent code can follow. */
  public enum Factor {
    /** h − θ: what is added to the slope of upright strokes, x per y upwards, for small angles. */
    SLANT {
      @Override
      double of(Distortion distortion) {
        return distortion.shear - distortion.angle;
      }
    },
    /** θ: the turn to the left, in radians. */
    ROTATION {
      @Override
      double of(Distortion distortion) {
        return distortion.angle;
      }
    },
    /** −ln s: the logarithm of what the image's size is multiplied by. */
    SIZE {
      @Override
      double of(Distortion distortion) {
        return -Math.log(distortion.scale);
      }
    },
    /** t: about two pixels of stroke width for 1. */
    THICKNESS {
      @Override
      double of(Distortion distortion) {
        return distortion.thickness;
      }
    };

    abstract double of(Distortion distortion);
  }

  /**
   * How much this distortion changes a factor of an image.
   *
   * @param factor the factor
   * @return the change in the factor's unit, 0 for none
   */
  public double amount(Factor factor) {
    return factor.of(this);
  }

  /**
   * Distorts one image.
   *
   * @param image the C·H·W values of the image. Not modified.
   * @param shape the shape of the image
   * @param distorted C·H·W values, another array than {@code image}. Modified.
   */
  public void apply(float[] image, ImageShape shape, float[] distorted) {
    double xx = scale * Math.cos(angle);
    double yx = scale * Math.sin(angle);
    double xy = xx * shear - yx;
    double yy = yx * shear + xx;
    int height = shape.height();
    int width = shape.width();
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        double x = middleX + right + xx * (j - middleX) + xy * (i - middleY);
        double y = middleY + down + yx * (j - middleX) + yy * (i - middleY);
        sample(image, shape, clamp(y, height - 1), clamp(x, width - 1), i * width + j, distorted);
      }
    }
    if (thickness != 0) {
      thicken(distorted, shape);
    }
  }

  private static void sample(
      float[] image, ImageShape shape, double y, double x, int target, float[] distorted) {
    int top = (int) y;
    int left = (int) x;
    int below = Math.min(top + 1, shape.height() - 1);
    int rightOf = Math.min(left + 1, shape.width() - 1);
    float down = (float) (y - top);
    float across = (float) (x - left);
    int plane = shape.height() * shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      int rowAbove = c * plane + top * shape.width();
      int rowBelow = c * plane + below * shape.width();
      float above = mix(image[rowAbove + left], image[rowAbove + rightOf], across);
      float under = mix(image[rowBelow + left], image[rowBelow + rightOf], across);
      distorted[c * plane + target] = mix(above, under, down);
    }
  }

  private void thicken(float[] image, ImageShape shape) {
    float[] before = image.clone();
    int height = shape.height();
    int width = shape.width();
    for (int i = 0; i < image.length; i++) {
      int row = i / width % height;
      int column = i % width;
      float extreme = before[i];
      extreme = further(extreme, before[row > 0 ? i - width : i]);
      extreme = further(extreme, before[row < height - 1 ? i + width : i]);
      extreme = further(extreme, before[column > 0 ? i - 1 : i]);
      extreme = further(extreme, before[column < width - 1 ? i + 1 : i]);
      image[i] = mix(before[i], extreme, (float) Math.abs(thickness));
    }
  }

  /** The brighter of two values where strokes become thicker, the darker where thinner. */
  private float further(float a, float b) {
    return thickness > 0 ? Math.max(a, b) : Math.min(a, b);
  }

  private static float mix(float a, float b, float fraction) {
    return a + fraction * (b - a);
  }

  private static double clamp(double value, int maximum) {
    return Math.max(0, Math.min(maximum, value));
  }
}
