package org.infogan.data.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.infogan.data.ImageShape;

/**
 * Decodes PNG images of every colour type and depth, interlaced or not, as the specification has
 * it. Of the chunks that an image can do without only tRNS counts, which says what is transparent;
 * gamma, colour profiles, background and text are passed over, damaged or not.
 *
 * <p>A sample of d bits is divided by 2<sup>d</sup> − 1. What is transparent shows white.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics (PNG) Specification</a>
 */
final class PngImage {

  private static final int SIGNATURE = 8;

  /** Deflate cannot shrink data more than 1032-fold. */
  private static final long MAXIMUM_PER_BYTE = 1032;

  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  /** First column, first row, and the distances of columns and rows of Adam7's seven passes. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] WHOLE = {{0, 0, 1, 1}};

  private final int width;
  private final int height;
  private final int depth;
  private final int colour;
  private final boolean interlaced;
  private final int samplesPerPixel;

  /** Red, green and blue of each entry. */
  private byte[] palette = {};

  /** The data of tRNS: alpha of the palette's entries, or the transparent grey or colour. */
  private byte[] transparent = {};

  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();

  /** Channel by channel and row by row; of a palette always three channels. */
  private float[] pixels = {};

  private PngImage(ByteBuffer header) throws IOException {
    width = header.getInt();
    height = header.getInt();
    depth = header.get();
    colour = header.get();
    int compression = header.get();
    int filter = header.get();
    int interlace = header.get();
    String depths =
        switch (colour) {
          case GREY -> " 1 2 4 8 16 ";
          case PALETTE -> " 1 2 4 8 ";
          case RGB, GREY_ALPHA, RGB_ALPHA -> " 8 16 ";
          default -> "";
        };
    if (width < 1
        || height < 1
        || !depths.contains(" " + depth + " ")
        || compression != 0
        || filter != 0
        || interlace < 0
        || interlace > 1) {
      throw new IOException(
          "expected sizes of at least 1, a colour type and depth of the format and methods 0, 0"
              + (" and 0 or 1, found " + width + " × " + height + ", colour type " + colour)
              + (", depth " + depth + ", methods " + compression + ", " + filter + " and ")
              + interlace);
    }
    interlaced = interlace == 1;
    samplesPerPixel =
        switch (colour) {
          case GREY_ALPHA -> 2;
          case RGB -> 3;
          case RGB_ALPHA -> 4;
          default -> 1;
        };
  }

  /**
   * Reads the first chunk.
   *
   * @param png at least the first 33 bytes of the file. Not modified.
   * @throws IOException if they are not those of a PNG image
   */
  static PngImage header(byte[] png) throws IOException {
    int end = SIGNATURE + 8 + 13;
    if (png.length < end + 4) {
      throw new IOException("expected a header of 33 bytes, found the end of the file");
    }
    String name = new String(png, SIGNATURE + 4, 4, StandardCharsets.ISO_8859_1);
    if (!name.equals("IHDR") || ByteBuffer.wrap(png).getInt(SIGNATURE) != 13) {
      throw new IOException(
          ("expected the chunk IHDR of 13 bytes first, found " + name.replaceAll("[^ -~]", "?"))
              + (name.equals("CgBI") ? ", Apple's own format; convert it with pngcrush" : ""));
    }
    return new PngImage(ByteBuffer.wrap(png, SIGNATURE + 8, 13));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** One channel for grey, also where all colours of a palette's image are grey. */
  ImageShape shape() {
    return new ImageShape(pixels.length / (width * height), height, width);
  }

  /** Values in [0, 1], which belong to the caller. */
  float[] pixels() {
    return pixels;
  }

  /**
   * Decodes the pixels.
   *
   * @param png the whole file, of which this is the header. Not modified.
   * @throws IOException if pixels are missing or damaged
   */
  void decode(byte[] png) throws IOException {
    requireChecksum(png, SIGNATURE + 4, 17);
    readChunks(png);
    if (colour == PALETTE && palette.length == 0) {
      throw new IOException("expected a palette, found none");
    }
    int channels = colour == RGB || colour == RGB_ALPHA || colour == PALETTE ? 3 : 1;
    long bytes = (long) height * ((width * (long) samplesPerPixel * depth + 7) / 8);
    if (bytes > packed.size() * MAXIMUM_PER_BYTE) {
      throw new IOException(
          "expected " + bytes + " bytes of pixels, found " + packed.size() + " packed ones");
    }
    pixels = new float[Math.multiplyExact(channels, Math.multiplyExact(height, width))];
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
      for (int[] pass : interlaced ? ADAM7 : WHOLE) {
        readPass(in, pass);
      }
    } catch (EOFException e) {
      throw new IOException("expected more pixels, found the end of the data", e);
    }
    packed.reset();
    if (colour == PALETTE) {
      joinGreys();
    }
  }

  private void readChunks(byte[] png) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(png);
    int at = SIGNATURE;
    while (png.length - at >= 8) {
      int length = file.getInt(at);
      String name = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (name.equals("IEND")) {
        return;
      }
      int start = at + 8;
      int found = Math.min(length, png.length - start);
      boolean whole = length >= 0 && png.length - start - 4 >= length;
      boolean needed = name.equals("IDAT") || name.equals("PLTE") || name.equals("tRNS");
      if (!needed && Character.isUpperCase(name.charAt(0)) && !name.equals("IHDR")) {
        throw new IOException(
            "expected chunks of the format, found " + name.replaceAll("[^ -~]", "?"));
      }
      if (length < 0) {
        throw new IOException(name + ": expected a length of at least 0, found " + length);
      }
      if (needed && whole) {
        requireChecksum(png, at + 4, 4 + length);
      }
      switch (name) {
        case "IDAT" -> packed.write(png, start, found);
        case "PLTE" -> palette = Arrays.copyOfRange(png, start, start + found);
        case "tRNS" -> transparent = Arrays.copyOfRange(png, start, start + found);
        default -> {
          // an image can do without it
        }
      }
      if (!whole) {
        return; // the file ends here; what it holds may still be all pixels
      }
      at = start + length + 4;
    }
  }

  private static void requireChecksum(byte[] png, int start, int length) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(png, start, length);
    int found = ByteBuffer.wrap(png).getInt(start + length);
    if ((int) crc.getValue() != found) {
      throw new IOException(
          String.format(
              "%s: expected CRC-32 %08x, found %08x",
              new String(png, start, 4, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?"),
              (int) crc.getValue(),
              found));
    }
  }

  private void readPass(InflaterInputStream in, int[] pass) throws IOException {
    int columns = (width - pass[0] + pass[2] - 1) / pass[2];
    int rows = (height - pass[1] + pass[3] - 1) / pass[3];
    if (columns < 1 || rows < 1) {
      return;
    }
    int bits = samplesPerPixel * depth;
    byte[] before = new byte[Math.toIntExact(((long) columns * bits + 7) / 8)];
    byte[] line = new byte[before.length];
    int[] samples = new int[samplesPerPixel];
    for (int row = 0; row < rows; row++) {
      int filter = in.read();
      if (filter < 0 || in.readNBytes(line, 0, line.length) < line.length) {
        throw new EOFException();
      }
      unfilter(filter, line, before, Math.max(1, bits / 8));
      for (int column = 0; column < columns; column++) {
        for (int i = 0; i < samplesPerPixel; i++) {
          samples[i] = sample(line, column * samplesPerPixel + i);
        }
        put((pass[1] + row * pass[3]) * width + pass[0] + column * pass[2], samples);
      }
      byte[] spare = before;
      before = line;
      line = spare;
    }
  }

  /** Adds what the filter has predicted from the pixel before, the one above, or both. */
  private static void unfilter(int filter, byte[] line, byte[] above, int distance)
      throws IOException {
    if (filter > 4) {
      throw new IOException("expected a filter from 0 to 4, found " + filter);
    }
    for (int i = 0; filter > 0 && i < line.length; i++) {
      int a = i < distance ? 0 : line[i - distance] & 0xff;
      int b = above[i] & 0xff;
      int c = i < distance ? 0 : above[i - distance] & 0xff;
      line[i] +=
          (byte)
              switch (filter) {
                case 1 -> a;
                case 2 -> b;
                case 3 -> (a + b) / 2;
                default -> paeth(a, b, c);
              };
    }
  }

  /** Whichever of left, above and upper left is nearest to left + above − upper left. */
  private static int paeth(int a, int b, int c) {
    int toA = Math.abs(b - c);
    int toB = Math.abs(a - c);
    int toC = Math.abs(a + b - 2 * c);
    return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
  }

  private int sample(byte[] line, int index) {
    if (depth == 16) {
      return ((line[2 * index] & 0xff) << 8) | (line[2 * index + 1] & 0xff);
    }
    int bit = index * depth;
    return (line[bit >> 3] & 0xff) >> (8 - depth - (bit & 7)) & (1 << depth) - 1;
  }

  private void put(int position, int[] samples) throws IOException {
    int plane = width * height;
    float largest = (1 << depth) - 1;
    switch (colour) {
      case PALETTE -> {
        int entry = samples[0];
        if (3 * entry + 2 >= palette.length) {
          throw new IOException(
              "expected one of " + palette.length / 3 + " colours, found number " + entry);
        }
        float alpha = entry >= transparent.length ? 1 : (transparent[entry] & 0xff) / 255f;
        for (int c = 0; c < 3; c++) {
          pixels[c * plane + position] = onWhite((palette[3 * entry + c] & 0xff) / 255f, alpha);
        }
      }
      case GREY, RGB -> {
        float alpha = isKey(samples) ? 0 : 1;
        for (int c = 0; c < samplesPerPixel; c++) {
          pixels[c * plane + position] = onWhite(samples[c] / largest, alpha);
        }
      }
      default -> {
        float alpha = samples[samplesPerPixel - 1] / largest;
        for (int c = 0; c < samplesPerPixel - 1; c++) {
          pixels[c * plane + position] = onWhite(samples[c] / largest, alpha);
        }
      }
    }
  }

  /** Whether this is the one grey or colour that is transparent; 16 bits each, the lower count. */
  private boolean isKey(int[] samples) {
    if (transparent.length < 2 * samplesPerPixel) {
      return false;
    }
    for (int i = 0; i < samplesPerPixel; i++) {
      int key = ((transparent[2 * i] & 0xff) << 8) | (transparent[2 * i + 1] & 0xff);
      if (samples[i] != (key & (1 << depth) - 1)) {
        return false;
      }
    }
    return true;
  }

  private static float onWhite(float value, float alpha) {
    return Math.min(1, value * alpha + (1 - alpha));
  }

  private void joinGreys() {
    int plane = width * height;
    for (int i = 0; i < plane; i++) {
      if (pixels[i] != pixels[plane + i] || pixels[i] != pixels[2 * plane + i]) {
        return;
      }
    }
    pixels = Arrays.copyOf(pixels, plane);
  }
}
