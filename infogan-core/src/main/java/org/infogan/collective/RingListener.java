package org.infogan.collective;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.infogan.internal.Checks;

/**
 * The port at which a rank is reached by its neighbour in the ring: opened first, so that its
 * address can be sent to the other ranks; then {@link #connect} makes the ring.
 */
public final class RingListener implements AutoCloseable {

  private final ServerSocketChannel channel;
  private final InetSocketAddress address;

  private RingListener(ServerSocketChannel channel, InetSocketAddress address) {
    this.channel = channel;
    this.address = address;
  }

  /**
   * Opens a port.
   *
   * @param host this machine's name or address, as the other ranks reach it; the port is open on
   *     that address alone
   * @param port the port, or 0 for a free one
   * @return the listener; the caller closes it
   * @throws IOException when the port cannot be opened; the message names host and port
   */
  public static RingListener open(String host, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(new InetSocketAddress(host, port));
      int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      return new RingListener(channel, InetSocketAddress.createUnresolved(host, bound));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new IOException(host + ":" + port + ": cannot be listened at: " + e.getMessage(), e);
    }
  }

  /**
   * Where other ranks reach this one.
   *
   * @return host as it was given, and the port that is open
   */
  public InetSocketAddress address() {
    return address;
  }

  /**
   * Connects this rank to its neighbours: to rank + 1, and from rank − 1, in a ring. Returns when
   * all ranks have done so.
   *
   * @param rank this rank
   * @param ranks the addresses of all, in the order of the ranks. Not modified.
   * @param options the run's secret and time limits
   * @return the connected rank; the caller closes it
   * @throws CollectiveException when another rank does not come in time or refuses this one
   */
  public Collective connect(int rank, List<InetSocketAddress> ranks, RingOptions options) {
    int last = ranks.size() - 1;
    Checks.require(rank >= 0 && rank <= last, "ring: rank", "from 0 to " + last, rank);
    if (ranks.size() == 1) {
      return Collective.alone();
    }
    return Ring.connect(new RingHandshake(channel, rank, ranks, options), options);
  }

  /**
   * Closes the port. A ring that stands is not affected.
   *
   * @throws IOException when the platform cannot close it
   */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
