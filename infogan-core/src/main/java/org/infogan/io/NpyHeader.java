package org.infogan.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.infogan.internal.Internal;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The first bytes of a .npy file: the magic string, the version, the length of the text as a
 * little-endian number of 16 bits (format 1.0) or 32 bits (2.0 and 3.0), and a Python dictionary,
 * padded so that the data begins at a multiple of 64. Written is what NumPy writes; read is what it
 * reads, whoever wrote it: types with any byte order or none, keys in any order, spaces anywhere.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">
 *     numpy.lib.format</a>
 */
@Internal
public final class NpyHeader {

  /** The most axes that an INDArray can have. */
  static final int MAX_RANK = 32;

  /** NumPy refuses longer headers too, as unsafe to parse. */
  private static final int MAX_TEXT = 10_000;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int VERSION = 6; // where it stands
  private static final int PREFIX = MAGIC.length + 2;
  private static final int ALIGNMENT = 64;

  /** NumPy leaves room for the first extent to grow to as many digits. */
  private static final int EXTENT_DIGITS = 21;

  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");
  private static final Pattern DICTIONARY = Pattern.compile("\\{(.*)\\}\\s*", Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile(
          "\\G\\s*[uU]?(?:'(\\w+)'|\"(\\w+)\")\\s*:"
              + "\\s*([uU]?'[^']*'|[uU]?\"[^\"]*\"|True|False|\\([^()]*\\))\\s*(?:,|$)");
  private static final Pattern EXTENTS = Pattern.compile("\\s*,\\s*");
  private static final Pattern EXTENT = Pattern.compile("(?:[1-9]\\d{0,17})L?");
  private static final Pattern TYPE = Pattern.compile("([<>=|]?)(.+)");

  /**
   * A type of values as it stands in a header.
   *
   * @param dataType FLOAT, DOUBLE or UINT8
   * @param byteOrder the order of each value's bytes
   * @param booleans whether the bytes are 0 for false and 1 for true
   */
  private record Type(DataType dataType, ByteOrder byteOrder, boolean booleans) {}

  private final Type type;
  private final boolean fortranOrder;
  private final long[] shape;

  /** Length of the header in the file, including the magic string. */
  private final int headerBytes;

  /** Length of the values in the file; the constructor has checked that it fits a long. */
  private final long dataBytes;

  private NpyHeader(Type type, boolean fortranOrder, long[] shape, int headerBytes) {
    this.type = type;
    this.fortranOrder = fortranOrder;
    this.shape = shape;
    this.headerBytes = headerBytes;
    this.dataBytes = dataBytes(type.dataType(), shape);
  }

  /**
   * The type of the values.
   *
   * @return FLOAT, DOUBLE or UINT8
   */
  public DataType dataType() {
    return type.dataType();
  }

  /**
   * The order of the bytes of each value.
   *
   * @return that of the file, whatever the machine's own is
   */
  public ByteOrder byteOrder() {
    return type.byteOrder();
  }

  /**
   * Whether the values are booleans, 0 and 1 in a byte each.
   *
   * @return false for numbers
   */
  public boolean isBoolean() {
    return type.booleans();
  }

  /**
   * The order of the values.
   *
   * @return true if the first index runs fastest, false if the last does
   */
  public boolean fortranOrder() {
    return fortranOrder;
  }

  /**
   * The extent of each axis.
   *
   * @return at least 1 each, a new array
   */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * The length of the values in the file.
   *
   * @return the number of bytes
   */
  public long dataBytes() {
    return dataBytes;
  }

  /**
   * The length of the header in the file, where the values begin.
   *
   * @return the number of bytes
   */
  public int headerBytes() {
    return headerBytes;
  }

  /** The type codes are NumPy's: kind and bytes per value. */
  static String descr(DataType dataType) {
    return switch (dataType) {
      case FLOAT -> "<f4";
      case DOUBLE -> "<f8";
      case UBYTE -> "|u1";
      default ->
          throw new IllegalArgumentException(
              "npy: expected values of type FLOAT, DOUBLE or UINT8, found " + dataType);
    };
  }

  /** The type of a code, or null for one that is not read. */
  static @Nullable DataType dataType(String descr) {
    return switch (descr) {
      case "<f4" -> DataType.FLOAT;
      case "<f8" -> DataType.DOUBLE;
      case "|u1" -> DataType.UINT8;
      default -> null;
    };
  }

  /**
   * The number of bytes that the values take.
   *
   * @throws ArithmeticException if it does not fit a long
   */
  static long dataBytes(DataType dataType, long[] shape) {
    long bytes = dataType.width();
    for (long extent : shape) {
      bytes = Math.multiplyExact(bytes, extent);
    }
    return bytes;
  }

  /**
   * The header that NumPy writes for a c-order array, byte for byte.
   *
   * @param dataType FLOAT, DOUBLE or UINT8
   * @param shape the extent of each axis. Not modified.
   * @return the header's bytes
   */
  public static byte[] encode(DataType dataType, long[] shape) {
    StringBuilder text = new StringBuilder("{'descr': '").append(descr(dataType));
    text.append("', 'fortran_order': False, 'shape': (");
    for (int axis = 0; axis < shape.length; axis++) {
      text.append(axis == 0 ? "" : ", ").append(shape[axis]);
    }
    text.append(shape.length == 1 ? ",), }" : "), }");
    int room = shape.length == 0 ? 0 : EXTENT_DIGITS - Long.toString(shape[0]).length();
    text.append(" ".repeat(room));
    int unpadded = PREFIX + text.length() + 1;
    text.append(" ".repeat(ALIGNMENT - unpadded % ALIGNMENT)).append('\n');

    byte[] header = Arrays.copyOf(MAGIC, PREFIX + text.length());
    header[PREFIX - 2] = (byte) text.length();
    header[PREFIX - 1] = (byte) (text.length() >> 8);
    System.arraycopy(
        text.toString().getBytes(StandardCharsets.US_ASCII), 0, header, PREFIX, text.length());
    return header;
  }

  /**
   * Reads a header and leaves the stream at the first value.
   *
   * @param in the stream to read from; stays open
   * @param name the name of the source, for messages
   * @return the header
   * @throws IOException if it is not one of formats 1.0 to 3.0 with a type and a shape that can be
   *     read
   */
  public static NpyHeader read(InputStream in, String name) throws IOException {
    byte[] prefix = in.readNBytes(VERSION + 2);
    if (prefix.length < VERSION + 2 || !Arrays.equals(prefix, 0, VERSION, MAGIC, 0, VERSION)) {
      throw new IOException(name + ": expected a .npy file, found other bytes");
    }
    int version = prefix[VERSION];
    if (version < 1 || version > 3 || prefix[VERSION + 1] != 0) {
      throw new IOException(
          (name + ": expected a .npy file of format 1.0, 2.0 or 3.0, found " + version)
              + ("." + prefix[VERSION + 1]));
    }
    byte[] size = in.readNBytes(version == 1 ? 2 : 4);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = (length << 8) | (size[i] & 0xff);
    }
    if (length > MAX_TEXT) {
      throw new IOException(
          name + ": expected a .npy header of at most " + MAX_TEXT + " bytes, found " + length);
    }
    byte[] text = in.readNBytes((int) length);
    if (size.length < (version == 1 ? 2 : 4) || text.length < length) {
      throw new IOException(name + ": .npy header ends after " + text.length + " bytes");
    }
    int headerBytes = prefix.length + size.length + text.length;
    return parse(
        new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
        headerBytes,
        name);
  }

  private static NpyHeader parse(String text, int headerBytes, String name) throws IOException {
    Map<String, String> fields = new HashMap<>();
    Matcher dictionary = DICTIONARY.matcher(text.stripLeading());
    if (dictionary.matches()) {
      Matcher field = FIELD.matcher(dictionary.group(1));
      int end = 0;
      while (field.find()
          && fields.put(field.group(1) == null ? field.group(2) : field.group(1), field.group(3))
              == null) {
        end = field.end();
      }
      if (!dictionary.group(1).substring(end).isBlank()) {
        fields.clear();
      }
    }
    if (!fields.keySet().equals(KEYS)) {
      throw new IOException(
          name + ": expected a .npy header with " + KEYS + ", found " + quote(text));
    }
    Type type = type(fields.get("descr").replaceAll("^[uU]?['\"]|['\"]$", ""), name);
    String order = fields.get("fortran_order");
    if (!order.equals("True") && !order.equals("False")) {
      throw new IOException(
          name + ": fortran_order: expected True or False, found " + quote(order));
    }
    long[] shape = shape(fields.get("shape"), name);
    try {
      return new NpyHeader(type, order.equals("True"), shape, headerBytes);
    } catch (ArithmeticException e) {
      throw new IOException(name + ": shape " + Arrays.toString(shape) + " is too large", e);
    }
  }

  /** Takes NumPy's codes, its one-letter codes and its names. */
  private static Type type(String descr, String name) throws IOException {
    Matcher parts = TYPE.matcher(descr.strip());
    String kind = parts.matches() ? parts.group(2) : "";
    ByteOrder order =
        switch (parts.matches() ? parts.group(1) : "") {
          case "<" -> ByteOrder.LITTLE_ENDIAN;
          case ">" -> ByteOrder.BIG_ENDIAN;
          default -> ByteOrder.nativeOrder();
        };
    return switch (kind) {
      case "f4", "f", "float32", "single" -> new Type(DataType.FLOAT, order, false);
      case "f8", "d", "float64", "double", "float" -> new Type(DataType.DOUBLE, order, false);
      case "u1", "B", "uint8", "ubyte" -> new Type(DataType.UINT8, order, false);
      case "b1", "?", "bool", "bool_" -> new Type(DataType.UINT8, order, true);
      default ->
          throw new IOException(
              (name + ": expected values of type uint8, bool, float32 or float64, found ")
                  + (quote(descr) + remedy(kind)));
    };
  }

  private static String remedy(String kind) {
    return switch (kind) {
      case "i1", "i2", "i4", "i8", "u2", "u4", "u8" ->
          "; save array.astype(numpy.uint8) if the values are from 0 to 255,"
              + " otherwise array.astype(numpy.float32) of values from 0 to 1";
      case "f2", "f16" -> "; save array.astype(numpy.float32)";
      case "O" -> "; save an array of numbers, numpy.stack(list) of a list of arrays";
      default -> "";
    };
  }

  /** Reads "()", "(3,)", "(3, 4)" and "(3, 4,)"; Python 2 writes an L behind large numbers. */
  private static long[] shape(String tuple, String name) throws IOException {
    if (!tuple.startsWith("(")) {
      throw new IOException(name + ": shape: expected a tuple, found " + quote(tuple));
    }
    String list = tuple.substring(1, tuple.length() - 1).strip();
    if (list.isEmpty()) {
      return new long[0];
    }
    String[] extents = EXTENTS.split(list.replaceFirst("\\s*,$", ""), -1);
    long[] shape = new long[extents.length];
    for (int axis = 0; axis < shape.length; axis++) {
      if (!EXTENT.matcher(extents[axis]).matches()) {
        throw new IOException(
            name + ": expected a shape with extents of at least 1, found " + quote(tuple));
      }
      shape[axis] = Long.parseLong(extents[axis].replace("L", ""));
    }
    if (shape.length > MAX_RANK) {
      throw new IOException(
          name + ": expected at most " + MAX_RANK + " axes, found " + shape.length);
    }
    return shape;
  }

  /** Short and printable, for a message. */
  static String quote(String text) {
    String line = text.strip().replaceAll("[^ -~]", "?");
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }
}
