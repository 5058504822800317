package org.infogan.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch of FLOAT values that is put together example by example on the Java heap, and then
 * transposed into an array whose last axis is the batch: B examples of n values each become [n, B].
 * For use by one thread at a time.
 */
public final class BatchBuffer implements AutoCloseable {

  /** Values of each example that are transposed together: they fill a cache line. */
  private static final int TILE = 16;

  /** Is shown the rows of a batch while they are written, block by block from the first on. */
  @FunctionalInterface
  public interface RowObserver {
    /**
     * Looks at some rows.
     *
     * @param rows [count, B], overwritten after the call. Not modified.
     * @param count the number of rows
     */
    void observe(float[] rows, int count);
  }

  private final int size;
  private final int length;
  private final float[] block;
  private final INDArray array;

  /** The memory of {@link #array}; null where it is not the process's own. */
  private final FloatBuffer memory;

  /** null until they are asked for: a batch may be given all that it ever holds. */
  private float[][] examples;

  /**
   * Allocates a batch of zeros.
   *
   * @param shape the shape of the array, whose last extent is B, the number of examples. Not
   *     modified.
   */
  public BatchBuffer(long... shape) {
    NativeRuntime.prepare();
    // Detached: memory of a caller's workspace would be another's before this batch is closed.
    array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', shape).assign(0);
    size = Math.toIntExact(shape[shape.length - 1]);
    length = Math.toIntExact(array.length() / size);
    block = new float[Math.multiplyExact(TILE, size)];
    memory = HostMemory.isAddressable(array) ? HostMemory.buffer(array) : null;
  }

  /**
   * The number of examples.
   *
   * @return B
   */
  public int size() {
    return size;
  }

  /**
   * The examples, to be filled by the caller; {@link #write()} copies them to the array.
   *
   * @return B arrays of n values in c-order, the same ones each time, zeros at first
   */
  public float[][] examples() {
    if (examples == null) {
      examples = new float[size][length];
    }
    return examples;
  }

  /**
   * The batch as an array.
   *
   * @return the examples of the latest write, batch last: the same array each time, owned by this
   *     object
   */
  public INDArray array() {
    return array;
  }

  /**
   * Transposes {@link #examples} into the array.
   *
   * @return {@link #array}
   */
  public INDArray write() {
    return write(examples());
  }

  /**
   * Transposes examples into the array.
   *
   * @param values B arrays of n values in c-order. Not modified.
   * @return {@link #array}
   * @throws IllegalArgumentException when there are more or fewer examples or values
   */
  public INDArray write(float[][] values) {
    return write(values, (rows, count) -> {});
  }

  /**
   * Transposes examples into the array, and shows the rows to an observer while they are at hand.
   *
   * @param values B arrays of n values in c-order. Not modified.
   * @param observer is shown all n rows in their order
   * @return {@link #array}
   * @throws IllegalArgumentException when there are more or fewer examples or values
   */
  public INDArray write(float[][] values, RowObserver observer) {
    requireExamples(values);
    float[] all = memory == null ? new float[length * size] : null;
    for (int row = 0; row < length; row += TILE) {
      int count = Math.min(TILE, length - row);
      for (int b = 0; b < size; b++) {
        for (int i = 0; i < count; i++) {
          block[i * size + b] = values[b][row + i];
        }
      }
      observer.observe(block, count);
      if (memory == null) {
        System.arraycopy(block, 0, all, row * size, count * size);
      } else {
        memory.put(row * size, block, 0, count * size);
      }
    }
    if (memory == null) {
      HostMemory.write(all, array);
    }
    return array;
  }

  private void requireExamples(float[][] values) {
    if (values.length != size) {
      throw new IllegalArgumentException("examples: expected " + size + ", found " + values.length);
    }
    for (int b = 0; b < size; b++) {
      if (values[b].length != length) {
        throw new IllegalArgumentException(
            ("example " + b + ": expected " + length + " values, found ") + values[b].length);
      }
    }
  }

  /**
   * Takes the first examples of a batch apart.
   *
   * @param array [n, B] or of any other shape whose last axis is the batch, in c-order. Not
   *     modified.
   * @param examples at most B arrays of n values. Modified.
   */
  public static void read(INDArray array, float[][] examples) {
    float[] all = new float[Math.toIntExact(array.length())];
    HostMemory.read(array, all);
    int size = Math.toIntExact(array.size(-1));
    int length = all.length / size;
    for (int row = 0; row < length; row += TILE) {
      int end = Math.min(length, row + TILE);
      for (int b = 0; b < examples.length; b++) {
        for (int i = row; i < end; i++) {
          examples[b][i] = all[i * size + b];
        }
      }
    }
  }

  /** Frees the array. */
  @Override
  public void close() {
    array.close();
  }
}
