package org.infogan.losses;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Consecutive rows of a {@code [rows, B]} array, read and written element by element from the host.
 *
 * <p>Goes to the buffer directly because {@code INDArray.getDouble} costs ten times as much: it
 * checks for compression and computes the strides' product anew for every element. The buffer of a
 * view already carries the view's offset on every backend, so only strides are added here.
 */
final class HostMatrix {
  private final DataBuffer buffer;
  private final long rowStride;
  private final long sampleStride;

  /** Distance of row 0 from the start of the buffer; not 0 for rows taken from other rows. */
  private final long start;

  private final int rows;
  private final int batch;

  private HostMatrix(
      DataBuffer buffer, long rowStride, long sampleStride, long start, int rows, int batch) {
    this.buffer = buffer;
    this.rowStride = rowStride;
    this.sampleStride = sampleStride;
    this.start = start;
    this.rows = rows;
    this.batch = batch;
  }

  /** Takes an array of any shape [R, B]; {@code name} is the argument named in error messages. */
  static HostMatrix ofAnyHeight(String name, INDArray array) {
    return checked(name, array, -1, -1);
  }

  /** Takes an array of shape [rows, B] with any B. */
  static HostMatrix of(String name, INDArray array, int rows) {
    return checked(name, array, rows, -1);
  }

  /** Takes an array of shape [rows, batch]. */
  static HostMatrix of(String name, INDArray array, int rows, int batch) {
    return checked(name, array, rows, batch);
  }

  private static HostMatrix checked(String name, INDArray array, int rows, int batch) {
    String expected =
        "[" + (rows < 0 ? "R" : rows) + ", " + (batch < 0 ? "B" : Integer.toString(batch)) + "]";
    if (array == null) {
      throw new NullPointerException(name + ": expected shape " + expected + ", found null");
    }
    if (array.rank() != 2
        || array.isEmpty()
        || (rows >= 0 && array.size(0) != rows)
        || (batch >= 0 && array.size(1) != batch)) {
      throw Checks.violation(name, "shape " + expected, Arrays.toString(array.shape()));
    }
    if (array.dataType() != DataType.FLOAT && array.dataType() != DataType.DOUBLE) {
      throw Checks.violation(name, "type FLOAT or DOUBLE", array.dataType());
    }
    return new HostMatrix(
        array.data(),
        array.stride(0),
        array.stride(1),
        0,
        Math.toIntExact(array.size(0)),
        Math.toIntExact(array.size(1)));
  }

  /** The rows [first, first + count) of these; shares their memory. */
  HostMatrix slice(int first, int count) {
    return new HostMatrix(buffer, rowStride, sampleStride, start + first * rowStride, count, batch);
  }

  int rows() {
    return rows;
  }

  int batch() {
    return batch;
  }

  double get(int row, int sample) {
    return buffer.getDouble(start + row * rowStride + sample * sampleStride);
  }

  void set(int row, int sample, double value) {
    buffer.put(start + row * rowStride + sample * sampleStride, value);
  }

  /** Copies one sample's column into {@code column}. */
  void read(int sample, double[] column) {
    for (int row = 0; row < rows; row++) {
      column[row] = get(row, sample);
    }
  }

  /** Writes {@code factor * column} as one sample's column. */
  void write(int sample, double[] column, double factor) {
    for (int row = 0; row < rows; row++) {
      set(row, sample, factor * column[row]);
    }
  }
}
