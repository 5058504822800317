package org.infogan.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.infogan.collective.RankThreads.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring's connections: who gets in, and what happens when what comes in is not whole. */
class RingTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Greeting by hand: mark, SHA-256 of the token, rank, number of ranks. */
  private static byte[] greeting(String token, int rank, int size) {
    byte[] proof = new RingOptions(token, MINUTE, MINUTE).proof();
    return ByteBuffer.allocate(44).putInt(0x49475231).put(proof).putInt(rank).putInt(size).array();
  }

  @Test
  void aRankWithAnotherSecretIsRefusedAndSaysSoAtOnce() {
    List<Outcome<Collective>> ranks =
        RankThreads.ring(
            2,
            rank ->
                new RingOptions(
                    rank == 0 ? RankThreads.TOKEN : "another long secret", MINUTE, MINUTE));
    assertThat(ranks)
        .allSatisfy(
            rank ->
                assertThat(rank.thrown())
                    .isInstanceOf(CollectiveException.class)
                    .hasMessageContaining("rank " + (1 - ranks.indexOf(rank)) + " (127.0.0.1:"));
    assertThat(ranks.get(0).thrown().getMessage() + ranks.get(1).thrown().getMessage())
        .contains("expected the same secret");
  }

  @Test
  void aRankThatNeverComesIsNamedWithItsAddress() throws IOException {
    try (RingListener mine = RingListener.open("127.0.0.1", 0);
        RingListener silent = RingListener.open("127.0.0.1", 0)) {
      List<InetSocketAddress> ranks = List.of(mine.address(), silent.address());
      RingOptions options = new RingOptions(RankThreads.TOKEN, Duration.ofMillis(300), MINUTE);
      assertThatThrownBy(() -> mine.connect(0, ranks, options))
          .isInstanceOf(CollectiveException.class)
          .hasMessageContaining("rank 1 (127.0.0.1:" + silent.address().getPort() + ")")
          .hasMessageContaining("within 300 ms");
    }
  }

  /** Silent ones, ones that ask for a web page, and one who knows all but the secret. */
  @Test
  void strangersOnThePortDisturbNobody() throws Exception {
    List<RingListener> listeners = RankThreads.listeners(2);
    List<InetSocketAddress> addresses = listeners.stream().map(RingListener::address).toList();
    List<Socket> strangers = new ArrayList<>();
    for (RingListener listener : listeners) {
      int port = listener.address().getPort();
      strangers.add(new Socket(InetAddress.getLoopbackAddress(), port));
      strangers.add(
          sending(
              port,
              "GET / HTTP/1.1\r\nHost: a.longer.one.example.org\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      strangers.add(sending(port, greeting("a forged secret of some length", 0, 2)));
      strangers.add(sending(port, greeting(RankThreads.TOKEN, 7, 2)));
      sending(port, new byte[] {1, 2}).close();
    }
    List<CompletableFuture<float[]>> sums = new ArrayList<>();
    for (int rank = 0; rank < 2; rank++) {
      int mine = rank;
      sums.add(
          CompletableFuture.supplyAsync(
              () -> {
                try (Collective ring =
                    listeners
                        .get(mine)
                        .connect(mine, addresses, RingOptions.of(RankThreads.TOKEN))) {
                  float[] values = {mine + 1};
                  ring.sum(List.of(FloatBuffer.wrap(values)));
                  return values;
                }
              },
              // The common pool of two processors has one thread, which JDK 25 uses.
              task -> new Thread(task).start()));
    }
    assertThat(sums.get(0).get()).containsExactly(3);
    assertThat(sums.get(1).get()).containsExactly(3);
    for (Socket stranger : strangers) {
      stranger.close();
    }
    for (RingListener listener : listeners) {
      listener.close();
    }
  }

  private static Socket sending(int port, byte[] bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write(bytes);
    return socket;
  }

  /** A peer by hand: rank 1 of 2, which makes the ready exchange and then sends these bytes. */
  private static Throwable againstPeerThatSends(byte[] bytes, boolean thenCloses) throws Exception {
    try (RingListener mine = RingListener.open("127.0.0.1", 0);
        ServerSocket peer = new ServerSocket(0)) {
      List<InetSocketAddress> ranks =
          List.of(
              mine.address(), InetSocketAddress.createUnresolved("127.0.0.1", peer.getLocalPort()));
      CompletableFuture<Throwable> failure =
          CompletableFuture.supplyAsync(
              () -> {
                RingOptions options =
                    new RingOptions(RankThreads.TOKEN, MINUTE, Duration.ofSeconds(2));
                try (Collective ring = mine.connect(0, ranks, options)) {
                  ring.sum(List.of(FloatBuffer.allocate(1_000)));
                  return null;
                } catch (CollectiveException e) {
                  return e;
                }
              });
      try (Socket right = sending(mine.address().getPort(), greeting(RankThreads.TOKEN, 1, 2));
          Socket left = peer.accept()) {
        left.getInputStream().readNBytes(44);
        left.getOutputStream().write(1);
        right.getInputStream().readNBytes(1);
        // The ready exchange: two hops of a vector of two values.
        right.getOutputStream().write(block(1, 4, 2, new byte[4]));
        right.getOutputStream().write(block(1, 4, 2, new byte[4]));
        right.getOutputStream().write(bytes);
        if (thenCloses) {
          right.shutdownOutput();
          right.shutdownInput();
        }
        return failure.get();
      }
    }
  }

  private static byte[] block(int kind, int length, int total, byte[] content) {
    return ByteBuffer.allocate(12 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(kind)
        .putInt(length)
        .putInt(total)
        .put(content)
        .array();
  }

  @ParameterizedTest(name = "{0} bytes of a block")
  @ValueSource(ints = {0, 5, 12, 13, 2_011})
  void aTornBlockIsTheEndOfTheConnection(int length) throws Exception {
    byte[] whole = block(1, 2_000, 1_000, new byte[2_000]);
    byte[] torn = Arrays.copyOf(whole, length);
    assertThat(againstPeerThatSends(torn, true))
        .hasMessageContaining("rank 0, exchange 2: rank 1 (127.0.0.1:")
        .hasMessageContaining("closed the connection");
  }

  @Test
  void halfABlockAndThenSilenceIsAStandstill() throws Exception {
    assertThat(againstPeerThatSends(block(1, 2_000, 1_000, new byte[100]), false))
        .hasMessageContaining("nothing from rank 1 (127.0.0.1:")
        .hasMessageContaining("for 2000 ms");
  }

  @Test
  void aBlockLongerThanAnyIsRefusedBeforeItIsRead() throws Exception {
    assertThat(againstPeerThatSends(block(1, 2_000_000_000, 1_000, new byte[0]), false))
        .hasMessageContaining("expected a block of at most 65536 bytes, found 2000000000");
    assertThat(againstPeerThatSends(block(1, -1, 1_000, new byte[0]), false))
        .hasMessageContaining("found -1");
  }

  @Test
  void aBlockOfAnotherKindOrLengthIsRefused() throws Exception {
    assertThat(againstPeerThatSends(block(2, 4, 4, new byte[4]), false))
        .hasMessageContaining("expected the sum of 1000 values, found other data of 4 values");
    assertThat(againstPeerThatSends(block(1, 4, 999, new byte[4]), false))
        .hasMessageContaining("expected the sum of 1000 values, found the sum of 999 values");
    assertThat(againstPeerThatSends(block(1, 2_004, 1_000, new byte[2_004]), false))
        .hasMessageContaining("expected the sum of 1000 values");
  }

  /** No prefix of random bytes may hang or end with anything but the ring's own exception. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomBytesEndInAMessage(long seed) throws Exception {
    byte[] bytes = new byte[5_000];
    new SplittableRandom(seed).nextBytes(bytes);
    assertThat(againstPeerThatSends(bytes, true)).isInstanceOf(CollectiveException.class);
  }

  @Test
  void optionsAreCheckedAndKeepTheSecret() {
    assertThatThrownBy(() -> RingOptions.of("short")).hasMessageContaining("at least 16, found 5");
    assertThatThrownBy(() -> new RingOptions(RankThreads.TOKEN, Duration.ZERO, MINUTE))
        .hasMessageContaining("ready");
    assertThat(RingOptions.of(RankThreads.TOKEN).toString()).doesNotContain(RankThreads.TOKEN);
  }
}
