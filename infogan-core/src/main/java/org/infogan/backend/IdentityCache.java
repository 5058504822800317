package org.infogan.backend;

import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A cache of one value (a view, a list of views) that was made from an array, kept for as long as
 * the same array object comes back. A network's pass gives its layers the same buffers every time,
 * so that after the first run no view is made anew.
 *
 * @param <T> the type of the value
 */
public final class IdentityCache<T> {

  private final Function<INDArray, T> make;
  private INDArray array;
  private T value;

  /**
   * Starts empty.
   *
   * @param make makes the value from an array
   */
  public IdentityCache(Function<INDArray, T> make) {
    this.make = make;
  }

  /**
   * The value that belongs to an array.
   *
   * @param array any array; compared by identity
   * @return the value made from this very array, now or before
   */
  public T of(INDArray array) {
    if (array != this.array) {
      value = make.apply(array);
      this.array = array;
    }
    return value;
  }
}
