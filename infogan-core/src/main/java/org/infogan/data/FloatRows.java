package org.infogan.data;

import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Copies an array of any numeric type, order or stride to Java floats, row by row. */
final class FloatRows {

  /** Values copied at once: enough to make ND4J's cost per call vanish, small beside the data. */
  private static final int CHUNK = 1 << 20;

  private FloatRows() {}

  /**
   * Gives each row, the values that share an index of the first axis, in c-order.
   *
   * @param array an array of rank 2 or more. Not modified.
   * @param each takes a new array per row, in order
   */
  static void copy(INDArray array, Consumer<float[]> each) {
    copy(array, 0, array.size(0), each);
  }

  /**
   * Gives some rows, the values that share an index of the first axis, in c-order.
   *
   * @param array an array of rank 2 or more. Not modified.
   * @param first the index of the first row
   * @param end the index after the last row
   * @param each takes a new array per row, in order
   */
  static void copy(INDArray array, long first, long end, Consumer<float[]> each) {
    int length = Math.toIntExact(array.length() / array.size(0));
    long step = Math.max(1, CHUNK / length);
    INDArrayIndex[] all = new INDArrayIndex[array.rank()];
    for (int axis = 1; axis < all.length; axis++) {
      all[axis] = NDArrayIndex.all();
    }
    for (long from = first; from < end; from += step) {
      long to = Math.min(end, from + step);
      all[0] = NDArrayIndex.interval(from, to);
      float[] values = values(array.get(all));
      for (int start = 0; start < values.length; start += length) {
        float[] row = new float[length];
        System.arraycopy(values, start, row, 0, length);
        each.accept(row);
      }
    }
  }

  /** Copies through an array of ND4J's, which converts type and order at native speed. */
  private static float[] values(INDArray view) {
    // Detached: in a caller's workspace the copy could not be closed.
    try (INDArray copy = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', view.shape())) {
      copy.assign(view);
      return copy.data().asFloat();
    }
  }
}
