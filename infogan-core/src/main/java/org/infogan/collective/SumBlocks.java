package org.infogan.collective;

import java.nio.ByteBuffer;
import org.infogan.collective.RingLink.Receiver;
import org.infogan.collective.RingLink.Sender;
import org.jspecify.annotations.Nullable;

/** Chunks of a vector in blocks, which are copied from and to the vector's own memory. */
final class SumBlocks {

  private static final int VALUES = RingLink.CONTENT / Float.BYTES;

  private final FloatParts vector;
  private final float[] values = new float[VALUES];
  private final float[] own = new float[VALUES];

  SumBlocks(FloatParts vector) {
    this.vector = vector;
  }

  int length() {
    return vector.length();
  }

  /** Sends the values from one index to before another. */
  Sender outgoing(int start, int end) {
    return new Sender() {
      private int next = start;

      @Override
      public boolean isDone() {
        return next == end;
      }

      @Override
      public boolean fill(ByteBuffer block) {
        int count = Math.min(VALUES, end - next);
        vector.get(next, values, count);
        RingLink.putHeader(block, RingLink.SUM, count * Float.BYTES, length());
        block.asFloatBuffer().put(values, 0, count);
        block.position(block.position() + count * Float.BYTES);
        next += count;
        return true;
      }
    };
  }

  /** Receives the values from one index to before another, and adds this rank's own or not. */
  Receiver incoming(int start, int end, boolean adding) {
    return new Receiver() {
      private int next = start;

      @Override
      public boolean isDone() {
        return next == end;
      }

      @Override
      public @Nullable String take(int kind, int total, ByteBuffer content) {
        int count = content.remaining() / Float.BYTES;
        if (kind != RingLink.SUM || total != length() || count > end - next) {
          return "the sum of " + length() + " values";
        }
        content.asFloatBuffer().get(values, 0, count);
        if (adding) {
          vector.get(next, own, count);
          for (int i = 0; i < count; i++) {
            values[i] += own[i];
          }
        }
        vector.put(next, values, count);
        next += count;
        return null;
      }
    };
  }
}
