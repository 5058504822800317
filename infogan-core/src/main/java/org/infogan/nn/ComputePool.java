package org.infogan.nn;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The processors that an operation's work is divided over.
 *
 * <p>A training step divides work more than a hundred times, most often for less than a
 * millisecond, and the common fork-join pool takes 45 µs to wake a thread for each (measured in
 * docs/internals.md). These threads look for the next work for a short while before they sleep.
 *
 * <p>One caller at a time has them. Whoever else comes meanwhile does its work alone: where many
 * threads use models at once, every processor is busy already.
 */
final class ComputePool {

  /** How long a thread looks for work; the gaps within a step are shorter. */
  private static final long PATIENCE_NANOS = 200_000;

  private static final int COUNT = Runtime.getRuntime().availableProcessors();

  private static final List<Worker> WORKERS =
      IntStream.range(1, COUNT).mapToObj(Worker::new).toList();

  private static final ReentrantLock TAKEN = new ReentrantLock();

  /** null while there is none. */
  private static volatile Work current;

  static {
    WORKERS.forEach(Thread::start);
  }

  private ComputePool() {}

  /** How many may use ND4J at once: one where another device computes. */
  static int ofBackend() {
    return Nd4j.getEnvironment().isCPU() ? COUNT : 1;
  }

  /**
   * Does {@code task} for 0 to {@code n − 1}, in any order; returns when all are done.
   *
   * @throws RuntimeException that a task ended with; others may have been done all the same
   */
  static void forEach(int n, IntConsumer task) {
    if (n > 1 && COUNT > 1 && !TAKEN.isHeldByCurrentThread() && TAKEN.tryLock()) {
      try {
        divide(new Work(n, task));
      } finally {
        TAKEN.unlock();
      }
    } else {
      for (int i = 0; i < n; i++) {
        task.accept(i);
      }
    }
  }

  private static void divide(Work work) {
    current = work;
    WORKERS.forEach(Worker::wake);
    work.doSome();
    current = null;
    work.awaitEnd();
  }

  /** What one caller wants done. */
  private static final class Work {
    private final int n;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile Throwable failure;

    Work(int n, IntConsumer task) {
      this.n = n;
      this.task = task;
    }

    boolean isOpen() {
      return next.get() < n;
    }

    void doSome() {
      for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
        try {
          task.accept(i);
        } catch (RuntimeException | Error e) {
          failure = e;
        } finally {
          done.getAndIncrement();
        }
      }
    }

    void awaitEnd() {
      while (done.get() < n) {
        pause();
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
  }

  /** Lets other threads of the machine run, such as those of ND4J's own operations. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing but the speed relies on it
  private static void pause() {
    Thread.onSpinWait();
    Thread.yield();
  }

  private static final class Worker extends Thread {
    private volatile boolean asleep;

    Worker(int number) {
      super("infogan-" + number);
      setDaemon(true);
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      while (true) {
        awaitWork().doSome();
      }
    }

    private Work awaitWork() {
      long start = System.nanoTime();
      while (true) {
        Work work = current;
        if (work != null && work.isOpen()) {
          return work;
        }
        if (System.nanoTime() - start > PATIENCE_NANOS) {
          sleepUntilWoken();
          start = System.nanoTime();
        }
        pause();
      }
    }

    private void sleepUntilWoken() {
      asleep = true;
      Work work = current;
      if (work == null || !work.isOpen()) {
        LockSupport.park(this);
      }
      asleep = false;
    }
  }
}
