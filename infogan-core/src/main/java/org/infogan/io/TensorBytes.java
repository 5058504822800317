package org.infogan.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.infogan.internal.ArrayLayout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The values of an array as little-endian bytes in c order, copied in chunks. Only ND4J's copies
 * touch the array itself, so that it may have any strides and live on any device.
 */
final class TensorBytes {

  /** Large enough that the cost of a native call vanishes, small beside any tensor that matters. */
  private static final int CHUNK_VALUES = 1 << 18;

  private TensorBytes() {}

  /**
   * Writes the values.
   *
   * @param array FLOAT or DOUBLE. Not modified.
   */
  static void write(OutputStream out, INDArray array) throws IOException {
    INDArray ordered = ArrayLayout.isContiguous(array) ? array : array.dup('c');
    INDArray flat = ordered.reshape('c', true, ordered.length());
    int width = array.dataType().width();
    byte[] bytes = new byte[(int) Math.min(flat.length(), CHUNK_VALUES) * width];
    for (long from = 0; from < flat.length(); from += CHUNK_VALUES) {
      int count = (int) Math.min(CHUNK_VALUES, flat.length() - from);
      // A copy starts at offset 0 of its own buffer, on the host, on every backend.
      INDArray chunk = flat.get(NDArrayIndex.interval(from, from + count)).dup('c');
      encode(chunk, count, bytes);
      release(chunk);
      out.write(bytes, 0, count * width);
    }
    if (ordered != array) {
      release(ordered);
    }
  }

  /**
   * Reads values in c order to the end of the stream, which must come right after them.
   *
   * @param destination an array of the header's shape and type. Modified, in part if this fails.
   */
  static void read(InputStream in, String name, INDArray destination) throws IOException {
    boolean direct = ArrayLayout.isContiguous(destination);
    INDArray flat =
        direct
            ? destination.reshape('c', true, destination.length())
            : Nd4j.createUninitialized(destination.dataType(), destination.length());
    int width = destination.dataType().width();
    byte[] bytes = new byte[(int) Math.min(flat.length(), CHUNK_VALUES) * width];
    for (long from = 0; from < flat.length(); from += CHUNK_VALUES) {
      int count = (int) Math.min(CHUNK_VALUES, flat.length() - from);
      int found = in.readNBytes(bytes, 0, count * width);
      if (found < count * width) {
        throw truncated(name, flat.length() * width, from * width + found);
      }
      INDArray chunk = decode(bytes, count, destination.dataType());
      flat.get(NDArrayIndex.interval(from, from + count)).assign(chunk);
      release(chunk);
    }
    requireEnd(in, name);
    if (!direct) {
      destination.assign(flat.reshape('c', true, destination.shape()));
      release(flat);
    }
  }

  private static void encode(INDArray chunk, int count, byte[] bytes) {
    if (chunk.dataType() == DataType.FLOAT) {
      FloatBuffer values = chunk.data().asNioFloat();
      littleEndian(bytes).asFloatBuffer().put(values.limit(values.position() + count));
    } else {
      DoubleBuffer values = chunk.data().asNioDouble();
      littleEndian(bytes).asDoubleBuffer().put(values.limit(values.position() + count));
    }
  }

  private static INDArray decode(byte[] bytes, int count, DataType dataType) {
    if (dataType == DataType.DOUBLE) {
      double[] values = new double[count];
      littleEndian(bytes).asDoubleBuffer().get(values);
      return Nd4j.createFromArray(values);
    }
    float[] values = new float[count];
    if (dataType == DataType.FLOAT) {
      littleEndian(bytes).asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = bytes[i] & 0xff;
      }
    }
    return Nd4j.createFromArray(values);
  }

  static void requireEnd(InputStream in, String name) throws IOException {
    if (in.read() >= 0) {
      throw new IOException(name + ": expected the end after the last value, found more bytes");
    }
  }

  static IOException truncated(String name, long expected, long found) {
    return new IOException(name + ": expected " + expected + " bytes of values, found " + found);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Off-heap memory goes back at once; the collector would not notice how much hangs on it. */
  static void release(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }
}
