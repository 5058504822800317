package org.infogan.data.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infogan.data.ByteImages;
import org.infogan.data.DataFormatException;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ReadChecks;

/**
 * An array of images as files hold it, [N, H, W] for grey, [N, C, H, W] or [N, H, W, C] for C = 1
 * or 3. Which axis the channels are on is seen from its extent.
 *
 * @param name the name of the file, for messages
 * @param type the type of each value
 * @param size N
 * @param shape the shape of one image
 * @param channelsLast whether the array is [N, H, W, C]
 */
record ImageArray(String name, PixelType type, int size, ImageShape shape, boolean channelsLast) {

  /** Gives the stored bytes of each image in turn. */
  interface Source {
    /**
     * The next image.
     *
     * @return {@link #imageBytes()} bytes, which the reader may keep
     */
    byte[] next() throws IOException;

    /**
     * To be called after the last image.
     *
     * @throws DataFormatException if the end shows that something before was damaged
     */
    default void finish() throws IOException {}
  }

  /**
   * Reads the shape of an array.
   *
   * @param extents the extents of the array. Not modified.
   * @throws DataFormatException if they are not those of images
   */
  static ImageArray of(String name, PixelType type, long[] extents) throws DataFormatException {
    boolean grey = extents.length == 3;
    boolean first = extents.length == 4 && isChannels(extents[1]);
    boolean last = extents.length == 4 && isChannels(extents[3]);
    if ((!grey && first == last) || Arrays.stream(extents).anyMatch(e -> e < 1)) {
      throw new DataFormatException(
          (name + ": expected shape [N, H, W], [N, C, H, W] or [N, H, W, C] with C either 1 or 3")
              + (", found " + Arrays.toString(extents)));
    }
    long height = extents[first ? 2 : 1];
    long width = extents[first ? 3 : 2];
    long channels = grey ? 1 : extents[first ? 1 : 3];
    long maximum = Integer.MAX_VALUE - 8; // the largest array that every JVM can make
    if (extents[0] > maximum || height > maximum / channels / type.bytes() / width) {
      throw new DataFormatException(
          (name + ": expected at most " + maximum + " images of at most as many bytes, found ")
              + ("shape " + Arrays.toString(extents)));
    }
    ImageShape shape = new ImageShape((int) channels, (int) height, (int) width);
    return new ImageArray(name, type, (int) extents[0], shape, last);
  }

  private static boolean isChannels(long extent) {
    return extent == 1 || extent == 3;
  }

  /** The length of one image in the file. */
  int imageBytes() {
    return shape.pixels() * type.bytes();
  }

  /** The length of all images in the file. */
  long bytes() {
    return (long) size * imageBytes();
  }

  /**
   * Converts one image.
   *
   * @param stored its bytes in the file. Not modified.
   * @param index the index of the image, for the message
   * @param pixels channel by channel and row by row. Modified.
   * @throws DataFormatException if a value is not a number in [0, 1]
   */
  void decode(byte[] stored, int index, float[] pixels) throws DataFormatException {
    ByteBuffer values = PixelType.littleEndian(stored);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = type.get(values, position(i));
    }
    int outside = ReadChecks.firstOutsideUnit(pixels);
    if (outside >= 0) {
      throw new DataFormatException(
          (name + ": image " + index + ": expected values in [0, 1], found ") + pixels[outside]);
    }
  }

  /** Where the file has the value that comes i-th channel by channel. */
  private int position(int i) {
    int plane = shape.height() * shape.width();
    return channelsLast ? i % plane * shape.channels() + i / plane : i;
  }

  /**
   * Reads all images into memory, which grows with what is found, not with what is claimed.
   *
   * @param remedy what to do if they do not fit
   * @throws DataFormatException if a value is not a number in [0, 1], or the images are more than
   *     the Java heap can hold
   */
  ImageDataset toMemory(Source source, String remedy) throws IOException {
    requireRoom(remedy);
    if (type == PixelType.UINT8) {
      List<byte[]> images = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        images.add(channelsFirst(source.next()));
      }
      source.finish();
      return ByteImages.wrap(shape, images.toArray(byte[][]::new));
    }
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      float[] pixels = new float[shape.pixels()];
      decode(source.next(), i, pixels);
      images.add(pixels);
    }
    source.finish();
    return FloatImages.wrap(shape, images.toArray(float[][]::new));
  }

  private byte[] channelsFirst(byte[] stored) {
    if (!channelsLast) {
      return stored;
    }
    byte[] image = new byte[stored.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = stored[position(i)];
    }
    return image;
  }

  private void requireRoom(String remedy) throws DataFormatException {
    long heap = Runtime.getRuntime().maxMemory();
    long needed = (long) size * shape.pixels() * (type == PixelType.UINT8 ? 1 : Float.BYTES);
    if (needed > heap / 10 * 9) {
      throw new DataFormatException(
          (name + ": " + needed + " bytes of images do not fit into the Java heap of " + heap)
              + ("; enlarge it (-Xmx), or " + remedy));
    }
  }
}
