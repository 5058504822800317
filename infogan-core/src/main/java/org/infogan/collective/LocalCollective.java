package org.infogan.collective;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.infogan.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Ranks in one process, each on a thread of its own. Sums are made in the order of the ranks. On
 * one machine several trainers are not faster than one, which uses all processors already.
 */
public final class LocalCollective implements Collective {

  private final int rank;
  private final Group group;

  private LocalCollective(int rank, Group group) {
    this.rank = rank;
    this.group = group;
  }

  /**
   * The ranks of a new group.
   *
   * @param size N, at least 1
   * @param timeout how long a rank waits for the others in one call
   * @return rank 0 to N − 1
   */
  public static List<Collective> group(int size, Duration timeout) {
    Checks.atLeast("collective: size", 1, size);
    Group group = new Group(size, timeout);
    return IntStream.range(0, size)
        .mapToObj(rank -> (Collective) new LocalCollective(rank, group))
        .toList();
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return group.given.length;
  }

  @Override
  public void sum(List<FloatBuffer> vector) {
    FloatParts mine = new FloatParts(vector);
    String call = "sum of " + mine.length() + " values";
    float[] total = group.exchange(rank, call, mine, all -> total(mine.length(), all));
    mine.put(0, total, total.length);
  }

  private static float[] total(int length, Object[] vectors) {
    float[] total = new float[length];
    float[] summand = new float[length];
    for (Object vector : vectors) {
      ((FloatParts) vector).get(0, summand, length);
      for (int i = 0; i < length; i++) {
        total[i] += summand[i];
      }
    }
    return total;
  }

  @Override
  public byte[] broadcast(byte[] bytes, int root) {
    byte[] sent =
        group.exchange(rank, "broadcast of rank " + root, bytes, all -> (byte[]) all[root]);
    return rank == root ? bytes : sent.clone();
  }

  @Override
  public void abort(String cause) {
    group.fail("rank " + rank + " ended the run: " + cause, rank);
  }

  @Override
  public void close() {
    group.leave(rank);
  }

  /** Where the ranks meet: the last to come makes the result, the others wait for it. */
  private static final class Group {

    private final Duration timeout;
    private final @Nullable Object[] given;
    private final boolean[] left;
    private String call = "";
    private int arrived;
    private long exchange;
    private @Nullable Object result;
    private @Nullable String failure;
    private int endedBy;

    Group(int size, Duration timeout) {
      this.timeout = timeout;
      given = new Object[size];
      left = new boolean[size];
    }

    @SuppressWarnings("unchecked") // The last to come makes the result of the call of all.
    synchronized <T> T exchange(
        int rank, String wanted, Object mine, Function<@Nullable Object[], T> combine) {
      requireSound(rank);
      if (arrived > 0 && !call.equals(wanted)) {
        fail(
            "ranks make different calls: rank " + rank + " a " + wanted + ", others a " + call, -1);
        requireSound(rank);
      }
      call = wanted;
      given[rank] = mine;
      arrived++;
      long number = exchange;
      if (arrived == given.length) {
        result = combine.apply(given);
        Arrays.fill(given, null);
        arrived = 0;
        exchange++;
        notifyAll();
      } else {
        await(rank, number);
      }
      return (T) result;
    }

    /** Another exchange cannot end before this rank has taken the result of this one. */
    private void await(int rank, long number) {
      long deadline = System.nanoTime() + timeout.toNanos();
      while (exchange == number) {
        requireSound(rank);
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        String missing = missing(false);
        if (!missing(true).isEmpty()) {
          fail("rank " + rank + ": rank " + missing(true) + " has left the run", -1);
        } else if (millis <= 0) {
          fail(
              "rank " + rank + ": nothing from rank " + missing + " for " + Ring.text(timeout), -1);
        } else {
          try {
            wait(millis);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("rank " + rank + ": interrupted while it waited for rank " + missing, -1);
            throw new CancellationException(failure);
          }
        }
      }
    }

    /** The first rank that the others wait for, among all or among those that have left. */
    private String missing(boolean ofLeft) {
      return IntStream.range(0, given.length)
          .filter(rank -> given[rank] == null && (left[rank] || !ofLeft))
          .mapToObj(Integer::toString)
          .findFirst()
          .orElse("");
    }

    private void requireSound(int rank) {
      if (failure != null) {
        throw endedBy >= 0 && endedBy != rank
            ? new CollectiveException(failure, endedBy)
            : new CollectiveException(failure, null);
      }
    }

    synchronized void fail(String cause, int by) {
      if (failure == null) {
        failure = cause;
        endedBy = by;
        notifyAll();
      }
    }

    synchronized void leave(int rank) {
      left[rank] = true;
      notifyAll();
    }
  }
}
