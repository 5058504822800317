package org.infogan.examples.render;

import java.util.Arrays;
import java.util.List;
import org.infogan.data.ImageShape;

/**
 * Every combination of the factors' values once, in the order of an odometer: the last factor
 * changes from each image to the next. Nothing is kept in memory; an image is drawn when it is
 * read.
 */
abstract class FactorGrid implements FactorImages {

  private final ImageShape shape;
  private final List<Factor> factors;
  private final int size;

  /**
   * Keeps the description of the images.
   *
   * @param shape of each image
   * @param factors what varies
   * @throws IllegalArgumentException if there are more combinations than an int can number
   */
  FactorGrid(ImageShape shape, List<Factor> factors) {
    this.shape = shape;
    this.factors = List.copyOf(factors);
    this.size = combinations(factors);
  }

  private static int combinations(List<Factor> factors) {
    long product = 1;
    for (Factor factor : factors) {
      product *= factor.count();
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "factors: expected at most " + Integer.MAX_VALUE + " combinations, found " + factors);
      }
    }
    return (int) product;
  }

  /** Draws one image; the arguments are checked. */
  abstract void paint(int[] values, float[] pixels);

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final ImageShape shape() {
    return shape;
  }

  @Override
  public final List<Factor> factors() {
    return factors;
  }

  @Override
  public final int[] values(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "image index: expected 0 to " + (size - 1) + ", found " + index);
    }
    int[] values = new int[factors.size()];
    int rest = index;
    for (int i = values.length - 1; i >= 0; i--) {
      int count = factors.get(i).count();
      values[i] = rest % count;
      rest /= count;
    }
    return values;
  }

  @Override
  public final void render(int[] values, float[] pixels) {
    if (values.length != factors.size()) {
      throw new IllegalArgumentException(
          ("factor values: expected " + factors.size() + ", one for each of " + names())
              + (", found " + Arrays.toString(values)));
    }
    for (int i = 0; i < values.length; i++) {
      requireInRange(factors.get(i), values[i]);
    }
    if (pixels.length != shape.pixels()) {
      throw new IllegalArgumentException(
          ("pixels: expected an array of length " + shape.pixels() + " for an image of shape ")
              + (shape + ", found length " + pixels.length));
    }
    paint(values, pixels);
  }

  private List<String> names() {
    return factors.stream().map(Factor::name).toList();
  }

  static void requireInRange(Factor factor, int value) {
    if (value < 0 || value >= factor.count()) {
      throw new IllegalArgumentException(
          ("factor " + factor.name() + ": expected a value from 0 to " + (factor.count() - 1))
              + (", found " + value));
    }
  }
}
