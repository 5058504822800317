package org.infogan.collective;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The two connections of a rank in the ring. One thread sends and receives in turns, never waiting
 * in either, so that no size of data can make the ranks wait for each other.
 *
 * <p>What is sent are blocks: kind, length of the content in bytes, length of the whole in its own
 * units, then the content, in little endian. A block that has been begun is always sent to its end,
 * so that the cause of a failure can follow. A rank that waits says so from time to time: a time
 * limit thus passes only beside the rank that stands still, whose name is then the right one.
 */
final class RingLink implements AutoCloseable {

  static final int SUM = 1;
  static final int BYTES = 2;
  private static final int WAITING = 3;
  private static final int ABORT = 4;

  /** The most bytes of content in a block. */
  static final int CONTENT = 1 << 16;

  private static final int HEADER = 3 * Integer.BYTES;
  private static final int LONGEST_CAUSE = 2_000;
  private static final long ABORT_MILLIS = 2_000;

  /** What is to be sent in a transfer. */
  interface Sender {

    Sender NOTHING =
        new Sender() {
          @Override
          public boolean isDone() {
            return true;
          }

          @Override
          public boolean fill(ByteBuffer block) {
            return false;
          }
        };

    boolean isDone();

    /** Writes the next block, header and content, if there is one already. */
    boolean fill(ByteBuffer block);
  }

  /** What is to be received in a transfer. */
  interface Receiver {

    Receiver NOTHING =
        new Receiver() {
          @Override
          public boolean isDone() {
            return true;
          }

          @Override
          public @Nullable String take(int kind, int total, ByteBuffer content) {
            return "nothing";
          }
        };

    /** For what is of no more use, up to the cause of the failure. */
    Receiver ANYTHING =
        new Receiver() {
          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public @Nullable String take(int kind, int total, ByteBuffer content) {
            return null;
          }
        };

    boolean isDone();

    /** Takes a block, or says what was expected in its place. */
    @Nullable String take(int kind, int total, ByteBuffer content);
  }

  private final int rank;
  private final int rightRank;
  private final String leftName;
  private final String rightName;
  private final SocketChannel left;
  private final SocketChannel right;
  private final Selector selector;
  private final SelectionKey leftKey;
  private final SelectionKey rightKey;
  private final ByteBuffer incoming = block();
  private final ByteBuffer outgoing = block();
  private long timeout;
  private long exchange;
  private @Nullable String failure;

  /** The rank that ended the run, or −1. */
  private int endedBy = -1;

  private boolean reportedToRight;

  /** Whether what is being sent is no data, but that this rank waits. */
  private boolean onlySaying;

  /** Takes over the connections. */
  RingLink(RingHandshake handshake, SocketChannel left, SocketChannel right) throws IOException {
    rank = handshake.rank();
    rightRank = handshake.rightRank();
    leftName = handshake.name(handshake.leftRank());
    rightName = handshake.name(rightRank);
    this.left = left;
    this.right = right;
    selector = Selector.open();
    left.configureBlocking(false);
    right.configureBlocking(false);
    leftKey = left.register(selector, 0);
    rightKey = right.register(selector, 0);
    incoming.limit(HEADER);
    outgoing.limit(0);
  }

  private static ByteBuffer block() {
    return ByteBuffer.allocateDirect(HEADER + CONTENT).order(ByteOrder.LITTLE_ENDIAN);
  }

  void setTimeout(Duration limit) {
    timeout = limit.toNanos();
  }

  /** Begins an exchange, unless one has failed before. */
  void begin(long number) {
    exchange = number;
    if (failure != null) {
      throw endedBy >= 0 && endedBy != rank
          ? new CollectiveException(failure, endedBy)
          : new CollectiveException(failure, null);
    }
  }

  void fail(String cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  /** Sends and receives until both are complete. */
  void transfer(Sender sender, Receiver receiver) {
    long now = System.nanoTime();
    long moved = now;
    long said = now;
    while (!sender.isDone() || outgoing.hasRemaining() || !receiver.isDone()) {
      boolean sent = send(sender);
      boolean received = !receiver.isDone() && receive(receiver);
      now = System.nanoTime();
      if (sent || received) {
        // Saying that it waits brings a rank no further.
        moved = received || !onlySaying ? now : moved;
        said = sent ? now : said;
      } else {
        if (now - moved > timeout) {
          throw new CollectiveException(standstill(receiver), null);
        }
        if (!outgoing.hasRemaining() && now - said > timeout / 4) {
          say(WAITING, ByteBuffer.allocate(0));
          onlySaying = true;
          said = now;
        }
        await(receiver);
      }
    }
  }

  private String standstill(Receiver receiver) {
    String limit = Ring.text(Duration.ofNanos(timeout));
    return receiver.isDone()
        ? at() + rightName + " has taken nothing for " + limit
        : at() + "nothing from " + leftName + " for " + limit;
  }

  private String at() {
    return "rank " + rank + ", exchange " + exchange + ": ";
  }

  private void await(Receiver receiver) {
    try {
      leftKey.interestOps(receiver.isDone() ? 0 : SelectionKey.OP_READ);
      rightKey.interestOps(outgoing.hasRemaining() ? SelectionKey.OP_WRITE : 0);
      selector.select(Math.max(1, timeout / 8_000_000));
      selector.selectedKeys().clear();
    } catch (IOException e) {
      throw new CollectiveException(at() + e.getMessage(), e);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(at() + "interrupted while it waited");
    }
  }

  /** Whether anything could be sent. */
  private boolean send(Sender sender) {
    if (!outgoing.hasRemaining() && !sender.isDone()) {
      outgoing.clear();
      boolean filled = sender.fill(outgoing);
      onlySaying = false;
      outgoing.flip();
      if (!filled) {
        outgoing.position(0).limit(0);
      }
    }
    try {
      return outgoing.hasRemaining() && right.write(outgoing) > 0;
    } catch (IOException e) {
      throw gone(e);
    }
  }

  /** A neighbour that is gone may have said why: that then comes round from the left. */
  private CollectiveException gone(IOException e) {
    long deadline = System.nanoTime() + ABORT_MILLIS * 1_000_000;
    outgoing.position(0).limit(0);
    try {
      while (System.nanoTime() < deadline) {
        if (!receive(Receiver.ANYTHING)) {
          await(Receiver.ANYTHING);
        }
      }
    } catch (CollectiveException received) {
      if (received.endedBy().isPresent()) {
        return received;
      }
    }
    return new CollectiveException(at() + rightName + " is gone: " + e.getMessage(), e);
  }

  /** Whether anything has been received; what is complete goes to the receiver. */
  private boolean receive(Receiver receiver) {
    int count;
    try {
      count = left.read(incoming);
    } catch (IOException e) {
      throw new CollectiveException(at() + leftName + " is gone: " + e.getMessage(), e);
    }
    if (count < 0) {
      throw new CollectiveException(at() + leftName + " closed the connection", null);
    }
    if (!incoming.hasRemaining() && incoming.limit() == HEADER) {
      int length = incoming.getInt(Integer.BYTES);
      if (length < 0 || length > CONTENT) {
        throw new CollectiveException(
            at()
                + leftName
                + ": expected a block of at most "
                + CONTENT
                + " bytes, found "
                + length,
            null);
      }
      incoming.limit(HEADER + length);
    }
    if (!incoming.hasRemaining()) {
      int total = incoming.getInt(2 * Integer.BYTES);
      take(incoming.getInt(0), total, incoming.flip().position(HEADER), receiver);
      incoming.clear().limit(HEADER);
    }
    return count > 0;
  }

  private void take(int kind, int total, ByteBuffer content, Receiver receiver) {
    if (kind == ABORT) {
      endedBy = total;
      failure = StandardCharsets.UTF_8.decode(content).toString();
      if (rightRank != endedBy) {
        tellRight();
      }
      throw new CollectiveException(failure, endedBy);
    }
    if (kind != WAITING) {
      String expected = receiver.take(kind, total, content);
      if (expected != null) {
        throw new CollectiveException(
            at()
                + leftName
                + ": expected "
                + expected
                + ", found "
                + (kind == SUM ? "the sum" : "other data")
                + " of "
                + total
                + " values; do all ranks have the same program and configuration?",
            null);
      }
    }
  }

  private void say(int kind, ByteBuffer content) {
    outgoing.clear();
    putHeader(outgoing, kind, content.remaining(), endedBy);
    outgoing.put(content).flip();
  }

  /** Writes what comes before a block's content. */
  static void putHeader(ByteBuffer block, int kind, int length, int total) {
    block.putInt(kind).putInt(length).putInt(total);
  }

  void abort(String cause) {
    if (failure == null) {
      failure = "rank " + rank + " ended the run: " + cause;
      endedBy = rank;
    }
    tellRight();
  }

  /** Sends the cause to the right neighbour, as far as that is still possible. */
  private void tellRight() {
    if (reportedToRight || failure == null) {
      return;
    }
    reportedToRight = true;
    boolean interrupted = Thread.interrupted();
    try {
      flush();
      byte[] text = failure.getBytes(StandardCharsets.UTF_8);
      endedBy = endedBy < 0 ? rank : endedBy;
      say(ABORT, ByteBuffer.wrap(Arrays.copyOf(text, Math.min(text.length, LONGEST_CAUSE))));
      flush();
    } catch (IOException e) {
      // The neighbour is gone as well.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void flush() throws IOException {
    long deadline = System.nanoTime() + ABORT_MILLIS * 1_000_000;
    while (outgoing.hasRemaining() && System.nanoTime() < deadline) {
      if (right.write(outgoing) == 0) {
        leftKey.interestOps(0);
        rightKey.interestOps(SelectionKey.OP_WRITE);
        selector.select(ABORT_MILLIS / 10);
        selector.selectedKeys().clear();
      }
    }
  }

  static void closeQuietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is lost: all that counts has been sent and received.
    }
  }

  @Override
  public void close() {
    fail("rank " + rank + ": expected an open connection, found it closed");
    closeQuietly(left);
    closeQuietly(right);
    try {
      selector.close();
    } catch (IOException e) {
      // As above.
    }
  }
}
