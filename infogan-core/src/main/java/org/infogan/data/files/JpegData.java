package org.infogan.data.files;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The parts of a JPEG file that its pixels need, and what they decode to, without those that only
 * end up in a decoder's warnings: segments of applications (colour profiles, a camera's notes,
 * previews), comments, spare bytes between segments and what follows the end mark. Of the segments
 * of applications, JFIF's and Adobe's say whether colours are stored as Y, Cb and Cr; a new one
 * says the same.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
final class JpegData {

  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int COMMENT = 0xfe;

  /** Of taking spare bytes out: where they are at more places, something else is wrong. */
  private static final int MAXIMUM_ROUNDS = 64;

  /** What libjpeg says of bytes that it did not need. */
  private static final Pattern SPARE = Pattern.compile("(\\d+) extraneous bytes? before marker");

  private static final byte[] JFIF = {
    (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };
  private static final byte[] ADOBE_RGB = {
    (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  private final byte[] file;
  private final ByteArrayOutputStream segments = new ByteArrayOutputStream();

  /** Where the data of scans and of their intervals end within {@link #segments}. */
  private final List<Integer> intervalEnds = new ArrayList<>();

  private boolean jfif;

  /** Adobe's number for the way that colours are stored, or −1. */
  private int adobe = -1;

  private boolean ended;
  private boolean progressive;
  private int height;
  private int width;
  private int[] components = {};

  /** By component and coefficient: the bits that are still to come, or −1 for all. */
  private int[][] missingBits = {};

  private JpegData(byte[] file) {
    this.file = file;
  }

  /**
   * Takes a file apart.
   *
   * @param file from its start mark on, which has been seen. Not modified.
   * @throws IOException if it ends before the last of its scans, or does not say how large it is
   */
  static JpegData of(byte[] file) throws IOException {
    JpegData jpeg = new JpegData(file);
    jpeg.read(false);
    if (jpeg.height < 1 || jpeg.width < 1) {
      throw new IOException("expected a frame header, found none");
    }
    jpeg.requireAllScans();
    return jpeg;
  }

  /**
   * Reads up to the frame header.
   *
   * @param start the first bytes of a file. Not modified.
   * @return its height and width; empty if the header lies further behind
   * @throws IOException if something else comes before it
   */
  static int[] size(byte[] start) throws IOException {
    JpegData jpeg = new JpegData(start);
    jpeg.read(true);
    return jpeg.height < 1 ? new int[0] : new int[] {jpeg.height, jpeg.width};
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /**
   * Decodes the pixels with the JDK's reader, which fills what is missing with grey and says so in
   * a warning. It utters only the first warning. If that one speaks of spare bytes, which nobody
   * misses, they are taken out, so that a later one is heard.
   *
   * @throws IOException if pixels are missing or damaged
   */
  BufferedImage decode() throws IOException {
    if (components.length != 1 && components.length != 3) {
      throw new IOException(
          "expected grey or RGB, found "
              + components.length
              + " channels; convert the image to RGB");
    }
    JpegData data = this;
    for (int round = 0; round < MAXIMUM_ROUNDS; round++) {
      AtomicReference<String> warning = new AtomicReference<>();
      BufferedImage image = decode(data.bytes(), warning);
      Matcher spare = SPARE.matcher(String.valueOf(warning.get()));
      boolean isSpare = spare.find();
      if (warning.get() == null || (isSpare && intervalEnds.size() == 1)) {
        return image; // spare bytes behind the only interval come after all pixels
      }
      if (!isSpare) {
        throw new IOException(warning.get());
      }
      int end = data.intervalEnds.get(data.firstWithSpareBytes());
      data = of(data.bytes(end - Math.min(end, Integer.parseInt(spare.group(1))), end));
    }
    throw new IOException("expected few spare bytes, found them at many places");
  }

  /** Files that end after an interval warn of spare bytes if it, or one before, has them. */
  private int firstWithSpareBytes() throws IOException {
    int low = 0;
    int high = intervalEnds.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      AtomicReference<String> warning = new AtomicReference<>();
      decode(bytes(intervalEnds.get(middle), segments.size()), warning);
      if (SPARE.matcher(String.valueOf(warning.get())).find()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static BufferedImage decode(byte[] data, AtomicReference<String> warning)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("JPEG").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, text) -> warning.compareAndSet(null, text));
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private byte[] bytes() {
    return bytes(segments.size(), segments.size());
  }

  /** A file without the bytes from {@code from} to {@code to} of the segments. */
  private byte[] bytes(int from, int to) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(0xff);
    all.write(0xd8);
    byte[] colours = isRgb() ? ADOBE_RGB : JFIF;
    all.write(colours, 0, colours.length);
    byte[] kept = segments.toByteArray();
    all.write(kept, 0, from);
    all.write(kept, to, kept.length - to);
    all.write(0xff);
    all.write(END);
    return all.toByteArray();
  }

  /** As all of libjpeg's users see it: JFIF comes first, then Adobe, then the components' names. */
  private boolean isRgb() {
    return components.length == 3
        && !jfif
        && (adobe >= 0 ? adobe == 0 : Arrays.equals(components, new int[] {'R', 'G', 'B'}));
  }

  private void read(boolean toFrame) throws IOException {
    int at = nextMarker(2);
    while (at >= 0 && !(toFrame && height > 0)) {
      int marker = file[at + 1] & 0xff;
      if (marker == END) {
        ended = true;
        return;
      }
      if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
        at = nextMarker(at + 2);
        continue;
      }
      int length = at + 3 < file.length ? ((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff) : -1;
      int end = at + 2 + length;
      if (length < 2 || end > file.length) {
        if (toFrame) {
          return;
        }
        throw new IOException("expected whole segments, found the end of the file within one");
      }
      segment(marker, at + 4, end);
      if (marker != COMMENT && (marker & 0xf0) != 0xe0) {
        segments.write(file, at, end - at);
        if (marker == SCAN && !progressive) {
          // Of use to progressive images only, and warned of otherwise if they are not these.
          byte[] all = segments.toByteArray();
          all[all.length - 3] = 0;
          all[all.length - 2] = 63;
          all[all.length - 1] = 0;
          segments.reset();
          segments.write(all, 0, all.length);
        }
      }
      at = nextMarker(marker == SCAN && !toFrame ? copyScan(end) : end);
    }
  }

  /** The next marker, after however many spare bytes, or −1. */
  private int nextMarker(int from) {
    for (int i = from; i + 1 < file.length; i++) {
      int next = file[i + 1] & 0xff;
      if (file[i] == (byte) 0xff && next != 0 && next != 0xff) {
        return i;
      }
    }
    return -1;
  }

  /** Copies the data of a scan, which reach to the next marker that does not restart it. */
  private int copyScan(int start) {
    int i = start;
    while (i < file.length) {
      int next = i + 1 < file.length ? file[i + 1] & 0xff : 0;
      if (file[i] == (byte) 0xff && next != 0) {
        boolean restart = next >= 0xd0 && next <= 0xd7;
        if (!restart && next != 0xff) {
          break;
        }
        if (restart) {
          intervalEnds.add(segments.size() + i - start);
          i++;
        }
      }
      i++;
    }
    segments.write(file, start, i - start);
    intervalEnds.add(segments.size());
    return i;
  }

  private void segment(int marker, int from, int end) {
    int length = end - from;
    if (marker == 0xe0 && length >= 14 && startsWith(from, "JFIF\0")) {
      jfif = true;
    } else if (marker == 0xee && length >= 12 && startsWith(from, "Adobe")) {
      adobe = file[from + 11] & 0xff;
    } else if (marker >= 0xc0
        && marker <= 0xcf
        && marker != 0xc4
        && marker != 0xc8
        && marker != 0xcc) {
      frame(marker, from, length);
    } else if (marker == SCAN) {
      scan(from, length);
    }
  }

  private boolean startsWith(int from, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(file, from, from + bytes.length, bytes, 0, bytes.length);
  }

  private void frame(int marker, int from, int length) {
    if (length < 6 || height > 0 || length < 6 + 3 * (file[from + 5] & 0xff)) {
      return; // the decoder says what is wrong with it
    }
    progressive = marker == 0xc2;
    height = ((file[from + 1] & 0xff) << 8) | (file[from + 2] & 0xff);
    width = ((file[from + 3] & 0xff) << 8) | (file[from + 4] & 0xff);
    components = new int[file[from + 5] & 0xff];
    Arrays.setAll(components, c -> file[from + 6 + 3 * c] & 0xff);
    missingBits = new int[components.length][64];
    for (int[] bits : missingBits) {
      Arrays.fill(bits, -1);
    }
  }

  private void scan(int from, int length) {
    int count = length < 1 ? 0 : file[from] & 0xff;
    if (length < 4 + 2 * count) {
      return;
    }
    int first = progressive ? file[from + 1 + 2 * count] & 0xff : 0;
    int last = progressive ? file[from + 2 + 2 * count] & 0xff : 63;
    int low = progressive ? file[from + 3 + 2 * count] & 0xf : 0;
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < components.length; c++) {
        if (components[c] == (file[from + 1 + 2 * i] & 0xff)) {
          for (int k = first; k <= Math.min(63, last); k++) {
            missingBits[c][k] = low;
          }
        }
      }
    }
  }

  /** Without an end mark, a file may lack whole scans, which no decoder notices. */
  private void requireAllScans() throws IOException {
    boolean missing = false;
    for (int[] bits : missingBits) {
      missing |= bits[0] < 0 || (!ended && Arrays.stream(bits).anyMatch(left -> left != 0));
    }
    if (missing) {
      throw new IOException("expected data of all components, found the end of the file");
    }
  }
}
