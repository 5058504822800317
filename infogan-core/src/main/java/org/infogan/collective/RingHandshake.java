package org.infogan.collective;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Connects a rank to its neighbours. Who connects sends a greeting: the protocol's mark, the proof
 * that it knows the run's secret, its rank and the number of ranks. A connection that sends
 * something else, or nothing for a while, is closed, and the next one is read. One that is accepted
 * gets an answer that says so.
 */
final class RingHandshake {

  /** "IGR1". */
  private static final int MARK = 0x49475231;

  private static final int PROOF_BYTES = 32;
  private static final int GREETING_BYTES = Integer.BYTES + PROOF_BYTES + 2 * Integer.BYTES;
  private static final byte ACCEPTED = 1;
  private static final byte REFUSED = 2;

  /** How long a connection may send nothing. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final long POLL_MILLIS = 200;

  private final ServerSocketChannel listener;
  private final List<InetSocketAddress> ranks;
  private final int rank;
  private final byte[] proof;
  private final Duration limit;
  private final long deadline;
  private final ByteBuffer answer = ByteBuffer.allocate(1);

  RingHandshake(
      ServerSocketChannel listener, int rank, List<InetSocketAddress> ranks, RingOptions options) {
    this.listener = listener;
    this.ranks = List.copyOf(ranks);
    this.rank = rank;
    proof = options.proof();
    limit = options.ready();
    deadline = System.nanoTime() + limit.toNanos();
  }

  int rank() {
    return rank;
  }

  int size() {
    return ranks.size();
  }

  int leftRank() {
    return (rank + size() - 1) % size();
  }

  int rightRank() {
    return (rank + 1) % size();
  }

  /** A rank with its address, for messages. */
  String name(int of) {
    InetSocketAddress address = ranks.get(of);
    return "rank " + of + " (" + address.getHostString() + ":" + address.getPort() + ")";
  }

  /** The connection to the right neighbour, on which the greeting has been sent. */
  SocketChannel greetRight() throws IOException {
    SocketChannel channel = connect();
    try {
      ByteBuffer greeting = ByteBuffer.allocate(GREETING_BYTES);
      greeting.putInt(MARK).put(proof).putInt(rank).putInt(size()).flip();
      while (greeting.hasRemaining()) {
        channel.write(greeting);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A rank that restarts may not be back yet. */
  private SocketChannel connect() throws IOException {
    InetSocketAddress right = ranks.get(rightRank());
    while (true) {
      SocketChannel channel = SocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        channel
            .socket()
            .connect(
                new InetSocketAddress(right.getHostString(), right.getPort()),
                (int) Math.max(1, Math.min(Integer.MAX_VALUE, millisLeft())));
        return channel;
      } catch (IOException e) {
        channel.close();
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
        if (millisLeft() <= 0) {
          throw new CollectiveException(
              "rank "
                  + rank
                  + ": no connection to "
                  + name(rightRank())
                  + " within "
                  + Ring.text(limit)
                  + ": "
                  + e.getMessage(),
              e);
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  /**
   * The connection from the left neighbour, which has been answered that it is accepted; unless the
   * right neighbour refuses this rank meanwhile.
   */
  SocketChannel acceptLeft(SocketChannel right) throws IOException {
    right.configureBlocking(false);
    listener.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      listener.register(selector, SelectionKey.OP_ACCEPT);
      SocketChannel left = null;
      try {
        while (left == null) {
          selector.select(POLL_MILLIS);
          left = firstAccepted(selector);
          isAnswered(right);
          if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
          }
          if (left == null && millisLeft() <= 0) {
            throw new CollectiveException(
                "rank "
                    + rank
                    + ": no connection from "
                    + name(leftRank())
                    + " within "
                    + Ring.text(limit)
                    + "; are all ranks started, with the same secret?",
                null);
          }
        }
        return left;
      } finally {
        dropAllBut(left, selector);
      }
    }
  }

  private static void dropAllBut(@Nullable SocketChannel accepted, Selector selector)
      throws IOException {
    for (SelectionKey key : selector.keys()) {
      if (key.channel() instanceof SocketChannel channel && channel != accepted) {
        channel.close();
      }
    }
  }

  private @Nullable SocketChannel firstAccepted(Selector selector) throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isAcceptable()) {
        SocketChannel peer = listener.accept();
        if (peer != null) {
          peer.configureBlocking(false);
          peer.register(selector, SelectionKey.OP_READ, new Peer());
        }
      } else if (key.isReadable() && isNeighbour(key)) {
        selector.selectedKeys().clear();
        return (SocketChannel) key.channel();
      }
    }
    selector.selectedKeys().clear();
    for (SelectionKey key : selector.keys()) {
      if (key.isValid() && key.attachment() instanceof Peer peer && peer.isSilentTooLong()) {
        key.channel().close();
      }
    }
    return null;
  }

  private boolean isNeighbour(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    ByteBuffer greeting = ((Peer) key.attachment()).greeting;
    try {
      if (channel.read(greeting) < 0) {
        channel.close();
        return false;
      }
      if (greeting.hasRemaining()) {
        return false;
      }
      boolean accepted = isNeighbours(greeting.flip());
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      channel.write(ByteBuffer.wrap(new byte[] {accepted ? ACCEPTED : REFUSED}));
      if (!accepted) {
        channel.close();
      }
      return accepted;
    } catch (IOException e) {
      key.cancel();
      return false;
    }
  }

  private boolean isNeighbours(ByteBuffer greeting) {
    byte[] given = new byte[PROOF_BYTES];
    boolean marked = greeting.getInt() == MARK;
    greeting.get(given);
    // In a time that does not depend on how many bytes are right.
    boolean known = MessageDigest.isEqual(given, proof);
    return marked && known && greeting.getInt() == leftRank() && greeting.getInt() == size();
  }

  /** Waits until the right neighbour has accepted this rank. */
  void awaitAnswer(SocketChannel right) throws IOException {
    try (Selector selector = Selector.open()) {
      right.register(selector, SelectionKey.OP_READ);
      while (!isAnswered(right)) {
        selector.select(POLL_MILLIS);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
        if (millisLeft() <= 0) {
          throw new CollectiveException(
              "rank " + rank + ": no answer from " + name(rightRank()) + " in " + Ring.text(limit),
              null);
        }
      }
    }
  }

  /** Whether the right neighbour has accepted this rank; throws where it has not. */
  private boolean isAnswered(SocketChannel right) throws IOException {
    if (answer.hasRemaining() && right.read(answer) < 0) {
      throw new CollectiveException(
          "rank "
              + rank
              + ": "
              + name(rightRank())
              + " closed the connection before the ring stood",
          null);
    }
    if (!answer.hasRemaining() && answer.get(0) != ACCEPTED) {
      throw new CollectiveException(
          "rank "
              + rank
              + ": refused by "
              + name(rightRank())
              + ": expected the same secret and number of ranks, and each rank once",
          null);
    }
    return !answer.hasRemaining();
  }

  private long millisLeft() {
    return (deadline - System.nanoTime()) / 1_000_000;
  }

  private CancellationException interrupted() {
    return new CancellationException("rank " + rank + ": interrupted while the ring was made");
  }

  /** Who has connected and not yet said who it is. */
  private static final class Peer {

    private final ByteBuffer greeting = ByteBuffer.allocate(GREETING_BYTES);
    private final long since = System.nanoTime();

    boolean isSilentTooLong() {
      return System.nanoTime() - since > SILENCE.toNanos();
    }
  }
}
