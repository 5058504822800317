package org.infogan.data;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Images in memory, one float per value. The values count as they stand, whatever their type: they
 * must lie in [0, 1], so bytes from 0 to 255 are to be divided by 255 (as FLOAT) beforehand, or
 * given to {@link ByteImages}.
 */
public final class FloatImages extends MemoryImages {

  /** One array per image, which lets a data set outgrow the 8 GB of a single array. */
  private final float[][] images;

  /** Takes over {@code images}, which the caller has checked. */
  FloatImages(ImageShape shape, float[][] images, int[] labels) {
    super(images.length, shape, labels);
    this.images = images;
  }

  /**
   * Copies images without labels.
   *
   * @param shape the shape of each image
   * @param images N arrays of C·H·W values in [0, 1], channel by channel and row by row. Not
   *     modified.
   * @return the N images
   * @throws IllegalArgumentException if there are no images, one has another length, or a value is
   *     not a number in [0, 1]
   */
  public static FloatImages of(ImageShape shape, float[][] images) {
    float[][] copies = new float[images.length][];
    Arrays.setAll(copies, i -> images[i].clone());
    return wrap(shape, copies);
  }

  /**
   * Takes arrays over as images without labels, for readers of files that would else need twice the
   * memory.
   *
   * @param shape the shape of each image
   * @param images N arrays of C·H·W values in [0, 1], channel by channel and row by row. Not
   *     modified, and not to be modified afterwards.
   * @return the N images
   * @throws IllegalArgumentException if there are no images, one has another length, or a value is
   *     not a number in [0, 1]
   */
  public static FloatImages wrap(ImageShape shape, float[][] images) {
    for (int i = 0; i < images.length; i++) {
      if (images[i].length != shape.pixels()) {
        throw new IllegalArgumentException(
            ("image " + i + ": expected " + shape.pixels() + " values for shape " + shape)
                + (", found " + images[i].length));
      }
      ReadChecks.requireUnit(i, images[i]);
    }
    return new FloatImages(shape, images.clone(), null);
  }

  /**
   * Copies images without labels.
   *
   * @param images [N, C, H, W], or [N, H, W] for one channel, of any numeric type, order or stride;
   *     every value in [0, 1]. Not modified, and free to be closed afterwards.
   * @return the N images
   * @throws IllegalArgumentException if the rank is another, the array is empty, or a value is not
   *     a number in [0, 1]
   */
  public static FloatImages copyOf(INDArray images) {
    FloatImagesCollector collector = new FloatImagesCollector(null);
    collector.add(images, null);
    return collector.images();
  }

  /**
   * Copies all batches of an iterator, as {@link #copyOf(DataSetIterator, ImageShape)} does, whose
   * features have the shape of an image.
   *
   * @param batches gives features [B, C, H, W] or [B, H, W], labels one-hot [B, K] or none
   * @return the images in the order of the batches
   * @throws IllegalArgumentException if the features are flat, or as for {@link
   *     #copyOf(DataSetIterator, ImageShape)}
   */
  public static FloatImages copyOf(DataSetIterator batches) {
    return FloatImagesCollector.collect(batches, new FloatImagesCollector(null));
  }

  /**
   * Copies all batches of an iterator, a last smaller one included. The iterator is reset before
   * and after where it supports that. One-hot labels become classes; images without labels get
   * {@link #NO_LABEL}.
   *
   * @param batches gives features [B, C·H·W], [B, C, H, W] or [B, H, W], every value in [0, 1];
   *     labels one-hot [B, K] or none
   * @param shape the shape of each image
   * @return the images in the order of the batches
   * @throws IllegalArgumentException if there are no images, if features have another shape or hold
   *     a value that is not a number in [0, 1], or if labels are not one-hot
   */
  public static FloatImages copyOf(DataSetIterator batches, ImageShape shape) {
    return FloatImagesCollector.collect(batches, new FloatImagesCollector(shape));
  }

  /**
   * The same images with these labels.
   *
   * @param labels the class of each image, 0 or above, or {@link #NO_LABEL}. Not modified.
   * @return a data set that shares the pixels of this one
   * @throws IllegalArgumentException if the number of labels differs from that of the images or a
   *     label is below {@link #NO_LABEL}
   */
  public FloatImages withLabels(int[] labels) {
    return new FloatImages(shape(), images, labels);
  }

  @Override
  void copy(int index, float[] pixels) {
    System.arraycopy(images[index], 0, pixels, 0, pixels.length);
  }
}
