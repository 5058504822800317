package org.infogan.data.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How one value of an image is stored. */
enum PixelType {
  /** 0 to 255 for 0 to 1. */
  UINT8("uint8", 1, ByteOrder.LITTLE_ENDIAN) {
    @Override
    float get(ByteBuffer values, int index) {
      return Byte.toUnsignedInt(values.get(index)) / 255f;
    }
  },
  /** A byte each, 0 for false and black, all else for true and white. */
  BOOLEAN("bool", 1, ByteOrder.LITTLE_ENDIAN) {
    @Override
    float get(ByteBuffer values, int index) {
      return values.get(index) == 0 ? 0 : 1;
    }
  },
  /** The value itself. */
  FLOAT32("float32", 4, ByteOrder.LITTLE_ENDIAN),
  /** The value itself, its bytes the other way round. */
  FLOAT32_BIG("float32", 4, ByteOrder.BIG_ENDIAN),
  /** The value itself. */
  FLOAT64("float64", 8, ByteOrder.LITTLE_ENDIAN),
  /** The value itself, its bytes the other way round. */
  FLOAT64_BIG("float64", 8, ByteOrder.BIG_ENDIAN);

  private final String numpyName;
  private final int bytes;
  private final ByteOrder order;

  PixelType(String numpyName, int bytes, ByteOrder order) {
    this.numpyName = numpyName;
    this.bytes = bytes;
    this.order = order;
  }

  /** The type of floats of 4 or 8 bytes. */
  static PixelType ofFloats(int bytes, ByteOrder order) {
    boolean little = order == ByteOrder.LITTLE_ENDIAN;
    if (bytes == Float.BYTES) {
      return little ? FLOAT32 : FLOAT32_BIG;
    }
    return little ? FLOAT64 : FLOAT64_BIG;
  }

  /** What NumPy calls it. */
  String numpyName() {
    return numpyName;
  }

  /** The length of one value. */
  int bytes() {
    return bytes;
  }

  /** Whether a byte in memory, 0 to 255, can hold a value. */
  boolean isByte() {
    return bytes == 1;
  }

  /** Value number {@code index}, 0 to 1 for black to white. */
  float get(ByteBuffer values, int index) {
    return bytes == Float.BYTES
        ? values.getFloat(Float.BYTES * index)
        : (float) values.getDouble(Double.BYTES * index);
  }

  /** For {@link #get}. */
  ByteBuffer buffer(byte[] values) {
    return ByteBuffer.wrap(values).order(order);
  }

  /** The type that {@link #normalize} gives: uint8 or little-endian floats. */
  PixelType normalized() {
    return isByte() ? UINT8 : ofFloats(bytes, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Converts values to {@link #normalized}.
   *
   * @param values as they are stored. Modified.
   * @return the same array
   */
  byte[] normalize(byte[] values) {
    if (this == BOOLEAN) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) (values[i] == 0 ? 0 : 255);
      }
    } else if (order == ByteOrder.BIG_ENDIAN) {
      for (int start = 0; start < values.length; start += bytes) {
        for (int i = 0; i < bytes / 2; i++) {
          byte first = values[start + i];
          values[start + i] = values[start + bytes - 1 - i];
          values[start + bytes - 1 - i] = first;
        }
      }
    }
    return values;
  }
}
