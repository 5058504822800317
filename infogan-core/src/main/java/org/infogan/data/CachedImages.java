package org.infogan.data;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** A view of a data set that keeps each image, one byte per value, once it has been read. */
final class CachedImages implements ImageDataset {

  private final ImageDataset source;
  private final AtomicReferenceArray<byte[]> kept;

  /**
   * Begins with no image.
   *
   * @param source the data set
   */
  CachedImages(ImageDataset source) {
    this.source = source;
    kept = new AtomicReferenceArray<>(source.size());
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public ImageShape shape() {
    return source.shape();
  }

  @Override
  public void read(int index, float[] pixels) {
    ReadChecks.requireIndex(index, size());
    ReadChecks.requireLength(pixels, shape());
    byte[] image = kept.get(index);
    if (image == null) {
      source.read(index, pixels);
      ReadChecks.requireUnit(index, pixels);
      image = new byte[pixels.length];
      for (int i = 0; i < image.length; i++) {
        image[i] = (byte) Math.round(255 * pixels[i]);
      }
      kept.set(index, image);
    }
    // The first reader, too, gets what all later ones get.
    for (int i = 0; i < image.length; i++) {
      pixels[i] = Byte.toUnsignedInt(image[i]) / 255f;
    }
  }

  @Override
  public int label(int index) {
    return source.label(index);
  }

  @Override
  public boolean readsFromDisk() {
    return source.readsFromDisk();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CachedImages view && source.equals(view.source);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + 1;
  }
}
