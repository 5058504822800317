package org.infogan.nn;

import java.util.function.Function;
import java.util.function.Supplier;
import org.infogan.backend.Views;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Memory that the layers of a pass use one after the other, each for values that it needs no longer
 * when it returns. It is allocated at its first use, as large as the largest array that was
 * reserved until then.
 */
public final class SharedBuffer {

  private final Function<long[], INDArray> allocate;
  private long length;
  private @Nullable INDArray memory;

  SharedBuffer(Function<long[], INDArray> allocate) {
    this.allocate = allocate;
  }

  /**
   * Reserves room for an array.
   *
   * @param shape the shape of the array. Not modified.
   * @return gives the array, the same one every time, which begins where the memory begins; to be
   *     called first when every layer has reserved its own
   * @throws IllegalStateException when the memory has been used before
   */
  public Supplier<INDArray> reserve(long... shape) {
    if (memory != null) {
      throw new IllegalStateException(
          "shared buffer: expected every array to be reserved before the first is used, found "
              + memory.length()
              + " values in use");
    }
    long size = 1;
    for (long extent : shape) {
      size *= extent;
    }
    length = Math.max(length, size);
    return new Reserved(shape);
  }

  private final class Reserved implements Supplier<INDArray> {
    private final long[] shape;
    private @Nullable INDArray array;

    Reserved(long[] shape) {
      this.shape = shape;
    }

    @Override
    public INDArray get() {
      if (memory == null) {
        memory = allocate.apply(new long[] {length});
      }
      if (array == null) {
        array = Views.slice(memory, 0, shape);
      }
      return array;
    }
  }
}
