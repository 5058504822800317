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
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/**
 * Reads IDX files, the format of MNIST and its relatives: a big-endian magic number 0x00 0x00
 * <i>type</i> <i>dimensions</i>, one 32-bit size per dimension, then the values row by row. The
 * type read here is the unsigned byte (0x08). Files may be packed with gzip, whatever their name;
 * bytes after the end of a gzip stream are ignored, as gzip itself does.
 *
 * <p>No header is believed: memory grows with the data found, never with the sizes claimed.
 *
 * @see <a href="https://web.archive.org/web/2024/http://yann.lecun.com/exdb/mnist/">The MNIST
 *     database, "File formats"</a>
 */
public final class IdxFiles {

  private static final int LABELS = 0x00000801;
  private static final int GREY_IMAGES = 0x00000803;
  private static final int IMAGES = 0x00000804;

  /** The largest array that every JVM can make. */
  private static final int MAX_PIXELS = Integer.MAX_VALUE - 8;

  private IdxFiles() {}

  /**
   * Reads images of unsigned bytes, [N, H, W] (one channel) or [N, C, H, W].
   *
   * @param file the file, plain or gzip
   * @return N images without labels
   * @throws DataFormatException if the file is damaged or holds something else
   * @throws IOException if reading fails
   */
  public static ByteImages readImages(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return readImages(in, file.toString());
    }
  }

  /**
   * Reads images of unsigned bytes, [N, H, W] (one channel) or [N, C, H, W].
   *
   * @param in the data, plain or gzip; read to its end and left open
   * @param name the name of the data in messages
   * @return N images without labels
   * @throws DataFormatException if the data is damaged or of another kind
   * @throws IOException if reading fails
   */
  public static ByteImages readImages(InputStream in, String name) throws IOException {
    try (IdxInput input = new IdxInput(in, name)) {
      int magic = input.readHeaderInt();
      if (magic != GREY_IMAGES && magic != IMAGES) {
        throw wrongMagic(input, "0x00000803 (or 0x00000804, with channels)", magic);
      }
      int count = readSize(input, "images");
      ImageShape shape = readShape(input, magic == IMAGES);
      List<byte[]> images = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] image = input.readAtMost(shape.pixels());
        if (image.length < shape.pixels()) {
          long found = (long) i * shape.pixels() + image.length;
          long expected = (long) count * shape.pixels();
          throw input.damaged("expected " + expected + " bytes of pixels, found " + found);
        }
        images.add(image);
      }
      input.expectEnd();
      return ByteImages.wrap(shape, images.toArray(byte[][]::new));
    }
  }

  /**
   * Reads images and their labels, such as those of one part of EMNIST; its images are stored rows
   * for columns, which {@link ImageDataset#transposed} corrects.
   *
   * @param imagesFile the file of the images, plain or gzip
   * @param labelsFile the file of the labels, plain or gzip
   * @return the images with their labels
   * @throws DataFormatException if a file is damaged or holds something else, or there are more or
   *     fewer labels than images
   * @throws IOException if reading fails
   */
  public static ByteImages read(Path imagesFile, Path labelsFile) throws IOException {
    int[] labels = readLabels(labelsFile);
    return label(readImages(imagesFile), imagesFile.toString(), labels, labelsFile.toString());
  }

  static ByteImages label(ByteImages images, String imagesFile, int[] labels, String labelsFile)
      throws DataFormatException {
    if (labels.length != images.size()) {
      throw new DataFormatException(
          (labelsFile + ": expected " + images.size() + " labels, one per image of ")
              + (imagesFile + ", found " + labels.length));
    }
    return images.withLabels(labels);
  }

  /**
   * Reads labels of unsigned bytes, [N].
   *
   * @param file the file, plain or gzip
   * @return N classes from 0 to 255
   * @throws DataFormatException if the file is damaged or holds something else
   * @throws IOException if reading fails
   */
  public static int[] readLabels(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return readLabels(in, file.toString());
    }
  }

  /**
   * Reads labels of unsigned bytes, [N].
   *
   * @param in the data, plain or gzip; read to its end and left open
   * @param name the name of the data in messages
   * @return N classes from 0 to 255
   * @throws DataFormatException if the data is damaged or of another kind
   * @throws IOException if reading fails
   */
  public static int[] readLabels(InputStream in, String name) throws IOException {
    try (IdxInput input = new IdxInput(in, name)) {
      int magic = input.readHeaderInt();
      if (magic != LABELS) {
        throw wrongMagic(input, "0x00000801", magic);
      }
      int count = readSize(input, "labels");
      byte[] bytes = input.readAtMost(count);
      if (bytes.length < count) {
        throw input.damaged("expected " + count + " bytes of labels, found " + bytes.length);
      }
      input.expectEnd();
      int[] labels = new int[count];
      Arrays.setAll(labels, i -> Byte.toUnsignedInt(bytes[i]));
      return labels;
    }
  }

  private static ImageShape readShape(IdxInput input, boolean withChannels) throws IOException {
    int channels = withChannels ? readSize(input, "channels") : 1;
    int height = readSize(input, "height");
    int width = readSize(input, "width");
    long plane = (long) height * width;
    if (plane > MAX_PIXELS / channels) {
      throw input.damaged(
          ("expected images of at most " + MAX_PIXELS + " pixels, found sizes ")
              + ("[" + channels + ", " + height + ", " + width + "]"));
    }
    return new ImageShape(channels, height, width);
  }

  private static int readSize(IdxInput input, String dimension) throws IOException {
    int size = input.readHeaderInt();
    if (size < 1) {
      throw input.damaged(
          (dimension + ": expected a size from 1 to " + Integer.MAX_VALUE)
              + (", found " + Integer.toUnsignedString(size)));
    }
    return size;
  }

  private static DataFormatException wrongMagic(IdxInput input, String expected, int found) {
    String message = String.format("expected magic number %s, found 0x%08X", expected, found);
    String type = found >>> 16 == 0 ? elementType(found >>> 8) : null;
    return input.damaged(
        type == null ? message : message + " (" + type + ", dimensions: " + (found & 0xff) + ")");
  }

  private static String elementType(int code) {
    return switch (code) {
      case 0x08 -> "unsigned bytes";
      case 0x09 -> "signed bytes";
      case 0x0B -> "shorts";
      case 0x0C -> "ints";
      case 0x0D -> "floats";
      case 0x0E -> "doubles";
      default -> null;
    };
  }
}
