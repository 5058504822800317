package org.infogan.collective;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.infogan.collective.RankThreads.Groups;
import org.infogan.collective.RankThreads.Outcome;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every collective promises, of both implementations. */
class CollectiveTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  static Stream<Arguments> groups() {
    return Stream.of(
        Arguments.of(Named.<Groups>of("threads", LocalCollective::group)),
        Arguments.of(Named.<Groups>of("ring", RankThreads::ring)));
  }

  static Stream<Arguments> sizes() {
    return groups()
        .flatMap(group -> Stream.of(1, 2, 3, 4).map(size -> Arguments.of(group.get()[0], size)));
  }

  /** Lengths below the number of ranks, between blocks, and of several blocks. */
  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("sizes")
  void sumsHaveTheSameBitsOnAllRanks(Groups groups, int size) {
    int[] lengths = {1, 2, 5, 16_384, 70_001};
    List<float[][]> sums =
        RankThreads.results(
            groups.of(size, LONG),
            rank ->
                Arrays.stream(lengths)
                    .mapToObj(
                        length -> {
                          float[] values = values(rank.rank(), length);
                          rank.sum(List.of(FloatBuffer.wrap(values)));
                          return values;
                        })
                    .toArray(float[][]::new));
    for (int i = 0; i < lengths.length; i++) {
      double[] expected = new double[lengths[i]];
      for (int rank = 0; rank < size; rank++) {
        float[] summand = values(rank, lengths[i]);
        Arrays.setAll(expected, j -> expected[j] + summand[j]);
      }
      double largestError = 0;
      for (int j = 0; j < expected.length; j++) {
        largestError = Math.max(largestError, Math.abs(sums.get(0)[i][j] - expected[j]));
      }
      assertThat(largestError).isLessThan(1e-6);
      for (float[][] other : sums) {
        assertThat(other[i]).isEqualTo(sums.get(0)[i]);
      }
    }
  }

  private static float[] values(int rank, int length) {
    SplittableRandom random = new SplittableRandom(length * 10L + rank);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void aVectorMayLieInSeveralBuffersOfAnyKind(Groups groups) {
    List<float[]> sums =
        RankThreads.results(
            groups.of(3, LONG),
            rank -> {
              FloatBuffer heap = FloatBuffer.wrap(new float[] {9, 1, 2, 9}).position(1).limit(3);
              FloatBuffer off =
                  ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).asFloatBuffer();
              off.put(0, rank.rank()).put(1, 10);
              rank.sum(List.of(heap, FloatBuffer.allocate(0), off));
              assertThat(heap.position()).isEqualTo(1);
              return new float[] {
                heap.get(0), heap.get(1), heap.get(2), heap.array()[3], off.get(0), off.get(1)
              };
            });
    assertThat(sums).allSatisfy(sum -> assertThat(sum).containsExactly(9, 3, 6, 9, 3, 30));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void everyRankGetsTheBytesOfTheRoot(Groups groups) {
    byte[] large = new byte[200_000];
    new SplittableRandom(1).nextBytes(large);
    List<List<byte[]>> got =
        RankThreads.results(
            groups.of(4, LONG),
            rank ->
                List.of(
                    rank.broadcast(rank.rank() == 2 ? large : new byte[0], 2),
                    rank.broadcast(new byte[0], 0),
                    rank.broadcast(new byte[] {(byte) rank.rank()}, 3)));
    assertThat(got)
        .allSatisfy(
            mine -> {
              assertThat(mine.get(0)).isEqualTo(large);
              assertThat(mine.get(1)).isEmpty();
              assertThat(mine.get(2)).containsExactly(3);
            });
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("sizes")
  void aRankThatEndsTheRunIsNamedOnAllOthersWithItsCause(Groups groups, int size) {
    List<Outcome<Void>> outcomes =
        RankThreads.run(
            groups.of(size, LONG),
            rank -> {
              one(rank);
              if (rank.rank() == size - 1) {
                rank.abort("no space left");
                throw new IllegalStateException("mine");
              }
              one(rank);
              one(rank);
              return null;
            });
    assertThat(outcomes.get(size - 1).thrown()).hasMessage("mine");
    for (Outcome<Void> other : outcomes.subList(0, size - 1)) {
      assertThat(other.thrown())
          .isInstanceOf(CollectiveException.class)
          .hasMessage("rank " + (size - 1) + " ended the run: no space left");
      assertThat(((CollectiveException) other.thrown()).endedBy()).hasValue(size - 1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void afterAFailureEveryCallFails(Groups groups) {
    List<Outcome<Void>> outcomes =
        RankThreads.run(
            groups.of(2, LONG),
            rank -> {
              rank.abort("of rank " + rank.rank());
              rank.broadcast(new byte[0], 0);
              return null;
            });
    assertThat(outcomes)
        .allSatisfy(
            outcome -> assertThat(outcome.thrown()).isInstanceOf(CollectiveException.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void aRankThatStandsStillIsNamedOnceTheTimeIsUp(Groups groups) {
    CountDownLatch over = new CountDownLatch(2);
    List<Outcome<Void>> outcomes =
        RankThreads.run(
            groups.of(3, Duration.ofMillis(400)),
            rank -> {
              one(rank);
              if (rank.rank() == 1) {
                over.await();
                return null;
              }
              try {
                one(rank);
              } catch (CollectiveException e) {
                rank.abort(e.getMessage());
                throw e;
              } finally {
                over.countDown();
              }
              return null;
            });
    assertThat(outcomes.get(0).thrown().getMessage() + outcomes.get(2).thrown().getMessage())
        .contains("nothing from rank 1")
        .contains("for 400 ms")
        .doesNotContain("nothing from rank 0")
        .doesNotContain("nothing from rank 2");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void anInterruptEndsTheWaitingAndIsKept(Groups groups) {
    CountDownLatch interrupted = new CountDownLatch(1);
    List<Outcome<Boolean>> outcomes =
        RankThreads.run(
            groups.of(2, LONG),
            rank -> {
              if (rank.rank() == 0) {
                interrupted.await();
                one(rank);
                return null;
              }
              Thread.currentThread().interrupt();
              try {
                one(rank);
                return false;
              } catch (CancellationException e) {
                rank.abort("interrupted");
                return Thread.currentThread().isInterrupted();
              } finally {
                interrupted.countDown();
              }
            });
    assertThat(outcomes.get(1).value()).isTrue();
    assertThat(outcomes.get(0).thrown())
        .hasMessageContaining("rank 1")
        .hasMessageContaining("interrupted");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void ranksThatMakeDifferentCallsAreToldSo(Groups groups) {
    List<Outcome<Void>> outcomes =
        RankThreads.run(
            groups.of(2, LONG),
            rank -> {
              try {
                rank.sum(List.of(FloatBuffer.allocate(rank.rank() == 0 ? 10 : 14)));
              } catch (CollectiveException e) {
                rank.abort(e.getMessage());
                throw e;
              }
              return null;
            });
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome.thrown()).hasMessageContaining("10").hasMessageContaining("14"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void aRankThatIsGoneIsNamed(Groups groups) {
    List<Outcome<Void>> outcomes =
        RankThreads.run(
            groups.of(3, LONG),
            rank -> {
              one(rank);
              if (rank.rank() != 1) {
                try {
                  one(rank);
                } catch (CollectiveException e) {
                  rank.abort(e.getMessage());
                  throw e;
                }
              }
              return null;
            });
    for (int other : new int[] {0, 2}) {
      assertThat(outcomes.get(other).thrown())
          .isInstanceOf(CollectiveException.class)
          .hasMessageContaining("rank 1");
    }
  }

  private static void one(Collective rank) {
    rank.sum(List.of(FloatBuffer.wrap(new float[] {1, 2, 3})));
  }
}
