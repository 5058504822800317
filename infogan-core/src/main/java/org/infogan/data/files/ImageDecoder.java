package org.infogan.data.files;

import java.nio.file.Path;
import org.infogan.data.DataFormatException;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;

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
    ImageFile image = ImageFile.of(file, Path.of(name), maximumPixels);
    return FloatImages.wrap(image.shape(), new float[][] {image.pixels()});
  }
}
