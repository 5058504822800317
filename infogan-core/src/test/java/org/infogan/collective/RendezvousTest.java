package org.infogan.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranks that know one address only. */
class RendezvousTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private InetSocketAddress place;

  @BeforeEach
  void findFreePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      place = InetSocketAddress.createUnresolved("127.0.0.1", free.getLocalPort());
    }
  }

  private CompletableFuture<Float> sum(int rank, int size, String token) {
    return CompletableFuture.supplyAsync(
        () -> {
          RingOptions options = new RingOptions(token, MINUTE, MINUTE);
          try (Collective mine = Rendezvous.connect(place, rank, size, options)) {
            float[] values = {1 << rank};
            mine.sum(List.of(FloatBuffer.wrap(values)));
            return values[0];
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        task -> new Thread(task).start());
  }

  @Test
  void ranksFindEachOtherInWhateverOrderTheyCome() throws Exception {
    CompletableFuture<Float> two = sum(2, 3, RankThreads.TOKEN);
    CompletableFuture<Float> one = sum(1, 3, RankThreads.TOKEN);
    CompletableFuture<Float> zero = sum(0, 3, RankThreads.TOKEN);
    assertThat(List.of(zero.get(), one.get(), two.get())).containsExactly(7f, 7f, 7f);
  }

  /** They are told at once, and the right ones still meet. */
  @Test
  void whoDoesNotBelongIsToldSoAndDisturbsNobody() throws Exception {
    CompletableFuture<Float> zero = sum(0, 3, RankThreads.TOKEN);
    CompletableFuture<Float> one = sum(1, 3, RankThreads.TOKEN);
    assertThatThrownBy(() -> sum(2, 3, "another long secret").get())
        .hasMessageContaining("rank 2: refused by rank 0: expected the secret of rank 0");
    assertThatThrownBy(() -> sum(2, 4, RankThreads.TOKEN).get())
        .hasMessageContaining("expected a rank from 1 to 2 of 3, found rank 2 of 4");
    try (Socket stranger = new Socket(place.getHostString(), place.getPort())) {
      stranger
          .getOutputStream()
          .write(
              "hello, who is there? I am nobody in particular".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(sum(2, 3, RankThreads.TOKEN).get()).isEqualTo(7f);
    assertThat(zero.get()).isEqualTo(7f);
    assertThat(one.get()).isEqualTo(7f);
  }

  @Test
  void whoeverWaitsInVainSaysForWhom() {
    RingOptions hurried = new RingOptions(RankThreads.TOKEN, Duration.ofMillis(400), MINUTE);
    assertThatThrownBy(() -> Rendezvous.connect(place, 0, 2, hurried))
        .isInstanceOf(CollectiveException.class)
        .hasMessageContaining("rank 1 has not come to 127.0.0.1");
    assertThatThrownBy(() -> Rendezvous.connect(place, 1, 2, hurried))
        .isInstanceOf(CollectiveException.class)
        .hasMessageContaining("rank 0 is not at 127.0.0.1");
    assertThatThrownBy(() -> Rendezvous.connect(place, 2, 2, hurried))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0 to 1, found 2");
  }
}
