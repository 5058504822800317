package org.infogan.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A batch of FLOAT values that is put together example by example on the Java heap. */
public final class ExampleBatch implements AutoCloseable {

  private final int size;
  private final float[] host;
  private final INDArray array;

  /**
   * Allocates a batch of zeros.
   *
   * @param example the shape of one example
   * @param size B, the number of examples
   */
  public ExampleBatch(Shape example, int size) {
    NativeRuntime.prepare();
    this.size = size;
    host = new float[Math.multiplyExact(example.size(), size)];
    array = Nd4j.create(DataType.FLOAT, example.withBatch(size));
  }

  /** B, the number of examples. */
  public int size() {
    return size;
  }

  /**
   * Puts one example into its place; {@link #array} holds it from its next call on.
   *
   * @param index from 0 to B − 1
   * @param example its values in c-order. Not modified.
   * @throws IllegalArgumentException when there are not as many values as in one example
   */
  public void put(int index, float[] example) {
    if (example.length * size != host.length) {
      throw new IllegalArgumentException(
          "example: expected " + host.length / size + " values, found " + example.length);
    }
    for (int i = 0; i < example.length; i++) {
      host[i * size + index] = example[i];
    }
  }

  /**
   * Copies what was put to the array.
   *
   * @return the examples, batch last: the same array each time, owned by this object
   */
  public INDArray array() {
    HostMemory.write(host, array);
    return array;
  }

  /** Frees the array. */
  @Override
  public void close() {
    array.close();
  }
}
