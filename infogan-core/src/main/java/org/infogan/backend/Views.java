package org.infogan.backend;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.internal.ArrayLayout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Views of arrays: no element is copied. They are made from offset and strides, since ND4J's own
 * interval index rejects a valid strided interval whose last step overshoots the axis.
 */
public final class Views {

  /**
   * The part of one axis that a view takes.
   *
   * @param first the first index
   * @param step the distance from one index to the next
   * @param count how many indices; −1 for the whole axis, 0 for one index and no axis in the view
   */
  public record Range(int first, int step, int count) {}

  /** The whole axis. */
  public static final Range ALL = new Range(0, 1, -1);

  private Views() {}

  /**
   * Neighbouring indices.
   *
   * @param first the first index
   * @param count how many indices, at least 1
   * @return first, first + 1, …
   */
  public static Range range(int first, int count) {
    return new Range(first, 1, count);
  }

  /**
   * Evenly spaced indices.
   *
   * @param first the first index
   * @param step the distance from one index to the next
   * @param count how many indices, at least 1
   * @return first, first + step, …
   */
  public static Range range(int first, int step, int count) {
    return new Range(first, step, count);
  }

  /**
   * A single index; the view has one axis less than the array.
   *
   * @param index the index
   * @return this index only
   */
  public static Range index(int index) {
    return new Range(index, 1, 0);
  }

  /**
   * Divides an axis evenly.
   *
   * @param extent the number of indices of the axis
   * @param parts how many ranges are wanted
   * @return so many ranges, or one for each index if these are fewer
   */
  public static List<Range> split(int extent, int parts) {
    int ranges = Math.min(extent, parts);
    return IntStream.range(0, ranges)
        .mapToObj(
            part -> {
              int first = (int) ((long) part * extent / ranges);
              return range(first, (int) ((part + 1L) * extent / ranges) - first);
            })
        .toList();
  }

  /**
   * Views a part of an array.
   *
   * @param array any array. Not modified; writing to the view writes to it.
   * @param ranges the part of each axis
   * @return the view
   */
  public static INDArray of(INDArray array, Range... ranges) {
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

  /**
   * Views neighbouring values in memory as an array of their own.
   *
   * @param vector whose values lie next to each other. Not modified; writing to the view writes to
   *     it.
   * @param start the index of the first value
   * @param shape the view's shape
   * @return the view, in c-order
   */
  public static INDArray slice(INDArray vector, long start, long... shape) {
    return Nd4j.create(
        vector.data(), shape, Nd4j.getStrides(shape, 'c'), vector.offset() + start, 'c');
  }

  /**
   * Views an array as a matrix.
   *
   * @param x [rows, …]. Not modified; writing to the view writes to it.
   * @return a view [rows, everything else]
   * @throws IllegalArgumentException unless the values lie side by side in c-order
   */
  public static INDArray rows(INDArray x) {
    if (!ArrayLayout.isContiguous(x)) {
      throw new IllegalArgumentException(
          "array of shape "
              + Arrays.toString(x.shape())
              + ": expected its values side by side in c-order, found strides "
              + Arrays.toString(x.stride())
              + " and order "
              + x.ordering());
    }
    return asStoredMatrix(x);
  }

  /**
   * Views an array as a matrix whose rows hold their values as they lie in memory: for a
   * convolution's weight [F, C, K, K], which networks store as [F, K, K, C].
   *
   * @param x [rows, …], without gaps in memory. Not modified; writing to the view writes to it.
   * @return a view [rows, everything else]
   */
  public static INDArray asStoredMatrix(INDArray x) {
    long[] shape = {x.size(0), x.length() / x.size(0)};
    return Nd4j.create(x.data(), shape, new long[] {shape[1], 1}, x.offset(), 'c');
  }

  /**
   * An array in c-order with the same values.
   *
   * @param x any array. Not modified.
   * @return the array itself, or a copy if its values do not lie side by side in c-order
   */
  public static INDArray contiguous(INDArray x) {
    return ArrayLayout.isContiguous(x) ? x : x.dup('c');
  }
}
