package org.infogan.collective;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * One of N ranks that exchange values, from 0 to N − 1. All ranks make the same calls in the same
 * order; a call returns when this rank has its result. Once a call has failed, or a rank has ended
 * the run, every later call fails on every rank, with the first cause.
 *
 * <p>One thread at a time uses it.
 */
public interface Collective extends AutoCloseable {

  /**
   * A group of one, whose sums are its own values.
   *
   * @return rank 0 of 1
   */
  static Collective alone() {
    return Alone.INSTANCE;
  }

  /**
   * The number of this rank.
   *
   * @return from 0 to {@link #size} − 1
   */
  int rank();

  /**
   * The number of ranks.
   *
   * @return N, at least 1
   */
  int size();

  /**
   * Replaces a vector by the sum of all ranks' vectors of this call, which then has the same bits
   * on every rank.
   *
   * @param vector the vector's parts one behind the other, each from its buffer's position to its
   *     limit; of the same length in all on every rank. Modified, also where the call fails;
   *     positions and limits are not.
   * @throws CollectiveException when another rank cannot be reached, does not answer in time, makes
   *     another call, or has ended the run; the message says which, and why
   * @throws CancellationException when the thread is interrupted; the interrupt status stays set
   */
  void sum(List<FloatBuffer> vector);

  /**
   * Gives every rank the bytes of one of them.
   *
   * @param bytes what that rank sends; of no meaning on the others. Not modified.
   * @param root the rank that sends
   * @return its bytes; on the root itself the argument
   * @throws CollectiveException as {@link #sum}
   * @throws CancellationException as {@link #sum}
   */
  byte[] broadcast(byte[] bytes, int root);

  /**
   * Ends the run on all ranks: their calls in progress, or else their next ones, fail with this
   * rank and its cause. Does nothing after an earlier call of this; after a failure it passes that
   * on to those who do not know of it. Waits two seconds at most and throws nothing.
   *
   * @param cause why, for the other ranks' messages
   */
  void abort(String cause);

  /** Frees connections. Ranks that still wait for this one then fail. */
  @Override
  void close();
}
