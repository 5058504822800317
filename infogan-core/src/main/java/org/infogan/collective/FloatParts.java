package org.infogan.collective;

import java.nio.FloatBuffer;
import java.util.List;

/** Several buffers as one vector, which is copied in blocks. */
final class FloatParts {

  private interface Copy {
    void make(FloatBuffer part, int index, int offset, int count);
  }

  private final List<FloatBuffer> parts;
  private final int length;

  /**
   * A view of the buffers.
   *
   * @param vector the parts, each from its position to its limit. Modified by {@link #put}.
   * @throws ArithmeticException when they have 2³¹ values or more
   */
  FloatParts(List<FloatBuffer> vector) {
    parts = vector.stream().map(FloatBuffer::slice).toList();
    length = Math.toIntExact(parts.stream().mapToLong(FloatBuffer::limit).sum());
  }

  int length() {
    return length;
  }

  /** Copies values out, from an index of the vector on. */
  void get(int index, float[] values, int count) {
    forEach(index, count, (part, at, offset, some) -> part.get(at, values, offset, some));
  }

  /** Copies values in, from an index of the vector on. */
  void put(int index, float[] values, int count) {
    forEach(index, count, (part, at, offset, some) -> part.put(at, values, offset, some));
  }

  private void forEach(int index, int count, Copy copy) {
    int start = 0;
    int done = 0;
    for (FloatBuffer part : parts) {
      int at = index + done - start;
      if (done < count && at < part.limit()) {
        int some = Math.min(count - done, part.limit() - at);
        copy.make(part, at, done, some);
        done += some;
      }
      start += part.limit();
    }
  }
}
