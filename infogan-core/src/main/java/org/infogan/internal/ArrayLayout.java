package org.infogan.internal;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How an array's values lie in memory. */
public final class ArrayLayout {

  private ArrayLayout() {}

  /**
   * Whether the values lie next to each other in c-order. The stride of an axis of extent 1 does
   * not matter, and ND4J sets it to various values.
   *
   * @param array any array. Not modified.
   * @return whether the array is contiguous, and in c-order for ND4J too
   */
  public static boolean isContiguous(INDArray array) {
    long stride = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) > 1 && array.stride(axis) != stride) {
        return false;
      }
      stride *= array.size(axis);
    }
    return array.ordering() == 'c';
  }
}
