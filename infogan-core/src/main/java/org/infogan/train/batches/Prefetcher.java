package org.infogan.train.batches;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * Reads the coming batches on threads of its own, at most {@value #DEPTH} of them ahead of those
 * that are asked for. What a step gets is what it would have read itself, and what fails there
 * fails here, on the thread that asks.
 */
final class Prefetcher implements AutoCloseable {

  /** Batches being read or waiting: enough to outlast a slow one, little beside the networks. */
  static final int DEPTH = 4;

  /** Longer than any image takes; a disk that hangs must not hang the program's end as well. */
  private static final int CLOSE_SECONDS = 5;

  private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

  /** Reads one batch into memory of its own. */
  interface Reader {
    /**
     * Reads images one after the other.
     *
     * @param indices the indices of the images. Not modified.
     * @param stillNeeded asked before each image; if it says no, the result is never used
     * @return the images of the batch, in the order of the indices
     */
    float[][] read(int[] indices, BooleanSupplier stillNeeded);
  }

  private record Batch(long number, Future<float[][]> images) {}

  private final LongFunction<int[]> indicesOf;
  private final Reader reader;
  private final long end;
  private final ThreadPoolExecutor threads;

  /** Of consecutive numbers. */
  private final Deque<Batch> ahead = new ArrayDeque<>();

  /** Changes when the batches being read are no longer needed. */
  private volatile int generation;

  /**
   * Starts nothing yet.
   *
   * @param indicesOf gives the images of a batch; called on the asking thread only, in the order of
   *     the batches
   * @param reader called from several threads at once
   * @param end the number of the first batch that is never asked for
   */
  Prefetcher(LongFunction<int[]> indicesOf, Reader reader, long end) {
    this.indicesOf = indicesOf;
    this.reader = reader;
    this.end = end;
    int count = Math.min(DEPTH, Runtime.getRuntime().availableProcessors());
    threads =
        new ThreadPoolExecutor(
            count, count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Prefetcher::newThread);
    // A trainer that is never closed leaves no threads behind either.
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "infogan-prefetch-" + THREAD_NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Some consecutive batches, after waiting for them if need be.
   *
   * @param first the number of the first, one after the latest; any other discards what was read
   *     ahead
   * @param count the number of batches, at least 1
   * @return the images of each batch
   * @throws RuntimeException what reading an image of these batches threw; the next call reads anew
   * @throws CancellationException when the thread is interrupted; the interrupt status stays set,
   *     and the batches are kept
   */
  List<float[][]> take(long first, int count) {
    if (ahead.isEmpty() || ahead.getFirst().number() != first) {
      discard();
    }
    for (long next = first + ahead.size(); ahead.size() < count + DEPTH && next < end; next++) {
      ahead.add(submit(next));
    }
    List<float[][]> taken = new ArrayList<>();
    for (Batch batch : ahead.stream().limit(count).toList()) {
      taken.add(await(batch));
    }
    for (int i = 0; i < count; i++) {
      ahead.removeFirst();
    }
    return taken;
  }

  private float[][] await(Batch batch) {
    try {
      return batch.images().get();
    } catch (ExecutionException e) {
      discard();
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a reader throws no checked exception
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException(
              "training: interrupted while waiting for the images of batch "
                  + (batch.number() + 1));
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  private Batch submit(long number) {
    int[] indices = indicesOf.apply(number);
    int current = generation;
    return new Batch(
        number, threads.submit(() -> reader.read(indices, () -> generation == current)));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the asking thread writes
  private void discard() {
    generation++;
    // Not interrupted: that would close files which a data set keeps open.
    ahead.forEach(batch -> batch.images().cancel(false));
    ahead.clear();
  }

  /** Ends the threads, each after the image that it is reading. */
  @Override
  public void close() {
    discard();
    threads.shutdown();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
