package org.infogan.examples.render;

import java.util.List;
import java.util.SplittableRandom;
import org.infogan.data.ImageShape;

/**
 * Digits of house numbers, 32×32 colour, drawn here; a stand-in for SVHN, which it is not. The
 * digit in the middle counts; its neighbours are cut off at the sides.
 *
 * <p>Factors: digit 10, hue 12 (of the background, around the circle), lighting 10 (dim to bright,
 * evenly), polarity 2 (dark digits on bright ground, bright digits on dark), variant 5000 (form,
 * thickness, slant and place of the digits, neighbours, colours, gradient, blur, noise). The label
 * is the digit. 12 million images, drawn when they are read: train on {@link #draws}.
 */
public final class HouseNumbers extends FactorGrid {

  private static final int SIDE = 32;
  private static final int HUES = 12;
  private static final int LIGHTINGS = 10;

  /** All numbers. */
  public HouseNumbers() {
    super(
        new ImageShape(3, SIDE, SIDE),
        List.of(
            new Factor("digit", 10),
            new Factor("hue", HUES),
            new Factor("lighting", LIGHTINGS),
            new Factor("polarity", 2),
            new Factor("variant", 5000)));
  }

  @Override
  void paint(int[] values, float[] pixels) {
    SplittableRandom random = Variation.random(values[4]);
    NumberStyle style = NumberStyle.random(random);
    boolean brightDigits = values[3] == 1;
    float[] ground = colour(random, (double) values[1] / HUES, !brightDigits);
    float[] groundEnd = faded(ground, Variation.uniform(random, 0.6, 1));
    float[] ink = colour(random, random.nextDouble(), brightDigits);
    Canvas canvas = new Canvas(3, SIDE, 2);
    canvas.fill(Paint.gradient(ground, groundEnd, 2 * Math.PI * random.nextDouble()));
    Region[] strokes = strokes(values[0], style, random);
    double shadow = Math.max(0, Variation.uniform(random, -0.05, 0.05));
    if (shadow > 0) {
      canvas.fill(Paint.flat(0, 0, 0), 0.35, moved(strokes, shadow));
    }
    canvas.fill(Paint.gradient(ink, faded(ink, 0.85), 0.5 * Math.PI), 1, strokes);
    canvas.copyTo(pixels);
    Camera camera = Camera.random(random);
    double light = Variation.between(0.35, 1, values[2], LIGHTINGS);
    camera.expose(SIDE, light, random, pixels);
  }

  private static Region[] strokes(int digit, NumberStyle style, SplittableRandom random) {
    List<Region> strokes = style.digit(digit, 0);
    for (int place = -1; place <= 1; place += 2) {
      int neighbour = random.nextInt(10);
      // A digit at either end of its number has no neighbour there.
      if (random.nextInt(4) > 0) {
        strokes.addAll(style.digit(neighbour, place));
      }
    }
    return strokes.toArray(new Region[0]);
  }

  /** A light that comes from above left throws the shadow below right. */
  private static Region[] moved(Region[] regions, double by) {
    Region[] moved = new Region[regions.length];
    for (int i = 0; i < regions.length; i++) {
      Region region = regions[i];
      double[] b = region.bounds();
      double[] bounds = {b[0] + by, b[1] + by, b[2] + by, b[3] + by};
      moved[i] = Region.within(bounds, (x, y) -> region.contains(x - by, y - by));
    }
    return moved;
  }

  private static float[] colour(SplittableRandom random, double hue, boolean bright) {
    return bright
        ? Hsv.rgb(hue, Variation.uniform(random, 0.05, 0.45), Variation.uniform(random, 0.75, 1))
        : Hsv.rgb(hue, Variation.uniform(random, 0.3, 0.9), Variation.uniform(random, 0.1, 0.42));
  }

  private static float[] faded(float[] colour, double by) {
    return new float[] {
      (float) (colour[0] * by), (float) (colour[1] * by), (float) (colour[2] * by)
    };
  }
}
