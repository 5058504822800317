package org.infogan.data;

import java.util.Objects;

/** A view of a data set that converts each image as it is read. */
final class MappedImages implements ImageDataset {

  private final ImageDataset source;
  private final ImageShape shape;
  private final String conversion;
  private final PixelMap map;

  /**
   * Describes the view.
   *
   * @param source the images to convert
   * @param shape the shape of each image afterwards
   * @param conversion the name of what is done: views of equal sources and shapes with equal
   *     conversions are equal
   * @param map converts one image
   */
  MappedImages(ImageDataset source, ImageShape shape, String conversion, PixelMap map) {
    this.source = source;
    this.shape = shape;
    this.conversion = conversion;
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

  @Override
  public boolean equals(Object other) {
    return other instanceof MappedImages view
        && source.equals(view.source)
        && shape.equals(view.shape)
        && conversion.equals(view.conversion);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, shape, conversion);
  }
}
