package org.infogan.nn;

import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Something made from an array (a view, a plan), kept for as long as the same array comes back. A
 * network's pass hands the same buffers to its layers every time, so that after the first run
 * nothing is made anew.
 *
 * @param <T> what is made
 */
final class IdentityCache<T> {

  private final Function<INDArray, T> make;
  private INDArray array;
  private T made;

  IdentityCache(Function<INDArray, T> make) {
    this.make = make;
  }

  /** What belongs to this very array. */
  T of(INDArray array) {
    if (array != this.array) {
      made = make.apply(array);
      this.array = array;
    }
    return made;
  }
}
