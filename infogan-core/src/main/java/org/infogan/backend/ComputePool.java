package org.infogan.backend;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The threads over which an operation divides its work, one per processor.
 *
 * <p>A training step divides work more than a hundred times, most often for less than a
 * millisecond, and the common fork-join pool was measured to take 45 µs to wake a thread for each.
 * So idle workers spin briefly before they park.
 *
 * <p>The pool serves one caller at a time; concurrent callers run their work on their own thread:
 * where many threads use models at once, every processor is busy already.
 */
public final class ComputePool {

  /** How long an idle worker spins before it parks; the gaps within a step are shorter. */
  private static final long SPIN_NANOS = 200_000;

  private static final int COUNT = Runtime.getRuntime().availableProcessors();

  private static final List<Worker> WORKERS =
      IntStream.range(1, COUNT).mapToObj(Worker::new).toList();

  private static final ReentrantLock LOCK = new ReentrantLock();

  /** The work of the caller that holds the lock; null while there is none. */
  private static volatile Work current;

  static {
    WORKERS.forEach(Thread::start);
  }

  private ComputePool() {}

  /**
   * How many threads may use ND4J at once.
   *
   * @return the number of processors; one where another device computes
   */
  public static int parallelism() {
    return Nd4j.getEnvironment().isCPU() ? COUNT : 1;
  }

  /**
   * Runs {@code task} for 0 to {@code n − 1}, in any order and on several threads, and returns when
   * all of them are done.
   *
   * @param n the number of tasks
   * @param task what to run with each number
   * @throws RuntimeException that a task ended with; others may have been done all the same
   */
  public static void forEach(int n, IntConsumer task) {
    if (n > 1 && COUNT > 1 && !LOCK.isHeldByCurrentThread() && LOCK.tryLock()) {
      try {
        divide(new Work(n, task));
      } finally {
        LOCK.unlock();
      }
    } else {
      for (int i = 0; i < n; i++) {
        task.accept(i);
      }
    }
  }

  /**
   * Runs {@code task} for every item of a list, in any order and on several threads, and returns
   * when all of them are done.
   *
   * @param items the items. Not modified.
   * @param task what to run with each item
   * @param <T> the type of an item
   * @throws RuntimeException that a task ended with; others may have been done all the same
   */
  public static <T> void forEach(List<T> items, Consumer<T> task) {
    forEach(items.size(), i -> task.accept(items.get(i)));
  }

  private static void divide(Work work) {
    current = work;
    WORKERS.forEach(Worker::wake);
    work.doSome();
    current = null;
    work.awaitEnd();
  }

  /** The tasks of one caller. */
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
        if (System.nanoTime() - start > SPIN_NANOS) {
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
