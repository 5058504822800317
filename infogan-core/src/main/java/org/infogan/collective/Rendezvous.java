package org.infogan.collective;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.infogan.internal.Checks;

/**
 * Connects ranks that know the address of rank 0 alone: the others send it their own addresses, and
 * it sends the whole list to all of them. Then they connect as a ring.
 */
public final class Rendezvous {

  /** "IGR0". */
  private static final int MARK = 0x49475230;

  private static final int PROOF_BYTES = 32;
  private static final int SILENCE_MILLIS = 10_000;
  private static final int POLL_MILLIS = 200;
  private static final String WELCOME = "";

  private final InetSocketAddress place;
  private final int rank;
  private final int size;
  private final RingOptions options;
  private final long deadline;

  private Rendezvous(InetSocketAddress place, int rank, int size, RingOptions options) {
    this.place = place;
    this.rank = rank;
    this.size = size;
    this.options = options;
    deadline = System.nanoTime() + options.ready().toNanos();
  }

  /**
   * Connects a rank with all others.
   *
   * @param place host and port at which rank 0 listens and is reached by the others
   * @param rank this rank
   * @param size the number of ranks
   * @param options the run's secret and time limits
   * @return the connected rank; the caller closes it
   * @throws IOException when the port cannot be opened, or the address is not known
   * @throws CollectiveException when not all ranks come in time, or one is refused
   */
  public static Collective connect(InetSocketAddress place, int rank, int size, RingOptions options)
      throws IOException {
    Checks.atLeast("ranks", 1, size);
    Checks.require(rank >= 0 && rank < size, "rank", "from 0 to " + (size - 1), rank);
    Rendezvous rendezvous = new Rendezvous(place, rank, size, options);
    return rank == 0 ? rendezvous.host() : rendezvous.join();
  }

  private Collective host() throws IOException {
    try (RingListener mine = RingListener.open(place.getHostString(), 0);
        ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(place.getHostString(), place.getPort()));
      List<InetSocketAddress> ranks = new ArrayList<>(Collections.nCopies(size, null));
      ranks.set(0, mine.address());
      List<Socket> peers = new ArrayList<>();
      try {
        while (peers.size() < size - 1) {
          acceptNext(server, ranks, peers);
        }
        for (Socket peer : peers) {
          answer(peer, WELCOME, ranks);
        }
      } finally {
        for (Socket peer : peers) {
          peer.close();
        }
      }
      return mine.connect(0, ranks, options);
    }
  }

  /** Takes in the next that comes, if it is a rank that is still missing. */
  private void acceptNext(ServerSocket server, List<InetSocketAddress> ranks, List<Socket> peers)
      throws IOException {
    server.setSoTimeout(millisLeft());
    Socket peer;
    try {
      peer = server.accept();
    } catch (SocketTimeoutException e) {
      throw new CollectiveException(
          "rank 0: rank "
              + ranks.indexOf(null)
              + " has not come to "
              + place
              + " within "
              + Ring.text(options.ready()),
          e);
    }
    boolean accepted = false;
    try {
      peer.setSoTimeout(SILENCE_MILLIS);
      DataInputStream in = new DataInputStream(peer.getInputStream());
      byte[] proof = new byte[PROOF_BYTES];
      boolean marked = in.readInt() == MARK;
      in.readFully(proof);
      // All of it is read before anything is refused: what is closed with bytes unread is reset,
      // and
      // the refusal may be lost.
      int its = in.readInt();
      int itsSize = in.readInt();
      int port = in.readInt();
      if (!MessageDigest.isEqual(proof, options.proof()) || !marked) {
        answer(peer, "expected the secret of rank 0, found another", List.of());
        return;
      }
      if (itsSize != size || its < 1 || its >= size || ranks.get(its) != null) {
        String found = "rank " + its + " of " + itsSize;
        boolean twice = itsSize == size && its >= 0 && its < size;
        answer(
            peer,
            "expected a rank from 1 to "
                + (size - 1)
                + " of "
                + size
                + ", found "
                + (twice ? found + " a second time" : found),
            List.of());
        return;
      }
      ranks.set(
          its, InetSocketAddress.createUnresolved(peer.getInetAddress().getHostAddress(), port));
      peers.add(peer);
      accepted = true;
    } catch (IOException e) {
      // No rank: it sent nothing, or not enough.
    } finally {
      if (!accepted) {
        peer.close();
      }
    }
  }

  private static void answer(Socket peer, String refusal, List<InetSocketAddress> ranks)
      throws IOException {
    DataOutputStream out = new DataOutputStream(peer.getOutputStream());
    out.writeUTF(refusal);
    for (InetSocketAddress address : ranks) {
      out.writeUTF(address.getHostString());
      out.writeInt(address.getPort());
    }
    out.flush();
  }

  private Collective join() throws IOException {
    try (Socket host = reach();
        RingListener mine = RingListener.open(host.getLocalAddress().getHostAddress(), 0)) {
      var out = new DataOutputStream(new BufferedOutputStream(host.getOutputStream()));
      out.writeInt(MARK);
      out.write(options.proof());
      out.writeInt(rank);
      out.writeInt(size);
      out.writeInt(mine.address().getPort());
      out.flush();
      return mine.connect(rank, ranks(host), options);
    }
  }

  private List<InetSocketAddress> ranks(Socket host) throws IOException {
    host.setSoTimeout(millisLeft());
    List<InetSocketAddress> ranks = new ArrayList<>();
    try {
      DataInputStream in = new DataInputStream(host.getInputStream());
      String refusal = in.readUTF();
      if (!refusal.equals(WELCOME)) {
        throw new CollectiveException("rank " + rank + ": refused by rank 0: " + refusal, null);
      }
      for (int i = 0; i < size; i++) {
        ranks.add(InetSocketAddress.createUnresolved(in.readUTF(), in.readInt()));
      }
      return ranks;
    } catch (IOException e) {
      throw new CollectiveException(
          "rank "
              + rank
              + ": rank 0 ("
              + place
              + ") has not sent the addresses of all ranks; has it ended, or is another one missing? "
              + e.getMessage(),
          e);
    }
  }

  /** Rank 0 may be started later than the others. */
  private Socket reach() throws IOException {
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(place.getHostString(), place.getPort()), millisLeft());
        return socket;
      } catch (ConnectException | SocketTimeoutException e) {
        socket.close();
        if (millisLeft() <= POLL_MILLIS) {
          throw new CollectiveException(
              "rank "
                  + rank
                  + ": rank 0 is not at "
                  + place
                  + " within "
                  + Ring.text(options.ready())
                  + ": "
                  + e.getMessage(),
              e);
        }
        pause();
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private int millisLeft() {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
  }
}
