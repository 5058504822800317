package org.infogan.data;

import java.util.Arrays;

/** What images held in memory share: checks of arguments, and labels. */
abstract class MemoryImages implements ImageDataset {

  private final int size;
  private final ImageShape shape;

  /** One class per image, or null if no image has one. */
  private final int[] labels;

  /**
   * Keeps the description of the images.
   *
   * @param size the number of images
   * @param shape the shape of each image
   * @param labels the class of each image, or null. Not modified.
   * @throws IllegalArgumentException if there are no images, if the number of labels differs from
   *     that of the images, or if a label is below {@link #NO_LABEL}
   */
  MemoryImages(int size, ImageShape shape, int[] labels) {
    if (size < 1) {
      throw new IllegalArgumentException("images: expected at least one, found none");
    }
    this.size = size;
    this.shape = shape;
    this.labels = labels == null ? null : checkedCopy(labels, size);
  }

  /** Copies one image; the arguments are checked. */
  abstract void copy(int index, float[] pixels);

  @Override
  public int size() {
    return size;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public void read(int index, float[] pixels) {
    ReadChecks.requireIndex(index, size);
    ReadChecks.requireLength(pixels, shape);
    copy(index, pixels);
  }

  @Override
  public int label(int index) {
    ReadChecks.requireIndex(index, size);
    return labels == null ? NO_LABEL : labels[index];
  }

  @Override
  public int[] labels() {
    return labels == null ? ImageDataset.super.labels() : labels.clone();
  }

  private static int[] checkedCopy(int[] labels, int images) {
    if (labels.length != images) {
      throw new IllegalArgumentException(
          "labels: expected " + images + ", one per image, found " + labels.length);
    }
    for (int i = 0; i < images; i++) {
      if (labels[i] < NO_LABEL) {
        throw new IllegalArgumentException(
            "label of image " + i + ": expected a class of 0 or above, found " + labels[i]);
      }
    }
    return Arrays.copyOf(labels, images);
  }
}
