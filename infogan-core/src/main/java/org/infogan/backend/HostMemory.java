package org.infogan.backend;

import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.zip.Checksum;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies between Java arrays and ND4J arrays. On a CPU backend, FLOAT values are copied straight
 * from and to the array's memory; other types and backends go through ND4J.
 */
public final class HostMemory {

  /** The most values that a {@link #buffer} spans: 2 GB. */
  private static final int LONGEST_BUFFER = Integer.MAX_VALUE / Float.BYTES;

  private HostMemory() {}

  /**
   * Whether {@link #buffer} may be used: contiguous FLOAT values in the process's own memory, at
   * most 2 GB of them.
   *
   * @param array any array. Not modified.
   * @return whether it may
   */
  public static boolean isAddressable(INDArray array) {
    return holds(array.dataType())
        && array.length() <= LONGEST_BUFFER
        && array.ordering() == 'c'
        && array.elementWiseStride() == 1;
  }

  /** Whether contiguous arrays of this type, up to 2 GB, are addressable on this backend. */
  private static boolean holds(DataType type) {
    return type == DataType.FLOAT && Nd4j.getEnvironment().isCPU();
  }

  private static FloatPointer address(INDArray array) {
    FloatPointer pointer = new FloatPointer(array.data().addressPointer());
    pointer.limit(array.length());
    return pointer;
  }

  /**
   * The array's memory as a buffer. By their positions, several threads may copy blocks in both
   * directions at once, and no copy makes an object. The caller keeps the array alive while it uses
   * the buffer.
   *
   * @param array one for which {@link #isAddressable} holds. Not modified; writing to the buffer
   *     writes to it.
   * @return the values in c-order, from position 0 to the limit
   */
  public static FloatBuffer buffer(INDArray array) {
    return address(array).asBuffer();
  }

  /**
   * Copies {@code values} into {@code array} in c-order.
   *
   * @param values at least one value per element of the array. Not modified.
   * @param array an array of any shape and type. Modified.
   */
  @SuppressWarnings("try") // the scope is closed for its effect alone
  public static void write(float[] values, INDArray array) {
    requireRoom(values, array);
    if (isAddressable(array)) {
      address(array).put(values, 0, (int) array.length());
    } else {
      try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
          INDArray copy = Nd4j.create(values, array.shape(), 'c')) {
        array.assign(copy);
      }
    }
  }

  /**
   * Copies values into one row of an array, its elements with this index on the first axis.
   *
   * @param values in c-order, one per element of a row. Not modified.
   * @param array an array in c-order without gaps. Modified.
   * @param row the index
   * @throws IndexOutOfBoundsException when the array has no such row of this length
   */
  public static void writeRow(float[] values, INDArray array, long row) {
    Objects.checkFromIndexSize(row * values.length, values.length, array.length());
    if (holds(array.dataType())) {
      new FloatPointer(array.data().addressPointer())
          .position(row * values.length)
          .put(values, 0, values.length);
    } else {
      write(values, array.slice(row));
    }
  }

  /**
   * Copies {@code array} into {@code values} in c-order.
   *
   * @param array an array of any shape and type. Not modified.
   * @param values at least one value per element of the array. Modified.
   */
  public static void read(INDArray array, float[] values) {
    requireRoom(values, array);
    if (isAddressable(array)) {
      address(array).get(values, 0, (int) array.length());
    } else {
      try (INDArray copy = LastingArrays.zeros(DataType.FLOAT, array.shape())) {
        copy.assign(array);
        System.arraycopy(copy.data().asFloat(), 0, values, 0, (int) array.length());
      }
    }
  }

  /**
   * Copies an array, on the calling thread where both are addressable.
   *
   * @param from any array. Not modified.
   * @param to an array of the same shape. Modified.
   */
  public static void copy(INDArray from, INDArray to) {
    if (isAddressable(from) && isAddressable(to)) {
      Pointer.memcpy(address(to), address(from), to.length() * Float.BYTES);
    } else {
      to.assign(from);
    }
  }

  /**
   * Adds an array's bytes to a checksum.
   *
   * @param checksum the checksum. Modified.
   * @param array FLOAT values for which {@link #isAddressable} holds. Not modified.
   */
  public static void update(Checksum checksum, INDArray array) {
    BytePointer bytes = new BytePointer(array.data().addressPointer());
    checksum.update(bytes.capacity(array.length() * Float.BYTES).asByteBuffer());
  }

  /**
   * Sets every value of a matrix to zero: on a CPU, FLOAT rows on the calling thread.
   *
   * @param matrix a matrix of contiguous rows, which may lie apart. Modified.
   */
  public static void clearRows(INDArray matrix) {
    if (holds(matrix.dataType())) {
      Pointer row = new BytePointer(matrix.data().addressPointer());
      for (long i = 0; i < matrix.size(0); i++) {
        row.position(i * matrix.stride(0) * Float.BYTES);
        Pointer.memset(row, 0, matrix.size(1) * Float.BYTES);
      }
    } else {
      matrix.assign(0);
    }
  }

  private static void requireRoom(float[] values, INDArray array) {
    if (values.length < array.length()) {
      throw new IllegalArgumentException(
          "host array: expected at least " + array.length() + " values, found " + values.length);
    }
  }
}
