package org.infogan.nn;

import java.util.Arrays;
import java.util.List;

/**
 * The extents of one example: {@code [F]} for a vector, {@code [C, H, W]} for an image. The batch
 * axis is not part of it.
 *
 * @param extents each at least 1, their product at most 2³¹ − 1
 */
public record Shape(List<Integer> extents) {

  /**
   * Copies the list and checks it.
   *
   * @param extents each at least 1, their product at most 2³¹ − 1
   * @throws IllegalArgumentException when an extent is below 1, or the product too large
   */
  public Shape {
    extents = List.copyOf(extents);
    if (extents.isEmpty() || extents.stream().anyMatch(e -> e < 1)) {
      throw new IllegalArgumentException("shape: expected extents of at least 1, found " + extents);
    }
    double size = extents.stream().mapToDouble(e -> e).reduce(1, (a, b) -> a * b);
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "shape: expected at most " + Integer.MAX_VALUE + " values, found " + extents);
    }
  }

  /**
   * The shape with the given extents.
   *
   * @param extents each at least 1. Not modified.
   * @return the shape
   * @throws IllegalArgumentException when an extent is below 1, or the product too large
   */
  public static Shape of(int... extents) {
    return new Shape(Arrays.stream(extents).boxed().toList());
  }

  /**
   * One extent of the shape that a layer computes.
   *
   * @param layer the layer's name, for the message
   * @param computed the extent
   * @return the extent; 0 where it is negative because the input does not fit
   * @throws IllegalArgumentException when the extent is above 2³¹ − 1
   */
  public static int extent(String layer, long computed) {
    if (computed > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          layer + ": expected extents of at most " + Integer.MAX_VALUE + ", found " + computed);
    }
    return (int) Math.max(computed, 0);
  }

  /**
   * Refuses the shape as the input of a layer that needs another number of axes.
   *
   * @param layer the layer's name, for the message
   * @param rank 1 for vectors [F], 3 for images [C, H, W]
   * @throws IllegalArgumentException when this shape has another number of axes
   */
  public void requireRank(String layer, int rank) {
    if (rank() != rank) {
      throw new IllegalArgumentException(
          layer
              + ": expected an input of shape "
              + (rank == 1 ? "[F]" : "[C, H, W]")
              + ", found "
              + this
              + "; put a reshape before it");
    }
  }

  /**
   * The number of axes.
   *
   * @return the number of extents
   */
  public int rank() {
    return extents.size();
  }

  /**
   * One extent.
   *
   * @param axis the axis, counted from 0
   * @return the extent
   */
  public int get(int axis) {
    return extents.get(axis);
  }

  /**
   * The number of values in one example.
   *
   * @return the product of the extents
   */
  public int size() {
    return extents.stream().reduce(1, Math::multiplyExact);
  }

  /**
   * The shape as an array.
   *
   * @return the extents
   */
  public long[] toArray() {
    return extents.stream().mapToLong(Integer::longValue).toArray();
  }

  /**
   * The array shape of a batch of such examples.
   *
   * @param batch B, the number of examples
   * @return the extents, then B
   */
  public long[] withBatch(int batch) {
    long[] shape = new long[rank() + 1];
    for (int i = 0; i < rank(); i++) {
      shape[i] = get(i);
    }
    shape[rank()] = batch;
    return shape;
  }

  @Override
  public String toString() {
    return extents.toString();
  }
}
