package org.infogan.examples.render;

/** Colours by hue, saturation and brightness. */
final class Hsv {

  private Hsv() {}

  /**
   * Red, green and blue.
   *
   * @param hue 0 for red, 1/3 for green, 2/3 for blue; its whole part does not count
   * @param saturation from 0 for grey to 1
   * @param value from 0 for black to 1
   */
  static float[] rgb(double hue, double saturation, double value) {
    float[] rgb = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      // Each channel is at its least over a third of the circle, at its most over another.
      double distance = hue - channel / 3.0;
      double away = Math.abs(distance - Math.rint(distance));
      double share = Math.min(1, Math.max(0, 2 - 6 * away));
      rgb[channel] = (float) (value * (1 - saturation * (1 - share)));
    }
    return rgb;
  }
}
