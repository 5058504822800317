package org.infogan.data.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.infogan.data.DataFormatException;

/**
 * Reads arrays of real numbers from MATLAB files of level 5: a header of 128 bytes, then elements
 * of type, size and data, each variable an element "matrix" that may be packed by deflate. Within
 * it are the class, the extents (the first index runs fastest), the name, and the numbers, which
 * may be stored in a smaller type than their class.
 *
 * <p>No size is believed: memory grows with the data found, never with the sizes claimed. What
 * other variables hold is passed over unread.
 *
 * @see <a href="https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf">MAT-file
 *     format</a>
 */
final class MatFile {

  private static final int HEADER = 128;
  private static final int LEVEL_5 = 0x0100;

  private static final int INT8 = 1;
  private static final int UINT8 = 2;
  private static final int INT32 = 5;
  private static final int UINT32 = 6;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;

  /** Bytes of one number by the type that it is stored in; 0 where the type is none of numbers. */
  private static final int[] WIDTHS = {0, 1, 1, 2, 2, 4, 4, 4, 0, 8, 0, 0, 8, 8};

  /** The names of the classes from 1 on; those of numbers begin with the first below. */
  private static final String[] CLASSES = {
    "none",
    "cell",
    "struct",
    "object",
    "char",
    "sparse",
    "double",
    "single",
    "int8",
    "uint8",
    "int16",
    "uint16",
    "int32",
    "uint32",
    "int64",
    "uint64",
    "function"
  };

  private static final int FIRST_NUMBERS = 6;
  private static final int COMPLEX = 0x0800;

  /** Of extents and of names; far beyond what MATLAB itself allows. */
  private static final int MAXIMUM_HEADER_BYTES = 256;

  /**
   * A variable.
   *
   * @param type its class, such as "uint8"
   * @param extents the first index runs fastest
   * @param data the numbers as they are stored
   * @param storage the type that they are stored in
   */
  record Numbers(String type, List<Integer> extents, ByteBuffer data, int storage) {

    int count() {
      return data.capacity() / WIDTHS[storage];
    }

    double get(int i) {
      return switch (storage) {
        case INT8 -> data.get(i);
        case UINT8 -> data.get(i) & 0xff;
        case 3 -> data.getShort(2 * i);
        case 4 -> data.getShort(2 * i) & 0xffff;
        case INT32 -> data.getInt(4 * i);
        case UINT32 -> data.getInt(4 * i) & 0xffffffffL;
        case 7 -> data.getFloat(4 * i);
        case 9 -> data.getDouble(8 * i);
        default -> data.getLong(8 * i);
      };
    }
  }

  private record Tag(int type, long size, boolean small) {}

  /** The first bytes of another stream, which stays open. */
  private static final class Part extends InputStream {
    private final InputStream in;
    private long left;

    Part(InputStream in, long size) {
      this.in = in;
      left = size;
    }

    @Override
    public int read() throws IOException {
      int read = left == 0 ? -1 : in.read();
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    void skipRest() throws IOException {
      in.skipNBytes(left);
    }
  }

  private final Path file;
  private final Set<String> names;
  private final Map<String, Numbers> variables = new HashMap<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  private MatFile(Path file, Set<String> names) {
    this.file = file;
    this.names = names;
  }

  /**
   * Reads the variables of these names, as far as the file has them.
   *
   * @throws DataFormatException if the file is damaged, of another format, or such a variable holds
   *     something else than real numbers
   * @throws IOException if the file cannot be opened
   */
  static Map<String, Numbers> read(Path file, Set<String> names) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      MatFile mat = new MatFile(file, names);
      try {
        mat.readAll(in);
      } catch (DataFormatException e) {
        throw e;
      } catch (EOFException e) {
        throw mat.damaged("expected more bytes, found its end", e);
      } catch (IOException e) {
        throw mat.damaged(e.getMessage(), e);
      }
      return mat.variables;
    }
  }

  private void readAll(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER) {
      throw damaged("expected a header of 128 bytes, found " + header.length, null);
    }
    String indicator = new String(header, HEADER - 2, 2, StandardCharsets.ISO_8859_1);
    if (!indicator.equals("IM") && !indicator.equals("MI")) {
      throw damaged("expected MI at the end of its header, found none", null);
    }
    order = indicator.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int level = ByteBuffer.wrap(header).order(order).getShort(HEADER - 4);
    if (level != LEVEL_5) {
      throw damaged("expected level 0x0100, found 0x%04x".formatted(level & 0xffff), null);
    }
    in.mark(1);
    while (in.read() >= 0) {
      in.reset();
      Tag tag = tag(in);
      Part element = new Part(in, tag.size());
      if (tag.type() == COMPRESSED) {
        unpack(element);
      } else {
        readMatrix(tag, element);
      }
      element.skipRest();
      in.mark(1);
    }
  }

  private void unpack(Part element) throws IOException {
    try (InflaterInputStream inflated = new InflaterInputStream(element)) {
      Tag tag = tag(inflated);
      Part matrix = new Part(inflated, tag.size());
      if (readMatrix(tag, matrix)) {
        // The checksum stands behind the last byte.
        matrix.skipRest();
        if (inflated.read() >= 0) {
          throw damaged("expected one variable per packed element, found more", null);
        }
      }
    }
  }

  /** Returns whether the variable is one of those asked for, and so was read. */
  private boolean readMatrix(Tag element, InputStream in) throws IOException {
    if (element.type() != MATRIX) {
      throw damaged("expected an element of type 14 or 15, found " + element.type(), null);
    }
    if (element.size() == 0) {
      return false;
    }
    int flags = ints(header(in, "flags", UINT32)).get(0);
    int type = flags & 0xff;
    if (type >= CLASSES.length) {
      return false;
    }
    List<Integer> extents = ints(header(in, "extents", INT32));
    String name = new String(header(in, "name", INT8), StandardCharsets.ISO_8859_1);
    if (!names.contains(name)) {
      return false;
    }
    if (type < FIRST_NUMBERS || CLASSES[type].equals("function")) {
      throw new DataFormatException(
          file + ": " + name + ": expected an array of numbers, found " + CLASSES[type]);
    }
    if ((flags & COMPLEX) != 0) {
      throw new DataFormatException(file + ": " + name + ": expected real numbers, found complex");
    }
    if (variables.containsKey(name)) {
      throw damaged("expected one variable " + name + ", found two", null);
    }
    variables.put(name, numbers(in, name, CLASSES[type], extents));
    return true;
  }

  private Numbers numbers(InputStream in, String name, String type, List<Integer> extents)
      throws IOException {
    Tag tag = tag(in);
    int width = tag.type() > 0 && tag.type() < WIDTHS.length ? WIDTHS[tag.type()] : 0;
    double count = extents.stream().mapToDouble(extent -> extent).reduce(1, (a, b) -> a * b);
    boolean negative = extents.stream().anyMatch(extent -> extent < 0);
    if (negative
        || width == 0
        || tag.size() != count * width
        || tag.size() > Integer.MAX_VALUE - 8) {
      throw damaged(
          ("expected " + name + " of " + type + " " + extents)
              + (", found " + tag.size() + " bytes of type " + tag.type()),
          null);
    }
    byte[] data = in.readNBytes((int) tag.size());
    if (data.length < tag.size()) {
      throw new EOFException();
    }
    return new Numbers(type, extents, ByteBuffer.wrap(data).order(order), tag.type());
  }

  /** One of the short elements before the numbers. */
  private byte[] header(InputStream in, String what, int type) throws IOException {
    Tag tag = tag(in);
    if (tag.type() != type || tag.size() > MAXIMUM_HEADER_BYTES) {
      throw damaged(
          ("expected the "
                  + what
                  + " as at most "
                  + MAXIMUM_HEADER_BYTES
                  + " bytes of type "
                  + type)
              + (", found " + tag.size() + " of type " + tag.type()),
          null);
    }
    byte[] bytes = exactly(in, (int) tag.size());
    in.skipNBytes(tag.small() ? 4 - tag.size() : -tag.size() & 7);
    return bytes;
  }

  private List<Integer> ints(byte[] bytes) throws DataFormatException {
    if (bytes.length < 8 || bytes.length % 4 != 0) {
      throw damaged("expected at least two numbers of 4 bytes, found " + bytes.length, null);
    }
    int[] ints = new int[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(order).asIntBuffer().get(ints);
    return Arrays.stream(ints).boxed().toList();
  }

  /** A small element has its size in the upper half of the first number, and its data at once. */
  private Tag tag(InputStream in) throws IOException {
    int first = ByteBuffer.wrap(exactly(in, 4)).order(order).getInt();
    int size = first >>> 16;
    if (size > 4) {
      throw damaged("expected at most 4 bytes in a small element, found " + size, null);
    }
    if (size > 0) {
      return new Tag(first & 0xffff, size, true);
    }
    int large = ByteBuffer.wrap(exactly(in, 4)).order(order).getInt();
    return new Tag(first, large & 0xffffffffL, false);
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private DataFormatException damaged(String what, Throwable cause) {
    return new DataFormatException(file + ": damaged, or not a MATLAB 5 file: " + what, cause);
  }
}
