package org.infogan.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageDecoder;
import org.infogan.internal.Checks;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads the image in a column of a row: the bytes of a PNG or JPEG file, as the source {@code
 * binaryFile} has them; the struct of Spark's source {@code image}; or C·H·W numbers in [0, 1].
 */
final class RowImage implements Serializable {

  private static final long serialVersionUID = 1L;

  /** 8 bits a channel: grey, BGR or BGRA, as the number of channels says. */
  private static final List<String> STRUCT_FIELDS = List.of("height", "width", "nChannels", "data");

  private final int index;

  /** Where {@code binaryFile} puts the file's name, or −1. */
  private final int pathIndex;

  /** The class does not say so, but each of Spark's types is a case class, so serializable. */
  @SuppressWarnings("serial")
  private final DataType type;

  private final int channels;
  private final int height;
  private final int width;
  private final ResizeMode mode;

  /**
   * A reader of one column.
   *
   * @throws IllegalArgumentException when there is no such column, or it can hold no images
   */
  RowImage(StructType schema, String column, ImageShape shape, ResizeMode mode) {
    Checks.require(
        List.of(schema.fieldNames()).contains(column),
        "column " + column,
        "one of " + List.of(schema.fieldNames()),
        "no such column");
    index = schema.fieldIndex(column);
    pathIndex = List.of(schema.fieldNames()).indexOf("path");
    type = schema.fields()[index].dataType();
    Checks.require(
        isBytes() || isNumbers() || isStruct(),
        "column " + column,
        "binary files, images as Spark's image source has them, or arrays of float or double",
        type.catalogString());
    channels = shape.channels();
    height = shape.height();
    width = shape.width();
    this.mode = mode;
  }

  private boolean isBytes() {
    return type.equals(DataTypes.BinaryType);
  }

  private boolean isNumbers() {
    return type instanceof ArrayType array
        && (array.elementType().equals(DataTypes.FloatType)
            || array.elementType().equals(DataTypes.DoubleType));
  }

  private boolean isStruct() {
    return type instanceof StructType struct
        && List.of(struct.fieldNames()).containsAll(STRUCT_FIELDS);
  }

  private ImageShape shape() {
    return new ImageShape(channels, height, width);
  }

  /**
   * The image of a row.
   *
   * @return C·H·W values in [0, 1]
   * @throws DataFormatException when there is none, or it cannot be read; the message says why
   */
  float[] read(Row row) throws DataFormatException {
    if (row.isNullAt(index)) {
      throw new DataFormatException(name(row) + ": expected an image, found null");
    }
    try {
      if (isBytes()) {
        return ImageDecoder.decode(row.<byte[]>getAs(index), name(row), shape(), mode);
      }
      return isNumbers() ? numbers(row) : struct(row.getStruct(index));
    } catch (DataFormatException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DataFormatException(name(row) + ": " + e.getMessage(), e);
    }
  }

  private String name(Row row) {
    Object path = pathIndex < 0 || pathIndex == index ? null : row.get(pathIndex);
    return path == null ? "row" : path.toString();
  }

  private float[] numbers(Row row) throws DataFormatException {
    List<Number> values =
        CollectionConverters.asJava(row.<scala.collection.Seq<Number>>getAs(index));
    if (values.size() != shape().pixels()) {
      throw new DataFormatException(
          name(row) + ": expected " + shape().pixels() + " values, found " + values.size());
    }
    float[] pixels = new float[values.size()];
    for (int i = 0; i < pixels.length; i++) {
      Number value = values.get(i);
      if (value == null || !(value.floatValue() >= 0 && value.floatValue() <= 1)) {
        throw new DataFormatException(
            name(row) + ": value " + i + ": expected a number in [0, 1], found " + value);
      }
      pixels[i] = value.floatValue();
    }
    return pixels;
  }

  /** Rows from above, each pixel in blue, green, red and, where there are four, its opacity. */
  private float[] struct(Row image) throws DataFormatException {
    String origin = String.valueOf(image.<Object>getAs("origin"));
    int rows = image.<Integer>getAs("height");
    int columns = image.<Integer>getAs("width");
    int bands = image.<Integer>getAs("nChannels");
    byte[] data = image.getAs("data");
    if (rows < 1 || columns < 1 || (bands != 1 && bands != 3 && bands != 4)) {
      throw new DataFormatException(
          (origin + ": expected an image of 1, 3 or 4 channels, found ")
              + (bands + " channels of " + rows + " × " + columns));
    }
    if (data.length != (long) rows * columns * bands) {
      throw new DataFormatException(
          (origin + ": expected " + (long) rows * columns * bands)
              + (" bytes of 8-bit values, found " + data.length));
    }
    int colours = bands == 1 ? 1 : 3;
    int plane = rows * columns;
    float[] pixels = new float[colours * plane];
    for (int i = 0; i < plane; i++) {
      float opacity = bands == 4 ? (data[i * bands + 3] & 0xff) / 255f : 1;
      for (int colour = 0; colour < colours; colour++) {
        float value = (data[i * bands + colours - 1 - colour] & 0xff) / 255f;
        pixels[colour * plane + i] = Math.min(1, value * opacity + (1 - opacity));
      }
    }
    return mode.resize(pixels, new ImageShape(colours, rows, columns), shape());
  }
}
