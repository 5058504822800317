package org.infogan.examples;

import java.util.function.IntUnaryOperator;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/**
 * Some images of a data set.
 *
 * @param images where they are from
 * @param size how many
 * @param index in {@code images}, from the index here
 */
public record ImageSubset(ImageDataset images, int size, IntUnaryOperator index)
    implements ImageDataset {

  private static final int TEN = 10;

  /** The first images, where all would cost time and change little. */
  public static ImageDataset atMost(int size, ImageDataset images) {
    return size < images.size()
        ? new ImageSubset(images, size, IntUnaryOperator.identity())
        : images;
  }

  /** Images 9, 19, 29 and so on: of every class, also where images are sorted by class. */
  public static ImageDataset everyTenth(ImageDataset images) {
    return new ImageSubset(images, images.size() / TEN, i -> TEN * i + TEN - 1);
  }

  /** All images but {@link #everyTenth}. */
  public static ImageDataset butEveryTenth(ImageDataset images) {
    return new ImageSubset(images, images.size() - images.size() / TEN, i -> i + i / (TEN - 1));
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public void read(int i, float[] pixels) {
    images.read(index.applyAsInt(i), pixels);
  }

  @Override
  public int label(int i) {
    return images.label(index.applyAsInt(i));
  }

  @Override
  public boolean readsFromDisk() {
    return images.readsFromDisk();
  }
}
