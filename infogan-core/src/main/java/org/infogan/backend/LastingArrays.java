package org.infogan.backend;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes arrays that outlive the call in which they are made. Where the caller has an ND4J workspace
 * open, as every training loop of Deeplearning4j has, ND4J puts new arrays into it and reuses their
 * memory in the loop's next iteration; these lie outside of any workspace.
 */
public final class LastingArrays {

  private LastingArrays() {}

  /**
   * An array of zeros.
   *
   * @param type the type of every element
   * @param shape the shape of the array. Not modified.
   * @return a new c-order array, which its owner closes
   */
  @SuppressWarnings("try") // closed for its effect alone
  public static INDArray zeros(DataType type, long... shape) {
    NativeRuntime.prepare();
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return Nd4j.create(type, shape);
    }
  }

  /**
   * An array that holds anything, for one that is filled at once.
   *
   * @param type the type of every element
   * @param shape the shape of the array. Not modified.
   * @return a new c-order array, which its owner closes
   */
  public static INDArray uninitialized(DataType type, long... shape) {
    NativeRuntime.prepare();
    return Nd4j.createUninitializedDetached(type, 'c', shape);
  }
}
