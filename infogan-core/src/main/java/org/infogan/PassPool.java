package org.infogan;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.infogan.nn.HostMemory;
import org.infogan.nn.Mode;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a chain of networks on any number of examples, from any number of threads. A thread borrows
 * a set of passes for the time of one chunk; sets are kept for the next, so that there are never
 * more than threads at work at once. In inference mode examples of a batch do not affect each
 * other, so a chunk may be filled up with anything.
 */
final class PassPool implements AutoCloseable {

  /** Large enough for matrix products at full speed, small enough to waste little memory. */
  private static final int LARGEST_CHUNK = 256;

  /** Reads example {@code index} into {@code example}. */
  interface Source {
    void read(int index, float[] example);
  }

  /** Takes the output for example {@code index}; {@code output} is overwritten afterwards. */
  interface Sink {
    void accept(int index, float[] output);
  }

  private final List<Network> chain;
  private final ConcurrentMap<Integer, Queue<Worker>> idle = new ConcurrentHashMap<>();

  PassPool(Network... chain) {
    this.chain = List.of(chain);
  }

  /** Runs examples 0 to count − 1. */
  void run(int count, Source source, Sink sink) {
    for (int first = 0; first < count; first += LARGEST_CHUNK) {
      int size = Math.min(LARGEST_CHUNK, count - first);
      int batch = size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2;
      Queue<Worker> workers = idle.computeIfAbsent(batch, b -> new ConcurrentLinkedQueue<>());
      Worker worker = workers.poll();
      if (worker == null) {
        worker = new Worker(batch);
      }
      try {
        worker.run(first, size, source, sink);
      } finally {
        workers.add(worker); // also when the source fails: its buffers are to be freed
      }
    }
  }

  @Override
  public void close() {
    idle.values().forEach(workers -> workers.forEach(Worker::close));
    idle.clear();
  }

  /** One thread's passes and buffers for one batch size. */
  private final class Worker {
    private final int batch;
    private final List<Pass> passes = new ArrayList<>();
    private final INDArray input;
    private final float[] inputExample;
    private final float[] inputHost;
    private final float[] outputExample;
    private final float[] outputHost;

    Worker(int batch) {
      this.batch = batch;
      chain.forEach(network -> passes.add(network.newPass(batch)));
      Network first = chain.get(0);
      input = Nd4j.create(first.dataType(), first.inputShape().withBatch(batch));
      inputExample = new float[first.inputShape().size()];
      inputHost = new float[inputExample.length * batch];
      outputExample = new float[chain.get(chain.size() - 1).outputShape().size()];
      outputHost = new float[outputExample.length * batch];
    }

    void run(int first, int size, Source source, Sink sink) {
      for (int b = 0; b < size; b++) {
        source.read(first + b, inputExample);
        BatchLast.put(inputExample, inputHost, b, batch);
      }
      HostMemory.write(inputHost, input);
      INDArray x = input;
      for (Pass pass : passes) {
        x = pass.forward(x, Mode.INFERENCE, new SplittableRandom(0));
      }
      HostMemory.read(x, outputHost);
      for (int b = 0; b < size; b++) {
        BatchLast.take(outputHost, b, batch, outputExample);
        sink.accept(first + b, outputExample);
      }
    }

    void close() {
      passes.forEach(Pass::close);
      input.close();
    }
  }
}
