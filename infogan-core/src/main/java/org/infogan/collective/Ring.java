package org.infogan.collective;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.infogan.collective.RingLink.Receiver;
import org.infogan.collective.RingLink.Sender;
import org.infogan.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Ranks in a ring of TCP connections: each sends to the next and receives from the one before.
 *
 * <p>A sum of vectors of n values is made in 2(N − 1) hops of n/N values each. In the first N − 1
 * every rank adds its own values to the chunk that it receives and sends that on, so that each rank
 * ends with one chunk of the whole sum; in the others these chunks go round. A chunk is added up in
 * one order only and then copied: all ranks have the same bits.
 *
 * @see <a href="https://doi.org/10.1016/j.jpdc.2008.09.002">Patarasuk and Yuan 2009, bandwidth
 *     optimal all-reduce</a>
 */
final class Ring implements Collective {

  private final int rank;
  private final int size;
  private final RingLink link;
  private long exchanges;

  private Ring(int rank, int size, RingLink link) {
    this.rank = rank;
    this.size = size;
    this.link = link;
  }

  /** Connects this rank and returns when every rank is connected. */
  static Ring connect(RingHandshake handshake, RingOptions options) {
    SocketChannel right = null;
    SocketChannel left = null;
    Ring ring = null;
    try {
      right = handshake.greetRight();
      left = handshake.acceptLeft(right);
      handshake.awaitAnswer(right);
      ring = new Ring(handshake.rank(), handshake.size(), new RingLink(handshake, left, right));
      ring.link.setTimeout(options.ready());
      ring.sum(List.of(FloatBuffer.allocate(ring.size)));
      ring.link.setTimeout(options.timeout());
      Ring ready = ring;
      ring = null;
      left = null;
      right = null;
      return ready;
    } catch (IOException e) {
      throw new CollectiveException(
          "rank " + handshake.rank() + ": the ring could not be made: " + e.getMessage(), e);
    } finally {
      if (ring != null) {
        ring.close();
      }
      closeQuietly(left);
      closeQuietly(right);
    }
  }

  private static void closeQuietly(@Nullable SocketChannel channel) {
    if (channel != null) {
      RingLink.closeQuietly(channel);
    }
  }

  /** A time limit for messages. */
  static String text(Duration limit) {
    return limit.toMillis() < 10_000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void sum(List<FloatBuffer> vector) {
    SumBlocks blocks = new SumBlocks(new FloatParts(vector));
    exchange(
        () -> {
          for (int hop = 0; hop < size - 1; hop++) {
            passOn(blocks, rank - hop, true);
          }
          for (int hop = 0; hop < size - 1; hop++) {
            passOn(blocks, rank - hop + 1, false);
          }
        });
  }

  /** Sends a chunk, and takes in the one before it, adding it to this rank's values or not. */
  private void passOn(SumBlocks blocks, int chunk, boolean adding) {
    int sent = Math.floorMod(chunk, size);
    int taken = Math.floorMod(chunk - 1, size);
    link.transfer(
        blocks.outgoing(start(sent, blocks), start(sent + 1, blocks)),
        blocks.incoming(start(taken, blocks), start(taken + 1, blocks), adding));
  }

  private int start(int chunk, SumBlocks blocks) {
    return (int) ((long) blocks.length() * chunk / size);
  }

  @Override
  public byte[] broadcast(byte[] bytes, int root) {
    Checks.require(root >= 0 && root < size, "broadcast: root", "from 0 to " + (size - 1), root);
    ByteBlocks blocks = rank == root ? ByteBlocks.of(bytes) : ByteBlocks.expected();
    Sender sender = (rank + 1) % size == root ? Sender.NOTHING : blocks.outgoing();
    Receiver receiver = rank == root ? Receiver.NOTHING : blocks.incoming();
    exchange(() -> link.transfer(sender, receiver));
    return blocks.bytes();
  }

  private void exchange(Runnable hops) {
    link.begin(++exchanges);
    try {
      hops.run();
    } catch (CollectiveException | CancellationException e) {
      link.fail(e.getMessage());
      throw e;
    }
  }

  @Override
  public void abort(String cause) {
    link.abort(cause);
  }

  @Override
  public void close() {
    link.close();
  }
}
