package org.infogan.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;

/**
 * Images in NumPy's files: arrays [N, H, W] for grey, [N, C, H, W] or [N, H, W, C] for C = 1 or 3,
 * in C order, of type {@code uint8} (0 to 255) or little-endian {@code float32} and {@code float64}
 * (0 to 1).
 *
 * <p>A .npy file is read image by image, whatever its size. What a .npz file holds is read into
 * memory; where it does not fit, {@link #unpack} makes a .npy file of it.
 */
public final class NpyImages {

  private NpyImages() {}

  /**
   * Opens a .npy file. Its images stay there until they are wanted.
   *
   * @param file the file, which must not change as long as the images are in use
   * @return the images, without labels
   * @throws DataFormatException if the file is damaged or does not hold images
   * @throws IOException if reading fails
   */
  public static ImageDataset open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      NpyStream images = new NpyStream(in, file.toString());
      long found = Files.size(file) - images.headerBytes();
      if (found != images.array().bytes()) {
        throw images.wrongLength(found);
      }
      return new FileImages(file, images.headerBytes(), images.array());
    }
  }

  /**
   * Reads an array of a .npz file, packed or not, into memory: one byte per value of uint8, four of
   * the others.
   *
   * @param file a file made by {@code numpy.savez} or {@code numpy.savez_compressed}
   * @param array the name of the array in the file
   * @return the images, without labels
   * @throws DataFormatException if the file is damaged, holds no such array or none of images, or
   *     more than the Java heap can take
   * @throws IOException if reading fails
   */
  public static ImageDataset read(Path file, String array) throws IOException {
    return NpzEntry.read(
        file, array, images -> images.array().toMemory(images, "unpack it with NpyImages.unpack"));
  }

  /**
   * Unpacks an array of a .npz file to a .npy file and opens that.
   *
   * @param file a file made by {@code numpy.savez} or {@code numpy.savez_compressed}
   * @param array the name of the array in the file
   * @param to the .npy file, which is replaced if it exists
   * @return the images, as {@link #open} gives them
   * @throws DataFormatException if the file is damaged, or holds no such array or none of images
   * @throws IOException if reading or writing fails
   */
  public static ImageDataset unpack(Path file, String array, Path to) throws IOException {
    return NpzEntry.read(file, array, images -> NpyFile.write(to, images.array(), images));
  }
}
