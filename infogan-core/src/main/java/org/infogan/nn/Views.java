package org.infogan.nn;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Views of arrays: no element is copied. Strided views are made here from offset and strides, since
 * ND4J's own interval index takes a stride's overhang for an index out of range.
 */
final class Views {

  /**
   * What a view takes of one axis.
   *
   * @param first the first index
   * @param step from one index to the next
   * @param count how many indices; −1 for the whole axis, 0 for one index and no axis in the view
   */
  record Range(int first, int step, int count) {}

  /** The whole axis. */
  static final Range ALL = new Range(0, 1, -1);

  private Views() {}

  /** Indices {@code first}, {@code first + step}, … ({@code count} of them, at least 1). */
  static Range every(int first, int step, int count) {
    return new Range(first, step, count);
  }

  /** Index {@code index} only; the view has one axis less. */
  static Range at(int index) {
    return new Range(index, 1, 0);
  }

  /** The view of {@code array} that takes one range of each axis. */
  static INDArray of(INDArray array, Range... ranges) {
    int rank = 0;
    for (Range range : ranges) {
      rank += range.count == 0 ? 0 : 1;
    }
    long[] shape = new long[rank];
    long[] strides = new long[rank];
    long offset = array.offset();
    int axis = 0;
    for (int i = 0; i < ranges.length; i++) {
      Range range = ranges[i];
      offset += (long) range.first * array.stride(i);
      if (range.count != 0) {
        shape[axis] = range.count < 0 ? array.size(i) : range.count;
        strides[axis] = (long) range.step * array.stride(i);
        axis++;
      }
    }
    return Nd4j.create(array.data(), shape, strides, offset, 'c');
  }

  /** Elements {@code start} to {@code start + length − 1} of a vector, in the given shape. */
  static INDArray slice(INDArray vector, long start, Shape shape) {
    long[] extents = shape.extents().stream().mapToLong(Integer::longValue).toArray();
    return Nd4j.create(
        vector.data(), extents, Nd4j.getStrides(extents, 'c'), vector.offset() + start, 'c');
  }

  /**
   * An array {@code [rows, …]} as a matrix {@code [rows, everything else]}: a view.
   *
   * @throws IllegalArgumentException unless its values lie side by side in c-order
   */
  static INDArray rows(INDArray x) {
    if (!isContiguous(x)) {
      throw new IllegalArgumentException(
          "array of shape "
              + Arrays.toString(x.shape())
              + ": expected its values side by side in c-order, found strides "
              + Arrays.toString(x.stride()));
    }
    return rowsInMemory(x);
  }

  /**
   * The same with the values of a row as they lie in memory, for a weight in the order of {@link
   * NamedTensors}.
   */
  static INDArray rowsInMemory(INDArray x) {
    long[] shape = {x.size(0), x.length() / x.size(0)};
    return Nd4j.create(x.data(), shape, new long[] {shape[1], 1}, x.offset(), 'c');
  }

  /** The array itself, or a copy if its values do not lie side by side in c-order. */
  static INDArray contiguous(INDArray x) {
    return isContiguous(x) ? x : x.dup('c');
  }

  /** The stride of an axis of extent 1 says nothing. */
  private static boolean isContiguous(INDArray x) {
    long stride = 1;
    for (int axis = x.rank() - 1; axis >= 0; axis--) {
      if (x.size(axis) > 1 && x.stride(axis) != stride) {
        return false;
      }
      stride *= x.size(axis);
    }
    return true;
  }
}
