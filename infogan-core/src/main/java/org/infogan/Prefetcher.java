package org.infogan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/**
 * Reads the batches of the coming steps on threads of its own, at most {@value #DEPTH} of them
 * ahead of the one that is asked for. What a step gets is what it would have read itself, and what
 * fails there fails here, on the thread that asks.
 */
final class Prefetcher implements AutoCloseable {

  /** Batches in work or waiting: enough to outlast a slow one, little beside the networks. */
  static final int DEPTH = 4;

  /** Longer than any image takes; a disk that hangs must not hang the program's end as well. */
  private static final int CLOSE_SECONDS = 5;

  private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

  /** Fills one batch, from memory of its own. */
  interface Filler {
    /**
     * Reads images one after the other.
     *
     * @param indices of the images. Not modified.
     * @param wanted asked before each image; if it says no, the result is never used
     * @return the values of the batch
     */
    float[] fill(int[] indices, Wanted wanted);
  }

  /** Whether a batch is still to be read. */
  interface Wanted {
    boolean get();
  }

  private record Batch(long step, Future<float[]> values) {}

  private final LongFunction<int[]> indicesOf;
  private final Filler filler;
  private final ThreadPoolExecutor threads;

  /** Of consecutive steps. */
  private final Deque<Batch> ahead = new ArrayDeque<>();

  /** Changes when the batches in work are no longer wanted. */
  private volatile int generation;

  /**
   * Starts nothing yet.
   *
   * @param indicesOf the images of a step; called on the asking thread only, in the order of steps
   * @param filler called from several threads at once
   */
  Prefetcher(LongFunction<int[]> indicesOf, Filler filler) {
    this.indicesOf = indicesOf;
    this.filler = filler;
    int count = Math.min(DEPTH, Runtime.getRuntime().availableProcessors());
    threads =
        new ThreadPoolExecutor(
            count, count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Prefetcher::newThread);
    // A trainer that is never closed leaves no threads behind either.
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "infogan-read-ahead-" + THREAD_NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The values of a step's batch, after waiting for them if need be.
   *
   * @param step the one after the last; any other throws away what was read ahead
   * @throws RuntimeException what reading an image of this batch threw
   * @throws CancellationException when the thread is interrupted; the interrupt status stays set
   */
  float[] take(long step) {
    if (ahead.isEmpty() || ahead.getFirst().step() != step) {
      forget();
    }
    for (long next = step + ahead.size(); ahead.size() <= DEPTH; next++) {
      ahead.add(submit(next));
    }
    try {
      return ahead.removeFirst().values().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a filler throws no checked exception
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException(
              "training: interrupted while waiting for the images of step " + (step + 1));
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  private Batch submit(long step) {
    int[] indices = indicesOf.apply(step);
    int current = generation;
    return new Batch(step, threads.submit(() -> filler.fill(indices, () -> generation == current)));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the asking thread writes
  private void forget() {
    generation++;
    // Not interrupted: that would close files which a data set keeps open.
    ahead.forEach(batch -> batch.values().cancel(false));
    ahead.clear();
  }

  /** Ends the threads, each after the image that it is reading. */
  @Override
  public void close() {
    forget();
    threads.shutdown();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
