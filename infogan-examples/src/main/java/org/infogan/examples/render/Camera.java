package org.infogan.examples.render;

import java.util.SplittableRandom;

/**
 * What a poor camera makes of a colour picture.
 *
 * @param blur how much of every pixel goes to its neighbours, from 0 to 1
 * @param noise the standard deviation of the noise that is added to every value
 */
record Camera(double blur, double noise) {

  static Camera random(SplittableRandom random) {
    return new Camera(Variation.uniform(random, 0, 0.6), Variation.uniform(random, 0.005, 0.035));
  }

  /**
   * Blurs, dims and adds noise.
   *
   * @param light what all values are multiplied by
   * @param pixels [3, side, side], in [0, 1] on return. Modified.
   */
  void expose(int side, double light, SplittableRandom random, float[] pixels) {
    for (int plane = 0; plane < 3; plane++) {
      for (int line = 0; line < side; line++) {
        blur(pixels, plane * side * side + line * side, 1, side);
        blur(pixels, plane * side * side + line, side, side);
      }
    }
    for (int i = 0; i < pixels.length; i++) {
      double value = light * pixels[i] + noise * random.nextGaussian();
      pixels[i] = (float) Math.min(1, Math.max(0, value));
    }
  }

  /** Weights blur/4, 1 − blur/2, blur/4 along one line; the pixels at its ends are repeated. */
  private void blur(float[] pixels, int first, int step, int length) {
    float aside = (float) (blur / 4);
    float before = pixels[first];
    for (int i = 0; i < length; i++) {
      int at = first + i * step;
      float here = pixels[at];
      float after = i + 1 < length ? pixels[at + step] : here;
      pixels[at] = here + aside * (before - 2 * here + after);
      before = here;
    }
  }
}
