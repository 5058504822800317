package org.infogan.data.augment;

import org.infogan.data.ImageShape;

/**
 * One draw of a {@link Jitter}: how an image is distorted. It is sampled bilinearly, with the
 * border's values continuing beyond it; its strokes are made thicker or thinner; and its values are
 * changed:
 *
 * <pre>
 * source = centre + crop + s·R(θ)·[1 h; 0 1]·(target − centre) + shift + displacement(target)
 *                                                             (x to the right, y downwards)
 * thickened = v + t·(max(v, its 4 neighbours) − v)      0 ≤ t ≤ 1
 * thinned = v + |t|·(min(v, its 4 neighbours) − v)     −1 ≤ t ≤ 0
 * </pre>
 *
 * <p>A crop multiplies s by its side and moves the centre; a mirrored image has left and right
 * exchanged in the source; {@code Tone} changes the values and {@code Cutout} hides a square.
 */
public final class Distortion {

  /** What a distortion changes in an image, as numbers that a latent code can follow. */
  public enum Factor {
    /** h − θ: what is added to the slope of upright strokes, x per y upwards, for small angles. */
    SLANT {
      @Override
      double of(Distortion distortion, ImageShape shape) {
        return distortion.shear - distortion.angle;
      }
    },
    /** θ: the turn to the left, in radians. */
    ROTATION {
      @Override
      double of(Distortion distortion, ImageShape shape) {
        return distortion.angle;
      }
    },
    /** −ln s: the logarithm of what the image's size is multiplied by. */
    SIZE {
      @Override
      double of(Distortion distortion, ImageShape shape) {
        return -Math.log(distortion.scale * distortion.crop.side());
      }
    },
    /** t: about two pixels of stroke width for 1. */
    THICKNESS {
      @Override
      double of(Distortion distortion, ImageShape shape) {
        return distortion.thickness;
      }
    },
    /** How far to the right the middle of the image moves, in pixels. */
    RIGHT {
      @Override
      double of(Distortion distortion, ImageShape shape) {
        return distortion.place(0, 0, shape)[0];
      }
    },
    /** How far down the middle of the image moves, in pixels. */
    DOWN {
      @Override
      double of(Distortion distortion, ImageShape shape) {
        return distortion.place(0, 0, shape)[1];
      }
    },
    /** ln b: the logarithm of what the values are multiplied by; beyond 1 they are cut off. */
    BRIGHTNESS {
      @Override
      double of(Distortion distortion, ImageShape shape) {
        return Math.log(distortion.tone.brightness());
      }
    },
    /** The turn of the hues, in radians; grey images have none. */
    HUE {
      @Override
      double of(Distortion distortion, ImageShape shape) {
        return shape.channels() == 3 ? distortion.tone.hue() : 0;
      }
    };

    abstract double of(Distortion distortion, ImageShape shape);

    /**
     * Whether an image and its mirror image differ in the factor, so that a distortion which also
     * mirrors does not say by how much it changes.
     *
     * @return true for slant, rotation and the place to the right
     */
    public boolean isReversedByMirrors() {
      return this == SLANT || this == ROTATION || this == RIGHT;
    }
  }

  private final double angle;
  private final double scale;
  private final double shear;
  private final double down;
  private final double right;
  private final double thickness;
  private final boolean mirrored;
  private final Crop crop;
  private final Elastic elastic;
  private final Tone tone;
  private final Cutout cutout;

  /**
   * A distortion of place, size, slant and thickness.
   *
   * @param angle the angle θ in radians
   * @param scale the scale s
   * @param shear the shear h, in pixels per pixel
   * @param down the shift's y in pixels
   * @param right the shift's x in pixels
   * @param thickness t; strokes are assumed to be bright on a dark ground
   */
  public Distortion(
      double angle, double scale, double shear, double down, double right, double thickness) {
    this(
        angle,
        scale,
        shear,
        down,
        right,
        thickness,
        false,
        Crop.NONE,
        Elastic.NONE,
        Tone.NONE,
        Cutout.NONE);
  }

  Distortion(
      double angle,
      double scale,
      double shear,
      double down,
      double right,
      double thickness,
      boolean mirrored,
      Crop crop,
      Elastic elastic,
      Tone tone,
      Cutout cutout) {
    this.angle = angle;
    this.scale = scale;
    this.shear = shear;
    this.down = down;
    this.right = right;
    this.thickness = thickness;
    this.mirrored = mirrored;
    this.crop = crop;
    this.elastic = elastic;
    this.tone = tone;
    this.cutout = cutout;
  }

  /**
   * The angle θ.
   *
   * @return radians
   */
  public double angle() {
    return angle;
  }

  /**
   * The scale s, without that of a crop.
   *
   * @return above 0
   */
  public double scale() {
    return scale;
  }

  /**
   * The shear h.
   *
   * @return pixels per pixel
   */
  public double shear() {
    return shear;
  }

  /**
   * The shift's y.
   *
   * @return pixels
   */
  public double down() {
    return down;
  }

  /**
   * The shift's x.
   *
   * @return pixels
   */
  public double right() {
    return right;
  }

  /**
   * The thickening t.
   *
   * @return from −1 to 1
   */
  public double thickness() {
    return thickness;
  }

  /**
   * How much this distortion changes a factor of an image. A mirrored image is measured as if it
   * were not.
   *
   * @param factor the factor
   * @param shape the shape of the image
   * @return the change in the factor's unit, 0 for none
   */
  public double amount(Factor factor, ImageShape shape) {
    return factor.of(this, shape);
  }

  /**
   * Where something in an image is found in the distorted one: at M⁻¹·(p − shift − crop) if it was
   * at p, with M = s·R(θ)·[1 h; 0 1]. Mirrors and smooth displacements are left out.
   *
   * @param x the place's distance to the right from the image's middle, in pixels
   * @param y its distance downwards, in pixels
   * @param shape the shape of the image
   * @return x and y of the new place, from the middle, in pixels
   */
  public double[] place(double x, double y, ImageShape shape) {
    double fromX = x - right - crop.right() * shape.width();
    double fromY = y - down - crop.down() * shape.height();
    double size = scale * crop.side();
    double newY = (Math.cos(angle) * fromY - Math.sin(angle) * fromX) / size;
    double newX = (Math.cos(angle) * fromX + Math.sin(angle) * fromY) / size - shear * newY;
    return new double[] {newX, newY};
  }

  /**
   * Distorts one image with values in [0, 1].
   *
   * @param image the C·H·W values of the image. Not modified.
   * @param shape the shape of the image
   * @param distorted C·H·W values, another array than {@code image}. Modified.
   */
  public void apply(float[] image, ImageShape shape, float[] distorted) {
    apply(image, shape, 0, distorted);
  }

  /**
   * Distorts one image.
   *
   * @param image the C·H·W values of the image. Not modified.
   * @param shape the shape of the image
   * @param black the value of black; that of white is 1
   * @param distorted C·H·W values, another array than {@code image}. Modified.
   */
  public void apply(float[] image, ImageShape shape, float black, float[] distorted) {
    resample(image, shape, distorted);
    if (thickness != 0) {
      thicken(distorted, shape);
    }
    if (!tone.equals(Tone.NONE)) {
      for (int i = 0; i < distorted.length; i++) {
        distorted[i] = (distorted[i] - black) / (1 - black);
      }
      tone.apply(distorted, shape);
      for (int i = 0; i < distorted.length; i++) {
        distorted[i] = black + (1 - black) * distorted[i];
      }
    }
    if (!cutout.equals(Cutout.NONE)) {
      cutout.apply(distorted, shape);
    }
  }

  private void resample(float[] image, ImageShape shape, float[] distorted) {
    double size = scale * crop.side();
    double xx = size * Math.cos(angle);
    double yx = size * Math.sin(angle);
    double xy = xx * shear - yx;
    double yy = yx * shear + xx;
    int height = shape.height();
    int width = shape.width();
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    double moveX = right + crop.right() * width;
    double moveY = down + crop.down() * height;
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        double x = middleX + moveX + xx * (j - middleX) + xy * (i - middleY);
        double y = middleY + moveY + yx * (j - middleX) + yy * (i - middleY);
        if (!elastic.isNone()) {
          double v = i / Math.max(1.0, height - 1);
          double u = j / Math.max(1.0, width - 1);
          x += elastic.right(v, u);
          y += elastic.down(v, u);
        }
        double column = clamp(x, width - 1);
        column = mirrored ? width - 1 - column : column;
        sample(image, shape, clamp(y, height - 1), column, i * width + j, distorted);
      }
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
