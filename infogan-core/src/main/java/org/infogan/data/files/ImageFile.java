package org.infogan.data.files;

import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageShape;
import org.infogan.data.Images;
import org.jspecify.annotations.Nullable;

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

  private static final String PNG = "PNG";
  private static final String JPEG = "JPEG";

  /** Behind a camera's notes and preview, which may take 64 kB each, lies the size of a JPEG. */
  private static final int CHECKED_START = 1 << 14;

  /** Enough for end marks that other data follow. */
  private static final int CHECKED_END = 1 << 10;

  /** By name, a pattern of the first bytes. */
  private static final Map<String, String> OTHER_FORMATS =
      Map.ofEntries(
          Map.entry("GIF", "GIF8"),
          Map.entry("BMP", "BM"),
          Map.entry("WebP", "RIFF....WEBP"),
          Map.entry("TIFF", "II\\*\0|MM\0\\*|II\\+\0|MM\0\\+"),
          Map.entry("AVIF", "....ftypavi[fs]"),
          Map.entry("HEIC", "....ftyp(?:he[iv].|mif1|msf1)"),
          Map.entry("Photoshop", "8BPS"),
          Map.entry("JPEG 2000", "....jP  |\u00ffO\u00ffQ"),
          Map.entry("JPEG XL", "\u00ff\n|....JXL "),
          Map.entry("PNM", "P[1-7]\\s"),
          Map.entry("icon", "\0\0[\1\2]\0"),
          Map.entry("DICOM", ".{128}DICM"),
          Map.entry("OpenEXR", "v/1\1"));

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
  static ImageFile read(Path file, @Nullable ImageShape expected) throws IOException {
    requireLength(file);
    return decode(Files.readAllBytes(file), file, expected, MAX_PIXELS);
  }

  /**
   * Reads the contents of a file.
   *
   * @param bytes the contents. Not modified.
   * @param name what messages call it
   * @param maximumPixels compared with height times width before anything of that size is allocated
   * @throws DataFormatException if it is not a whole PNG or JPEG image, or a larger one
   */
  static ImageFile of(byte[] bytes, String name, long maximumPixels) throws DataFormatException {
    return decode(bytes, name, null, Math.min(maximumPixels, MAX_PIXELS));
  }

  /**
   * Looks at the beginning of a file and at its end, which says whether the file was cut short, and
   * decodes it only where the end leaves that open.
   *
   * @param expected the height and width to expect, or null for any
   * @throws DataFormatException if the file is no PNG or JPEG image of that size, or is cut short
   * @throws IOException if reading fails
   */
  static void check(Path file, @Nullable ImageShape expected) throws IOException {
    requireLength(file);
    byte[] start;
    byte[] end;
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      start = new byte[(int) Math.min(in.length(), CHECKED_START)];
      in.readFully(start);
      end = new byte[(int) Math.min(in.length(), CHECKED_END)];
      in.seek(in.length() - end.length);
      in.readFully(end);
    } catch (FileNotFoundException e) {
      // as the same refusal by NIO, which says more
      Files.newInputStream(file).close();
      throw e;
    }
    boolean png = format(start, file).equals(PNG);
    int[] size;
    try {
      size = png ? pngSize(start) : JpegData.size(start);
    } catch (IOException | RuntimeException e) {
      throw damaged(file, png ? PNG : JPEG, e);
    }
    boolean ends = png ? contains(end, 'I', 'E', 'N', 'D') : contains(end, 0xff, 0xd9);
    if (size.length == 0 || !ends) {
      read(file, expected);
    } else {
      requireSize(size[0], size[1], expected, MAX_PIXELS, file);
    }
  }

  private static void requireLength(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new DataFormatException(
          file + ": expected at most " + MAX_BYTES + " bytes, found " + Files.size(file));
    }
  }

  private static int[] pngSize(byte[] start) throws IOException {
    PngImage png = PngImage.header(start);
    return new int[] {png.height(), png.width()};
  }

  /**
   * Whether bytes are those of a PNG or JPEG image, or at least begin so.
   *
   * @param start the first bytes of a file. Not modified.
   */
  static boolean isImage(byte[] start) {
    return startsWith(start, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')
        || startsWith(start, 0xff, 0xd8);
  }

  private static String format(byte[] bytes, Object file) throws DataFormatException {
    if (isImage(bytes)) {
      return bytes[0] == (byte) 0xff ? JPEG : PNG;
    }
    throw new DataFormatException(file + ": expected a PNG or JPEG image, found " + found(bytes));
  }

  private static String found(byte[] bytes) {
    if (bytes.length == 0) {
      return "an empty file";
    }
    String text = new String(bytes, 0, Math.min(132, bytes.length), StandardCharsets.ISO_8859_1);
    String other = format(text);
    if (!other.isEmpty()) {
      return "a " + other + " image; convert it to PNG";
    }
    if (text.startsWith("version https://git-lfs")) {
      return "a pointer of Git LFS; fetch the file itself with git lfs pull";
    }
    if (text.stripLeading()
        .toLowerCase(Locale.ROOT)
        .matches("(?s)<(!doctype html|html|\\?xml).*")) {
      return "a page of HTML or XML, as a failed download leaves it";
    }
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      start.append(String.format(Locale.ROOT, " %02X", bytes[i]));
    }
    return "a file that begins with" + start;
  }

  /** The formats that are most often found under the names of others, or an empty text. */
  private static String format(String start) {
    for (Map.Entry<String, String> format : OTHER_FORMATS.entrySet()) {
      if (start.matches("(?s)(?:" + format.getValue() + ").*")) {
        return format.getKey();
      }
    }
    return "";
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    return bytes.length >= magic.length && isAt(bytes, 0, magic);
  }

  private static boolean contains(byte[] bytes, int... part) {
    for (int i = bytes.length - part.length; i >= 0; i--) {
      if (isAt(bytes, i, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] bytes, int position, int... part) {
    boolean same = true;
    for (int i = 0; same && i < part.length; i++) {
      same = bytes[position + i] == (byte) part[i];
    }
    return same;
  }

  private static ImageFile decode(
      byte[] bytes, Object file, @Nullable ImageShape expected, long maximumPixels)
      throws DataFormatException {
    String format = format(bytes, file);
    try {
      if (format.equals(PNG)) {
        PngImage png = PngImage.header(bytes);
        requireSize(png.height(), png.width(), expected, maximumPixels, file);
        png.decode(bytes);
        return new ImageFile(png.shape(), png.pixels());
      }
      JpegData jpeg = JpegData.of(bytes);
      requireSize(jpeg.height(), jpeg.width(), expected, maximumPixels, file);
      BufferedImage image = jpeg.decode();
      float[] pixels = Images.toPixels(image);
      return new ImageFile(Images.shapeOf(image, pixels), pixels);
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO answers some damage with exceptions of the JDK's insides.
      throw damaged(file, format, e);
    }
  }

  private static DataFormatException damaged(Object file, String format, Exception e) {
    return new DataFormatException(
        file + ": damaged or unsupported " + format + " image: " + e.getMessage(), e);
  }

  private static void requireSize(
      int height, int width, @Nullable ImageShape expected, long maximumPixels, Object file)
      throws DataFormatException {
    if ((long) height * width > maximumPixels) {
      throw new DataFormatException(
          (file + ": expected at most " + maximumPixels + " pixels, found ")
              + (height + " × " + width));
    }
    if (expected != null && (height != expected.height() || width != expected.width())) {
      throw new DataFormatException(
          (file + ": expected " + expected.height() + " × " + expected.width())
              + (" pixels, found " + height + " × " + width));
    }
  }
}
