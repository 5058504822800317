package org.infogan.nn;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A batch of FLOAT values, batch last, that is put together example by example on the heap. */
public final class ExampleBatch implements AutoCloseable {

  private final int size;
  private final float[] host;
  private final INDArray array;

  /**
   * Allocates a batch of zeros.
   *
   * @param shape the shape of the batch, whose last extent is B, the number of examples. Not
   *     modified.
   * @throws ArithmeticException when the batch has more than 2³¹ − 1 values
   */
  public ExampleBatch(long... shape) {
    NativeRuntime.prepare();
    size = Math.toIntExact(shape[shape.length - 1]);
    host = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
    array = Nd4j.create(DataType.FLOAT, shape);
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
   * Puts one example into its place; {@link #array} holds it from its next call on.
   *
   * @param index the place of the example, from 0 to B − 1
   * @param example the values of the example in c-order. Not modified.
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
