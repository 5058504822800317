package org.infogan.cli.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/**
 * What tells one data set from another without reading all of it: a SHA-256 of the number and shape
 * of the images, of all labels, and of 64 images spread evenly over the set, their values rounded
 * to bytes; likewise for the test images. Where the images lie does not count, only what they are.
 */
final class DataFingerprint {

  private static final int IMAGES = 64;

  private DataFingerprint() {}

  /**
   * Reads the images.
   *
   * @param source the images to train and to test with
   * @return 64 hexadecimal digits
   */
  static String of(DataSource source) {
    MessageDigest digest = sha256();
    List<ImageDataset> sets =
        Stream.concat(Stream.of(source.train()), source.test().stream()).toList();
    for (ImageDataset images : sets) {
      add(images, digest);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The SHA-256 of some bytes, in hexadecimal digits. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-256", e);
    }
  }

  private static void add(ImageDataset images, MessageDigest digest) {
    ImageShape shape = images.shape();
    int size = images.size();
    ByteBuffer numbers = ByteBuffer.allocate(Integer.BYTES * (4 + size));
    numbers.putInt(size).putInt(shape.channels()).putInt(shape.height()).putInt(shape.width());
    for (int i = 0; i < size; i++) {
      numbers.putInt(images.label(i));
    }
    digest.update(numbers.array());
    float[] pixels = new float[shape.pixels()];
    byte[] bytes = new byte[pixels.length];
    int count = Math.min(IMAGES, size);
    for (int i = 0; i < count; i++) {
      images.read((int) ((long) i * size / count), pixels);
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) Math.round(255 * pixels[j]);
      }
      digest.update(bytes);
    }
  }
}
