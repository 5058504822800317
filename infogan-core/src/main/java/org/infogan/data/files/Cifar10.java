package org.infogan.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infogan.data.ByteImages;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageShape;

/**
 * CIFAR-10, photographs of 3 × 32 × 32 in classes 0 to 9, from its binary version: one byte of
 * label and 3072 bytes of pixels per image, and nothing else.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky, The CIFAR-10 dataset</a>
 */
public final class Cifar10 {

  private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
  private static final int CLASSES = 10;
  private static final int TRAIN_FILES = 5;

  private Cifar10() {}

  /**
   * The 50,000 images to train on.
   *
   * @param folder the folder that holds data_batch_1.bin to data_batch_5.bin
   * @return the images with their classes
   * @throws DataFormatException if a file is damaged
   * @throws IOException if reading fails
   */
  public static ByteImages train(Path folder) throws IOException {
    Path[] files = new Path[TRAIN_FILES];
    Arrays.setAll(files, i -> folder.resolve("data_batch_" + (i + 1) + ".bin"));
    return read(files);
  }

  /**
   * The 10,000 images to test with.
   *
   * @param folder the folder that holds test_batch.bin
   * @return the images with their classes
   * @throws DataFormatException if the file is damaged
   * @throws IOException if reading fails
   */
  public static ByteImages test(Path folder) throws IOException {
    return read(folder.resolve("test_batch.bin"));
  }

  /**
   * The images of several files, one file after the other.
   *
   * @param files at least one file, each with any number of images. Not modified.
   * @return the images with their classes
   * @throws DataFormatException if a file is damaged
   * @throws IOException if reading fails
   */
  static ByteImages read(Path... files) throws IOException {
    List<byte[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        read(in, file, images, labels);
      }
    }
    return ByteImages.wrap(SHAPE, images.toArray(byte[][]::new))
        .withLabels(labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void read(InputStream in, Path file, List<byte[]> images, List<Integer> labels)
      throws IOException {
    int record = 1 + SHAPE.pixels();
    byte[] bytes = in.readNBytes(record);
    for (int i = 0; i == 0 || bytes.length > 0; i++) {
      if (bytes.length < record) {
        throw new DataFormatException(
            (file + ": image " + i + ": expected " + record + " bytes, found ") + bytes.length);
      }
      int label = Byte.toUnsignedInt(bytes[0]);
      if (label >= CLASSES) {
        throw new DataFormatException(
            (file + ": image " + i + ": expected a class from 0 to " + (CLASSES - 1) + ", found ")
                + label);
      }
      labels.add(label);
      images.add(Arrays.copyOfRange(bytes, 1, record));
      bytes = in.readNBytes(record);
    }
  }
}
