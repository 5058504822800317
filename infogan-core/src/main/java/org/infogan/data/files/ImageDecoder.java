package org.infogan.data.files;

import org.infogan.data.DataFormatException;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;

/**
 * Reads a PNG or JPEG file that lies in memory, such as one that was sent to a program, as {@link
 * ImageFolder} reads files of a folder: the same formats, values and refusals. Its {@link
 * ImageDataset#fittedTo} brings the image to a model's size.
 */
public final class ImageDecoder {

  private ImageDecoder() {}

  /**
   * Reads one image.
   *
   * @param file the contents of the file. Not modified.
   * @param name what messages call it
   * @param maximumPixels of height times width, compared with what the file says of itself before
   *     anything of that size is allocated; at most 67,108,864 count
   * @return a data set of this image alone, in its own size
   * @throws DataFormatException if it is not a whole PNG or JPEG image, or a larger one
   */
  public static ImageDataset decode(byte[] file, String name, long maximumPixels)
      throws DataFormatException {
    ImageFile image = ImageFile.of(file, name, maximumPixels);
    return FloatImages.wrap(image.shape(), new float[][] {image.pixels()});
  }

  /**
   * Reads one image and brings it to a shape.
   *
   * @param file the contents of the file. Not modified.
   * @param name what messages call it
   * @param shape the shape to give to the image
   * @param mode what becomes of height and width
   * @return C·H·W values in [0, 1]
   * @throws DataFormatException if it is not a whole PNG or JPEG image, or cannot be brought to the
   *     shape
   */
  public static float[] decode(byte[] file, String name, ImageShape shape, ResizeMode mode)
      throws DataFormatException {
    ImageFile image = ImageFile.of(file, name, Long.MAX_VALUE);
    try {
      return mode.resize(image.pixels(), image.shape(), shape);
    } catch (IllegalArgumentException e) {
      throw new DataFormatException(name + ": " + e.getMessage(), e);
    }
  }
}
