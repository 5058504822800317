package org.infogan.data;

/**
 * Images of one size, read by index. Every pixel value lies in [0, 1]; the trainer maps it to the
 * range that its generator produces. Implementations are immutable and may be read from several
 * threads at once.
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
   * @param index from 0 to {@link #size()} − 1
   * @param pixels C·H·W values in [0, 1] on return. Modified.
   */
  void read(int index, float[] pixels);

  /**
   * The class of one image. Training never reads it; evaluation does.
   *
   * @param index from 0 to {@link #size()} − 1
   * @return the class, 0 or above, or {@link #NO_LABEL}
   */
  default int label(int index) {
    return NO_LABEL;
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
   * These images at another size and with other channels, as a preset may want them: grey becomes
   * colour by repeating its channel, colour becomes grey as in {@link #inGrey()}. Returns this very
   * data set where nothing is to be done.
   *
   * @param shape to reach; one or three channels, or as many as here
   * @param fit what becomes of height and width
   * @return a view that converts each image as it is read
   * @throws IllegalArgumentException if channels of this number cannot be converted, or by {@link
   *     ResizeMode#PAD} an image is larger than {@code shape}
   */
  default ImageDataset fittedTo(ImageShape shape, ResizeMode fit) {
    return shape.equals(shape()) ? this : new MappedImages(this, shape, fit.map(shape(), shape));
  }

  /**
   * These images resized with bilinear interpolation, whatever that does to their proportions. A
   * pixel is a square whose centre carries its value: enlarging interpolates between the four
   * nearest centres, shrinking averages over a triangle of twice the new pixel's width, so that
   * nothing is skipped. PyTorch calls this {@code interpolate(mode="bilinear", align_corners=False,
   * antialias=True)}, and Pillow {@code BILINEAR}.
   *
   * @param height in pixels
   * @param width in pixels
   * @return a view that resizes each image as it is read
   */
  default ImageDataset resizedTo(int height, int width) {
    return fittedTo(new ImageShape(shape().channels(), height, width), ResizeMode.STRETCH);
  }

  /**
   * The middle of these images; of an odd rest, the larger part is cut off below and on the right.
   *
   * @param height in pixels, at most that of the images
   * @param width in pixels, at most that of the images
   * @return a view that crops each image as it is read
   * @throws IllegalArgumentException if the images are smaller
   */
  default ImageDataset croppedTo(int height, int width) {
    ImageShape to = new ImageShape(shape().channels(), height, width);
    return new MappedImages(this, to, PixelMap.crop(shape(), to));
  }

  /**
   * These images in the middle of a black frame, as {@link #paddedTo(int, int, float)}.
   *
   * @param height in pixels, at least that of the images
   * @param width in pixels, at least that of the images
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
   * @param height in pixels, at least that of the images
   * @param width in pixels, at least that of the images
   * @param background the frame's value, from 0 (black) to 1 (white)
   * @return a view that pads each image as it is read
   * @throws IllegalArgumentException if the images are larger or the background is not in [0, 1]
   */
  default ImageDataset paddedTo(int height, int width, float background) {
    ImageShape to = new ImageShape(shape().channels(), height, width);
    return new MappedImages(this, to, PixelMap.pad(shape(), to, background));
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
    return new MappedImages(this, to, PixelMap.transpose(from));
  }
}
