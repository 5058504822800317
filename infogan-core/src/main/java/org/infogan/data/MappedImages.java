package org.infogan.data;

/** A view of a data set that converts each image as it is read. */
final class MappedImages implements ImageDataset {

  private final ImageDataset source;
  private final ImageShape shape;
  private final PixelMap map;

  MappedImages(ImageDataset source, ImageShape shape, PixelMap map) {
    this.source = source;
    this.shape = shape;
    this.map = map;
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public void read(int index, float[] pixels) {
    ReadChecks.requireLength(pixels, shape);
    float[] original = new float[source.shape().pixels()];
    source.read(index, original);
    map.apply(original, pixels);
  }

  @Override
  public int label(int index) {
    return source.label(index);
  }

  @Override
  public boolean readsFromDisk() {
    return source.readsFromDisk();
  }
}
