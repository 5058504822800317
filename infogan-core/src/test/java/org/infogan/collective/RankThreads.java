package org.infogan.collective;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Ranks on threads of their own, each with what it returned or threw. */
public final class RankThreads {

  public static final String TOKEN = "a secret of sixteen";

  /** What one rank returned or threw. */
  public record Outcome<T>(T value, Throwable thrown) {}

  /** What a rank does. */
  public interface Work<T> {
    T of(Collective rank) throws Exception;
  }

  /** How a group of N ranks comes to be. */
  public interface Groups {
    List<Collective> of(int size, Duration timeout);
  }

  private RankThreads() {}

  /** Runs the work on each rank of a group, which is closed afterwards, rank by rank. */
  public static <T> List<Outcome<T>> run(List<Collective> group, Work<T> work) {
    return run(
        group.size(),
        rank -> {
          try (Collective mine = group.get(rank)) {
            return work.of(mine);
          }
        });
  }

  /** The same, of ranks that all succeed. */
  public static <T> List<T> results(List<Collective> group, Work<T> work) {
    return run(group, work).stream()
        .map(
            outcome -> {
              if (outcome.thrown() != null) {
                throw new AssertionError(outcome.thrown());
              }
              return outcome.value();
            })
        .toList();
  }

  private interface OfRank<T> {
    T make(int rank) throws Exception;
  }

  private static <T> List<Outcome<T>> run(int size, OfRank<T> work) {
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      List<Future<T>> futures =
          IntStream.range(0, size)
              .mapToObj(rank -> threads.submit((Callable<T>) () -> work.make(rank)))
              .toList();
      List<Outcome<T>> outcomes = new ArrayList<>();
      for (Future<T> future : futures) {
        try {
          outcomes.add(new Outcome<>(future.get(), null));
        } catch (ExecutionException e) {
          outcomes.add(new Outcome<>(null, e.getCause()));
        }
      }
      return outcomes;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A ring of TCP connections on this machine. */
  public static List<Collective> ring(int size, Duration timeout) {
    return ring(size, rank -> new RingOptions(TOKEN, Duration.ofMinutes(1), timeout)).stream()
        .map(
            outcome -> {
              if (outcome.thrown() != null) {
                throw new AssertionError(outcome.thrown());
              }
              return outcome.value();
            })
        .toList();
  }

  /** A ring whose ranks have options of their own. */
  static List<Outcome<Collective>> ring(int size, Function<Integer, RingOptions> options) {
    List<RingListener> listeners = listeners(size);
    List<InetSocketAddress> addresses = listeners.stream().map(RingListener::address).toList();
    return run(
        size,
        rank -> {
          try (RingListener listener = listeners.get(rank)) {
            return listener.connect(rank, addresses, options.apply(rank));
          }
        });
  }

  static List<RingListener> listeners(int size) {
    try {
      List<RingListener> listeners = new ArrayList<>();
      for (int rank = 0; rank < size; rank++) {
        listeners.add(RingListener.open("127.0.0.1", 0));
      }
      return listeners;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
