package org.infogan.nn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/**
 * The extents of one example: {@code [F]} for a vector, {@code [C, H, W]} for an image. The batch
 * axis is not part of it.
 *
 * @param extents each at least 1, their product at most 2³¹ − 1
 */
public record Shape(@JsonValue List<Integer> extents) {

  /** Copies the list and checks it. */
  @JsonCreator
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

  /** The shape with the given extents. */
  public static Shape of(int... extents) {
    return new Shape(Arrays.stream(extents).boxed().toList());
  }

  /** The number of axes. */
  public int rank() {
    return extents.size();
  }

  /** One extent, {@code axis} counted from 0. */
  public int get(int axis) {
    return extents.get(axis);
  }

  /** The number of values in one example. */
  public int size() {
    return extents.stream().reduce(1, Math::multiplyExact);
  }

  /** The array shape of a batch of such examples: the extents, then {@code batch}. */
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
