package org.infogan.examples.render;

import java.util.SplittableRandom;

/**
 * What makes two drawn faces differ beyond the named factors. Lengths are parts of the picture's
 * side.
 *
 * @param halfWidth of the face
 * @param halfHeight of the face
 * @param eyeDistance from the middle of the face to an eye
 * @param eyeSize half the width of an eye
 * @param noseLength from the eyes to the tip
 * @param mouthWidth half the width of the mouth
 * @param browTilt how much higher the outer end of a brow is
 * @param iris colour of the eyes
 * @param shirt colour of the shoulders
 * @param ground what lies behind: one colour that fades to another
 */
record FaceStyle(
    double halfWidth,
    double halfHeight,
    double eyeDistance,
    double eyeSize,
    double noseLength,
    double mouthWidth,
    double browTilt,
    Paint iris,
    Paint shirt,
    Paint ground) {

  /** The same number always gives the same style. */
  static FaceStyle numbered(int number) {
    SplittableRandom random = Variation.random(number);
    double halfWidth = Variation.uniform(random, 0.2, 0.25);
    return new FaceStyle(
        halfWidth,
        Variation.uniform(random, 0.27, 0.32),
        halfWidth * Variation.uniform(random, 0.42, 0.5),
        Variation.uniform(random, 0.042, 0.056),
        Variation.uniform(random, 0.11, 0.16),
        Variation.uniform(random, 0.07, 0.1),
        Variation.uniform(random, -0.02, 0.02),
        Paint.flat(iris(random)),
        Paint.flat(colour(random, 0.7)),
        Paint.gradient(
            colour(random, 0.5), colour(random, 0.5), 2 * Math.PI * random.nextDouble()));
  }

  private static float[] iris(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? Hsv.rgb(Variation.uniform(random, 0.3, 0.6), 0.5, 0.6)
        : Hsv.rgb(0.07, 0.6, Variation.uniform(random, 0.15, 0.35));
  }

  private static float[] colour(SplittableRandom random, double saturation) {
    double hue = random.nextDouble();
    return Hsv.rgb(hue, saturation * random.nextDouble(), Variation.uniform(random, 0.15, 0.95));
  }
}
