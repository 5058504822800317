package org.infogan.examples;

import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/**
 * The first images of a data set, where all would cost time and change little.
 *
 * @param images where they are from
 * @param size how many, at most as many as there are
 */
record FirstImages(ImageDataset images, int size) implements ImageDataset {

  /** At most that many images of a data set. */
  static ImageDataset atMost(int size, ImageDataset images) {
    return size < images.size() ? new FirstImages(images, size) : images;
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public void read(int index, float[] pixels) {
    images.read(index, pixels);
  }

  @Override
  public int label(int index) {
    return images.label(index);
  }
}
