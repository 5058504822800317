package org.infogan.examples.render;

import java.util.List;
import java.util.SplittableRandom;
import org.infogan.data.ImageShape;

/**
 * Images with random values of the factors. The randomness of image i comes from the seed and i
 * alone, so that images can be read in any order and by any number of threads.
 */
final class FactorDraws implements FactorImages {

  private final FactorImages images;
  private final int size;
  private final long seed;

  FactorDraws(FactorImages images, int size, long seed) {
    if (size < 1) {
      throw new IllegalArgumentException("draws: expected at least 1 image, found " + size);
    }
    this.images = images;
    this.size = size;
    this.seed = seed;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public List<Factor> factors() {
    return images.factors();
  }

  @Override
  public int[] values(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "image index: expected 0 to " + (size - 1) + ", found " + index);
    }
    SplittableRandom random = Variation.random(seed, index);
    return factors().stream().mapToInt(factor -> random.nextInt(factor.count())).toArray();
  }

  @Override
  public void render(int[] values, float[] pixels) {
    images.render(values, pixels);
  }

  @Override
  public int labelOf(int[] values) {
    return images.labelOf(values);
  }
}
