package org.infogan.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.backend.HostMemory;
import org.infogan.backend.LastingArrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images of one size, read by index. Every pixel value lies in [0, 1]; the trainer maps it to the
 * range that its generator produces. Implementations are immutable and may be read from several
 * threads at once.
 *
 * <p>Images of one's own, whatever their sizes, become grey ones of 28 × 28 by
 *
 * <pre>{@code
 * List<BufferedImage> photos = ...;
 * ImageDataset images = ImageDataset.of(photos, new ImageShape(1, 28, 28), ResizeMode.COVER);
 * }</pre>
 *
 * <p>The other methods return views, which copy nothing. Two views are equal when they were made
 * with equal arguments of data sets that are equal; a trainer takes them for the same data.
 */
public interface ImageDataset {

  /** What {@link #label} returns for an image whose class is not known. */
  int NO_LABEL = -1;

  /**
   * The number of images.
   *
   * @return at least one
   */
  int size();

  /**
   * The size of every image.
   *
   * @return channels, height and width
   */
  ImageShape shape();

  /**
   * Copies one image, channel by channel and row by row.
   *
   * @param index the index of the image, from 0 to {@link #size()} − 1
   * @param pixels C·H·W values in [0, 1] on return. Modified.
   */
  void read(int index, float[] pixels);

  /**
   * The class of one image. Evaluation reads it; training does only of images that are given to it
   * as hints.
   *
   * @param index the index of the image, from 0 to {@link #size()} − 1
   * @return the class, 0 or above, or {@link #NO_LABEL}
   */
  default int label(int index) {
    return NO_LABEL;
  }

  /**
   * The classes of all images.
   *
   * @return [N], each 0 or above, or {@link #NO_LABEL}; a new array
   */
  default int[] labels() {
    return IntStream.range(0, size()).map(this::label).toArray();
  }

  /**
   * Copies all images to one array.
   *
   * @return [N, C, H, W], which the caller closes
   */
  default INDArray toArray() {
    INDArray all =
        LastingArrays.uninitialized(
            DataType.FLOAT, size(), shape().channels(), shape().height(), shape().width());
    float[] pixels = new float[shape().pixels()];
    try {
      for (int i = 0; i < size(); i++) {
        read(i, pixels);
        HostMemory.writeRow(pixels, all, i);
      }
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
    return all;
  }

  /**
   * Copies Java's images, as {@link Images#toPixels} reads them, into memory; {@link
   * Images#toDataset} does the same for a stream.
   *
   * @param images at least one image, of whatever sizes, grey or in colour. Not modified.
   * @param shape the shape to give to every image, with one channel or three
   * @param mode what becomes of height and width
   * @return as many images, without labels until {@link FloatImages#withLabels} gives them some
   * @throws IllegalArgumentException if there are no images, the shape has another number of
   *     channels, or by {@link ResizeMode#PAD} an image is larger than {@code shape}
   */
  static FloatImages of(List<BufferedImage> images, ImageShape shape, ResizeMode mode) {
    return images.stream().collect(Images.toDataset(shape, mode));
  }

  /**
   * Several data sets one after the other.
   *
   * @param parts at least one data set, all with images of one shape. Not modified.
   * @return a view of all images
   * @throws IllegalArgumentException if there are no data sets, shapes differ, or the images are
   *     more than 2³¹ − 1
   */
  static ImageDataset concat(ImageDataset... parts) {
    return new ConcatenatedImages(List.of(parts));
  }

  /**
   * Whether {@link #read} opens a file. If so, the trainer reads the coming batches ahead on
   * threads of its own; the images and their order stay the same.
   *
   * @return false unless overridden: reading copies from memory
   */
  default boolean readsFromDisk() {
    return false;
  }

  /**
   * Some of these images.
   *
   * @param indices the indices of at least one image, in any order. Not modified.
   * @return a view of them in this order
   * @throws IllegalArgumentException if there are no indices
   * @throws IndexOutOfBoundsException if there is no such image
   */
  default ImageDataset subset(int... indices) {
    return new ImageSubset(this, indices);
  }

  /**
   * The first of these images, where all would cost time and change little.
   *
   * @param count the largest number of images, at least 1
   * @return a view of so many; this very data set if it has no more
   * @throws IllegalArgumentException if the number is below 1
   */
  default ImageDataset first(int count) {
    return count >= size() ? this : subset(IntStream.range(0, count).toArray());
  }

  /**
   * Two parts of a data set.
   *
   * @param train the images to train on
   * @param test the others, to test with
   */
  record Split(ImageDataset train, ImageDataset test) {}

  /**
   * Splits these images at random, each part in the order of this data set.
   *
   * @param testFraction the fraction of images to test with, between 0 and 1
   * @param seed the same seed gives the same parts
   * @return views of both parts
   * @throws IllegalArgumentException if a part would have no image
   */
  default Split split(double testFraction, long seed) {
    return ImageSubset.split(this, testFraction, seed);
  }

  /**
   * Splits these images without chance: image number n of every n is to test with. Images that are
   * sorted by class give test images of all classes; but of images that take turns, such as left
   * and right ones, an even n takes one kind alone, where {@link #split} takes both.
   *
   * @param n the distance of test images, at least 2 and at most the number of images
   * @return views of both parts, in the order of this data set
   * @throws IllegalArgumentException if a part would have no image
   */
  default Split splitEvery(int n) {
    return ImageSubset.splitEvery(this, n);
  }

  /**
   * These images, each kept in memory once it has been read: for those that are costly to read or
   * to draw. One byte is kept per value, so that values become multiples of 1/255, with the first
   * read too.
   *
   * @return a view that keeps what it has read
   */
  default ImageDataset cached() {
    return new CachedImages(this);
  }

  /**
   * These images at another size and with other channels, as a preset may want them: grey becomes
   * colour by repeating its channel, colour becomes grey as in {@link #inGrey()}. Returns this very
   * data set where nothing is to be done.
   *
   * @param shape the shape to reach; one or three channels, or as many as here
   * @param mode what becomes of height and width
   * @return a view that converts each image as it is read
   * @throws IllegalArgumentException if channels of this number cannot be converted, or by {@link
   *     ResizeMode#PAD} an image is larger than {@code shape}
   */
  default ImageDataset fittedTo(ImageShape shape, ResizeMode mode) {
    return shape.equals(shape())
        ? this
        : new MappedImages(this, shape, mode.name(), mode.map(shape(), shape));
  }

  /**
   * These images resized with bilinear interpolation, whatever that does to their proportions. A
   * pixel is a square whose centre carries its value: enlarging interpolates between the four
   * nearest centres, shrinking averages over a triangle of twice the new pixel's width, so that
   * nothing is skipped. PyTorch calls this {@code interpolate(mode="bilinear", align_corners=False,
   * antialias=True)}, and Pillow {@code BILINEAR}.
   *
   * @param height the height in pixels
   * @param width the width in pixels
   * @return a view that resizes each image as it is read
   */
  default ImageDataset resizedTo(int height, int width) {
    return fittedTo(new ImageShape(shape().channels(), height, width), ResizeMode.STRETCH);
  }

  /**
   * The middle of these images; of an odd rest, the larger part is cut off below and on the right.
   *
   * @param height the height in pixels, at most that of the images
   * @param width the width in pixels, at most that of the images
   * @return a view that crops each image as it is read
   * @throws IllegalArgumentException if the images are smaller
   */
  default ImageDataset croppedTo(int height, int width) {
    ImageShape to = new ImageShape(shape().channels(), height, width);
    return new MappedImages(this, to, "crop", PixelMap.crop(shape(), to));
  }

  /**
   * These images in the middle of a black frame, as {@link #paddedTo(int, int, float)}.
   *
   * @param height the height in pixels, at least that of the images
   * @param width the width in pixels, at least that of the images
   * @return a view that pads each image as it is read
   * @throws IllegalArgumentException if the images are larger
   */
  default ImageDataset paddedTo(int height, int width) {
    return paddedTo(height, width, 0);
  }

  /**
   * These images in the middle of a frame; of an odd rest, the larger part lies below and on the
   * right.
   *
   * @param height the height in pixels, at least that of the images
   * @param width the width in pixels, at least that of the images
   * @param background the frame's value, from 0 (black) to 1 (white)
   * @return a view that pads each image as it is read
   * @throws IllegalArgumentException if the images are larger or the background is not in [0, 1]
   */
  default ImageDataset paddedTo(int height, int width, float background) {
    ImageShape to = new ImageShape(shape().channels(), height, width);
    return new MappedImages(
        this, to, "pad with " + background, PixelMap.pad(shape(), to, background));
  }

  /**
   * These images with one channel, the luma 0.299 R + 0.587 G + 0.114 B of ITU-R BT.601.
   *
   * @return a view that converts each image as it is read; this data set if it has one channel
   * @throws IllegalArgumentException if the images have neither one channel nor three
   */
  default ImageDataset inGrey() {
    return fittedTo(new ImageShape(1, shape().height(), shape().width()), ResizeMode.STRETCH);
  }

  /**
   * These images mirrored at the diagonal, rows for columns, which sets EMNIST upright.
   *
   * @return a view that mirrors each image as it is read
   */
  default ImageDataset transposed() {
    ImageShape from = shape();
    ImageShape to = new ImageShape(from.channels(), from.width(), from.height());
    return new MappedImages(this, to, "transpose", PixelMap.transpose(from));
  }
}
