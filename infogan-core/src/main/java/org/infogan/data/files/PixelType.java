package org.infogan.data.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How one value of an image is stored, little-endian. */
enum PixelType {
  /** 0 to 255 for 0 to 1. */
  UINT8(1) {
    @Override
    float get(ByteBuffer values, int index) {
      return Byte.toUnsignedInt(values.get(index)) / 255f;
    }
  },
  /** The value itself. */
  FLOAT32(4) {
    @Override
    float get(ByteBuffer values, int index) {
      return values.getFloat(4 * index);
    }
  },
  /** The value itself. */
  FLOAT64(8) {
    @Override
    float get(ByteBuffer values, int index) {
      return (float) values.getDouble(8 * index);
    }
  };

  private final int bytes;

  PixelType(int bytes) {
    this.bytes = bytes;
  }

  /** The length of one value. */
  int bytes() {
    return bytes;
  }

  /** Value number {@code index}, 0 to 1 for black to white. */
  abstract float get(ByteBuffer values, int index);

  /** For {@link #get}. */
  static ByteBuffer littleEndian(byte[] values) {
    return ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
  }
}
