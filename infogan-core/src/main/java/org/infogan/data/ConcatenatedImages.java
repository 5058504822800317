package org.infogan.data;

import java.util.Arrays;
import java.util.List;

/** A view of several data sets, one after the other. */
final class ConcatenatedImages implements ImageDataset {

  private final List<ImageDataset> parts;

  /** For each part the index of its first image here, and then the number of all images. */
  private final int[] starts;

  /**
   * Describes the view.
   *
   * @param parts at least one data set, all with images of one shape
   * @throws IllegalArgumentException if there are none, shapes differ, or the images are more than
   *     2³¹ − 1
   */
  ConcatenatedImages(List<ImageDataset> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("data sets: expected at least one, found none");
    }
    this.parts = List.copyOf(parts);
    starts = new int[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).shape().equals(shape())) {
        throw new IllegalArgumentException(
            ("data set " + i + ": expected images of shape " + shape() + " like those of the first")
                + (", found " + parts.get(i).shape()));
      }
      long end = (long) starts[i] + parts.get(i).size();
      if (end > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "data sets: expected at most " + Integer.MAX_VALUE + " images, found " + end);
      }
      starts[i + 1] = (int) end;
    }
  }

  @Override
  public int size() {
    return starts[parts.size()];
  }

  @Override
  public ImageShape shape() {
    return parts.get(0).shape();
  }

  @Override
  public void read(int index, float[] pixels) {
    int part = partOf(index);
    parts.get(part).read(index - starts[part], pixels);
  }

  @Override
  public int label(int index) {
    int part = partOf(index);
    return parts.get(part).label(index - starts[part]);
  }

  private int partOf(int index) {
    ReadChecks.requireIndex(index, size());
    int position = Arrays.binarySearch(starts, index);
    return position >= 0 ? position : -position - 2;
  }

  @Override
  public boolean readsFromDisk() {
    return parts.stream().anyMatch(ImageDataset::readsFromDisk);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConcatenatedImages view && parts.equals(view.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }
}
