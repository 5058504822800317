package org.infogan.collective;

import java.nio.ByteBuffer;
import org.infogan.collective.RingLink.Receiver;
import org.infogan.collective.RingLink.Sender;
import org.jspecify.annotations.Nullable;

/** Bytes in blocks, which are sent on as they come in. */
final class ByteBlocks {

  /** null until the length is known. */
  private byte @Nullable [] bytes;

  private int received;

  private ByteBlocks() {}

  /** Bytes that are there. */
  static ByteBlocks of(byte[] bytes) {
    ByteBlocks blocks = new ByteBlocks();
    blocks.bytes = bytes;
    blocks.received = bytes.length;
    return blocks;
  }

  /** Bytes that are to be received. */
  static ByteBlocks expected() {
    return new ByteBlocks();
  }

  /** All bytes, once they are there. */
  byte[] bytes() {
    if (bytes == null) {
      throw new IllegalStateException(
          "broadcast: expected bytes to have been received, found none");
    }
    return bytes;
  }

  /** Sends what has come in; even of no bytes one block. */
  Sender outgoing() {
    return new Sender() {
      private int sent;
      private boolean begun;

      @Override
      public boolean isDone() {
        return begun && bytes != null && sent == bytes.length;
      }

      @Override
      public boolean fill(ByteBuffer block) {
        if (bytes == null || (sent == received && received < bytes.length)) {
          return false;
        }
        int count = Math.min(RingLink.CONTENT, received - sent);
        RingLink.putHeader(block, RingLink.BYTES, count, bytes.length);
        block.put(bytes, sent, count);
        sent += count;
        begun = true;
        return true;
      }
    };
  }

  /** Receives all. */
  Receiver incoming() {
    return new Receiver() {
      @Override
      public boolean isDone() {
        return bytes != null && received == bytes.length;
      }

      @Override
      public @Nullable String take(int kind, int total, ByteBuffer content) {
        if (bytes == null && kind == RingLink.BYTES && total >= 0) {
          bytes = new byte[total];
        }
        if (kind != RingLink.BYTES
            || bytes == null
            || total != bytes.length
            || content.remaining() > total - received) {
          return "a broadcast";
        }
        int count = content.remaining();
        content.get(bytes, received, count);
        received += count;
        return null;
      }
    };
  }
}
