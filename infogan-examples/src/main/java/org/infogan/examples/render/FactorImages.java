package org.infogan.examples.render;

import java.util.List;
import org.infogan.data.ImageDataset;

/**
 * Images whose factors of variation are known. The values of all factors, one number for each, make
 * the image: the same values always give the same pixels.
 */
public interface FactorImages extends ImageDataset {

  /**
   * What varies.
   *
   * @return the factors, in the order of {@link #values}
   */
  List<Factor> factors();

  /**
   * The values of the factors in one image.
   *
   * @param index from 0 to {@link #size()} − 1
   * @return one value per factor, each from 0 to its count − 1
   * @throws IndexOutOfBoundsException if there is no such image
   */
  int[] values(int index);

  /**
   * Draws the image that has these values.
   *
   * @param values one per factor, each from 0 to its count − 1. Not modified.
   * @param pixels C·H·W values in [0, 1] on return, channel by channel and row by row. Modified.
   * @throws IllegalArgumentException if there are more or fewer values than factors, a value is out
   *     of range, or {@code pixels} has another length
   */
  void render(int[] values, float[] pixels);

  @Override
  default void read(int index, float[] pixels) {
    render(values(index), pixels);
  }

  /**
   * The class of an image that has these values.
   *
   * @param values one per factor. Not modified.
   * @return the value of the first factor, unless the data set says otherwise
   */
  default int labelOf(int[] values) {
    return values[0];
  }

  /** As {@link #labelOf} has it. */
  @Override
  default int label(int index) {
    return labelOf(values(index));
  }

  /**
   * Images with random values, every factor uniform and independent of the others.
   *
   * @param size the number of images, at least 1
   * @param seed the same seed gives the same images
   * @return images of the same factors
   * @throws IllegalArgumentException if the size is below 1
   */
  default FactorImages draws(int size, long seed) {
    return new FactorDraws(this, size, seed);
  }

  /**
   * Every combination of values, with those of one factor restricted to some.
   *
   * @param name of the factor
   * @param values those that remain; they are numbered from 0 afterwards, but labels stay what they
   *     were. Not modified.
   * @return the remaining images
   * @throws IllegalArgumentException if there is no such factor, or a value is out of range
   */
  default FactorImages restricted(String name, int... values) {
    return new RestrictedFactor(this, name, values);
  }
}
