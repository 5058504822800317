package org.infogan.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A view of some images of a data set, in an order of its own. */
final class ImageSubset implements ImageDataset {

  private final ImageDataset source;
  private final int[] indices;

  /**
   * Describes the view.
   *
   * @param source the data set
   * @param indices the indices of the images to show. Not modified.
   * @throws IllegalArgumentException if there are none
   * @throws IndexOutOfBoundsException if the data set has no such image
   */
  ImageSubset(ImageDataset source, int[] indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("images: expected at least one, found none");
    }
    for (int index : indices) {
      ReadChecks.requireIndex(index, source.size());
    }
    this.source = source;
    this.indices = indices.clone();
  }

  /** As {@link ImageDataset#split}. */
  static Split split(ImageDataset source, double testFraction, long seed) {
    int size = source.size();
    double count = Math.rint(testFraction * size);
    // Written so that NaN fails too.
    if (!(count >= 1 && count < size)) {
      throw new IllegalArgumentException(
          ("test fraction: expected at least one of " + size + " images in each part, found ")
              + testFraction);
    }
    int[] order = IntStream.range(0, size).toArray();
    Shuffle.apply(order, new SplittableRandom(seed));
    BitSet test = new BitSet(size);
    IntStream.range(0, (int) count).forEach(i -> test.set(order[i]));
    return split(source, test::get);
  }

  /** As {@link ImageDataset#splitEvery}. */
  static Split splitEvery(ImageDataset source, int n) {
    if (n < 2 || n > source.size()) {
      throw new IllegalArgumentException(
          "split: expected every n-th image with n from 2 to " + source.size() + ", found " + n);
    }
    return split(source, i -> i % n == n - 1);
  }

  private static Split split(ImageDataset source, IntPredicate isTest) {
    int[] train = IntStream.range(0, source.size()).filter(isTest.negate()).toArray();
    int[] test = IntStream.range(0, source.size()).filter(isTest).toArray();
    return new Split(new ImageSubset(source, train), new ImageSubset(source, test));
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public ImageShape shape() {
    return source.shape();
  }

  @Override
  public void read(int index, float[] pixels) {
    ReadChecks.requireIndex(index, indices.length);
    source.read(indices[index], pixels);
  }

  @Override
  public int label(int index) {
    ReadChecks.requireIndex(index, indices.length);
    return source.label(indices[index]);
  }

  @Override
  public boolean readsFromDisk() {
    return source.readsFromDisk();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageSubset view
        && source.equals(view.source)
        && Arrays.equals(indices, view.indices);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, Arrays.hashCode(indices));
  }
}
