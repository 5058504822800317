package org.infogan.data.files;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageShape;
import org.infogan.data.Images;

/**
 * One image read from a PNG or JPEG file, as grey or colour, channel by channel and row by row.
 *
 * <p>Values are the file's own numbers divided by the largest of their width; colour profiles and a
 * camera's notes on orientation are not applied. Transparent parts are composited onto white.
 */
final class ImageFile {

  /** Far above any training image, far below what a hostile header can claim. */
  private static final long MAX_PIXELS = 1 << 26;

  private static final int MAX_BYTES = 1 << 30;

  private final ImageShape shape;
  private final float[] pixels;

  private ImageFile(ImageShape shape, float[] pixels) {
    this.shape = shape;
    this.pixels = pixels;
  }

  /** One channel for grey, three for colour. */
  ImageShape shape() {
    return shape;
  }

  /** Values in [0, 1], which belong to the caller. */
  float[] pixels() {
    return pixels;
  }

  /**
   * Reads a file.
   *
   * @param expected the height and width to expect, compared before anything of that size is
   *     allocated; or null for any
   * @throws DataFormatException if the file is not a whole PNG or JPEG image of that size
   * @throws IOException if reading fails
   */
  static ImageFile read(Path file, ImageShape expected) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new DataFormatException(
          file + ": expected at most " + MAX_BYTES + " bytes, found " + Files.size(file));
    }
    byte[] bytes = Files.readAllBytes(file);
    String format = format(bytes, file);
    try {
      return decode(bytes, format, file, expected);
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO answers some damage with exceptions of the JDK's insides.
      throw new DataFormatException(
          file + ": damaged or unsupported " + format + " image: " + e.getMessage(), e);
    }
  }

  private static String format(byte[] bytes, Path file) throws DataFormatException {
    if (startsWith(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return "PNG";
    }
    if (startsWith(bytes, 0xff, 0xd8, 0xff)) {
      return "JPEG";
    }
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      found.append(String.format(" %02X", bytes[i]));
    }
    throw new DataFormatException(
        file
            + ": expected a PNG or JPEG image, found "
            + (found.isEmpty() ? "an empty file" : "a file that begins with" + found));
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    boolean same = bytes.length >= magic.length;
    for (int i = 0; same && i < magic.length; i++) {
      same = bytes[i] == (byte) magic[i];
    }
    return same;
  }

  private static ImageFile decode(byte[] bytes, String format, Path file, ImageShape expected)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      int height = reader.getHeight(0);
      int width = reader.getWidth(0);
      if ((long) height * width > MAX_PIXELS) {
        throw new DataFormatException(
            (file + ": expected at most " + MAX_PIXELS + " pixels, found ")
                + (height + " × " + width));
      }
      if (expected != null && (height != expected.height() || width != expected.width())) {
        throw new DataFormatException(
            (file
                    + ": expected "
                    + expected.height()
                    + " × "
                    + expected.width()
                    + " pixels, found ")
                + (height + " × " + width));
      }
      // From here on warnings speak of the pixels: libjpeg fills what is missing with grey.
      AtomicReference<String> warning = new AtomicReference<>();
      reader.addIIOReadWarningListener((source, text) -> warning.compareAndSet(null, text));
      BufferedImage image = reader.read(0);
      if (warning.get() != null) {
        throw new IOException(warning.get());
      }
      int bands = image.getRaster().getNumBands();
      if (format.equals("JPEG") && bands > 3) {
        // Java takes the four inks of CMYK for colours and transparency.
        throw new IOException("expected grey or RGB, found " + bands + " channels");
      }
      float[] pixels = Images.toPixels(image);
      return new ImageFile(Images.shapeOf(image, pixels), pixels);
    } finally {
      reader.dispose();
    }
  }
}
