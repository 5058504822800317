package org.infogan.data.augment;

import java.util.random.RandomGenerator;
import org.infogan.data.ImageShape;

/**
 * A change of an image's values v in [0, 1] that leaves black as it is:
 *
 * <pre>
 * brighter    v ← min(1, b·v)
 * contrast    v ← v + min(1, 10·v)·(k − 1)·(v − m),  kept within [0, 1]      m = Σ v² / Σ v
 * hue         the plane of I and Q in YIQ turned by an angle, for images of three channels
 * </pre>
 *
 * <p>m is the mean of the values, each weighted by itself, so that a dark ground does not count.
 *
 * @param brightness b, above 0; 1 changes nothing
 * @param contrast k, above 0; 1 changes nothing
 * @param hue the angle in radians; 0 changes nothing
 */
record Tone(double brightness, double contrast, double hue) {

  /** Changes nothing. */
  static final Tone NONE = new Tone(1, 1, 0);

  /**
   * Draws a change.
   *
   * @param brightness the standard deviation of ln b; 0 draws nothing
   * @param contrast the standard deviation of ln k; 0 draws nothing
   * @param hue the standard deviation of the angle; 0 draws nothing
   * @param random the source of the draws
   * @return a change for one image
   */
  static Tone draw(double brightness, double contrast, double hue, RandomGenerator random) {
    return new Tone(
        brightness == 0 ? 1 : Math.exp(brightness * random.nextGaussian()),
        contrast == 0 ? 1 : Math.exp(contrast * random.nextGaussian()),
        hue == 0 ? 0 : hue * random.nextGaussian());
  }

  /**
   * Changes an image.
   *
   * @param image C·H·W values in [0, 1]. Modified.
   * @param shape the image's shape
   */
  void apply(float[] image, ImageShape shape) {
    if (brightness != 1) {
      for (int i = 0; i < image.length; i++) {
        image[i] = Math.min(1, image[i] * (float) brightness);
      }
    }
    if (contrast != 1) {
      spread(image);
    }
    if (hue != 0 && shape.channels() == 3) {
      turn(image, shape.height() * shape.width());
    }
  }

  private void spread(float[] image) {
    double sum = 0;
    double squares = 0;
    for (float v : image) {
      sum += v;
      squares += v * (double) v;
    }
    float mean = sum == 0 ? 0 : (float) (squares / sum);
    float gain = (float) (contrast - 1);
    for (int i = 0; i < image.length; i++) {
      float v = image[i];
      image[i] = clamp(v + Math.min(1, 10 * v) * gain * (v - mean));
    }
  }

  private void turn(float[] image, int plane) {
    double cos = Math.cos(hue);
    double sin = Math.sin(hue);
    for (int p = 0; p < plane; p++) {
      float red = image[p];
      float green = image[plane + p];
      float blue = image[2 * plane + p];
      double y = 0.299 * red + 0.587 * green + 0.114 * blue;
      double i = 0.596 * red - 0.274 * green - 0.322 * blue;
      double q = 0.211 * red - 0.523 * green + 0.312 * blue;
      double i2 = cos * i - sin * q;
      double q2 = sin * i + cos * q;
      image[p] = clamp(y + 0.956 * i2 + 0.621 * q2);
      image[plane + p] = clamp(y - 0.272 * i2 - 0.647 * q2);
      image[2 * plane + p] = clamp(y - 1.106 * i2 + 1.703 * q2);
    }
  }

  private static float clamp(double value) {
    return (float) Math.max(0, Math.min(1, value));
  }
}
