package org.infogan.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.infogan.backend.BatchBuffer;
import org.infogan.internal.Internal;
import org.infogan.nn.Mode;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a chain of networks on any number of examples, from any number of threads. A thread borrows
 * a set of passes for the time of one chunk; afterwards a few are kept for the next. In inference
 * mode examples of a batch do not affect each other, so a chunk may be filled up with anything.
 *
 * <p>Chunks of one size always run in passes of one size: another batch size may round differently,
 * and the same call would then give other bits depending on what ran before.
 */
@Internal
public final class PassPool implements AutoCloseable {

  /** Large enough for matrix products at full speed, small enough to waste little memory. */
  private static final int LARGEST_CHUNK = 256;

  /**
   * The largest number of examples that the idle sets hold together: one set of each size from 1 to
   * 256, or two of the largest. A set's memory is in proportion to its examples.
   */
  static final int MAXIMUM_IDLE_EXAMPLES = 2 * LARGEST_CHUNK;

  /** Where the examples come from. */
  public interface Source {
    /**
     * Reads one example.
     *
     * @param index the index of the example
     * @param example every value is set. Modified.
     */
    void read(int index, float[] example);
  }

  /** Where the outputs go. */
  public interface Sink {
    /**
     * Takes one output.
     *
     * @param index the index of the example
     * @param output the output, which the next chunk overwrites. Not modified.
     */
    void accept(int index, float[] output);
  }

  private final List<Network> chain;

  /** The sets that no thread has borrowed, the least recently used first. */
  private final Deque<PassSet> idle = new ArrayDeque<>();

  private boolean closed;

  /**
   * Allocates nothing yet.
   *
   * @param chain the networks, each taking what the one before it gives
   */
  public PassPool(Network... chain) {
    this.chain = List.of(chain);
  }

  /**
   * Runs examples 0 to {@code count} − 1.
   *
   * @param count the number of examples
   * @param source gives the examples, in their order, on this thread
   * @param sinks take the outputs, in their order, on this thread: the last those of the last
   *     network, the one before it those of the network before it. Not modified.
   * @throws IllegalStateException when this pool is closed
   */
  public void run(int count, Source source, Sink... sinks) {
    for (int first = 0; first < count; first += LARGEST_CHUNK) {
      int size = Math.min(LARGEST_CHUNK, count - first);
      PassSet set = borrow(size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2);
      try {
        set.run(first, size, source, sinks);
      } finally {
        giveBack(set); // also when the source fails: its buffers are to be freed
      }
    }
  }

  /** The most recently used set of this size, or a new one. */
  private PassSet borrow(int batch) {
    synchronized (idle) {
      if (closed) {
        throw new IllegalStateException("model: expected an open one, found it closed");
      }
      Iterator<PassSet> newestFirst = idle.descendingIterator();
      while (newestFirst.hasNext()) {
        PassSet set = newestFirst.next();
        if (set.batch == batch) {
          newestFirst.remove();
          return set;
        }
      }
    }
    return new PassSet(chain, batch);
  }

  private void giveBack(PassSet set) {
    List<PassSet> superfluous = new ArrayList<>();
    synchronized (idle) {
      idle.addLast(set);
      while (idleExamples() > (closed ? 0 : MAXIMUM_IDLE_EXAMPLES)) {
        superfluous.add(idle.removeFirst());
      }
    }
    superfluous.forEach(PassSet::close);
  }

  /**
   * The number of examples that the idle sets hold together.
   *
   * @return from 0 to {@link #MAXIMUM_IDLE_EXAMPLES}
   */
  int idleExamples() {
    synchronized (idle) {
      return idle.stream().mapToInt(set -> set.batch).sum();
    }
  }

  /** Frees the idle sets; those in use are freed when they are given back. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(PassSet::close);
      idle.clear();
    }
  }

  /** One thread's passes and buffers for one batch size. */
  private static final class PassSet implements AutoCloseable {
    private final int batch;
    private final List<Pass> passes = new ArrayList<>();
    private final BatchBuffer input;

    /** By network. */
    private final List<float[][]> outputs = new ArrayList<>();

    PassSet(List<Network> chain, int batch) {
      this.batch = batch;
      chain.forEach(network -> passes.add(network.newPass(batch)));
      input = new BatchBuffer(chain.get(0).inputShape().withBatch(batch));
      chain.forEach(network -> outputs.add(new float[batch][network.outputShape().size()]));
    }

    void run(int first, int size, Source source, Sink[] sinks) {
      for (int b = 0; b < size; b++) {
        source.read(first + b, input.examples()[b]);
      }
      INDArray x = input.write();
      for (int network = 0; network < passes.size(); network++) {
        x = passes.get(network).forward(x, Mode.INFERENCE, new SplittableRandom(0));
        int sink = sinks.length - passes.size() + network;
        if (sink >= 0) {
          BatchBuffer.read(x, outputs.get(network));
          for (int b = 0; b < size; b++) {
            sinks[sink].accept(first + b, outputs.get(network)[b]);
          }
        }
      }
    }

    @Override
    public void close() {
      passes.forEach(Pass::close);
      input.close();
    }
  }
}
