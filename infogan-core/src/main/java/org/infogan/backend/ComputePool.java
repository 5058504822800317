package org.infogan.backend;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads over which an operation divides its work: as many as {@link NativeRuntime#threads}
 * says, the caller among them.
 *
 * <p>A training step divides work more than a hundred times, most often for less than a
 * millisecond, and the common fork-join pool was measured to take 45 µs to wake a thread for each.
 * So idle workers spin briefly before they park, and so does a caller that waits for the last task.
 * Workers that find no work for a minute end, and are started anew when there is some. They keep
 * nothing of the thread that started them: neither its class loader nor its thread locals.
 *
 * <p>The pool serves one caller at a time; concurrent callers run their work on their own thread:
 * where many threads use models at once, every processor is busy already.
 */
public final class ComputePool {

  private static final Logger LOG = LoggerFactory.getLogger(ComputePool.class);

  /** How long an idle worker spins before it parks; the gaps within a step are shorter. */
  private static final long SPIN_NANOS = 200_000;

  /** How long a caller spins for its last tasks: about what it costs to wake it up. */
  private static final long CALLER_SPIN_NANOS = 50_000;

  /** How long a parked worker waits for work before it ends. Tests shorten it. */
  private static volatile long idleNanos = TimeUnit.SECONDS.toNanos(60);

  private static final int COUNT = count();

  private static final ReentrantLock LOCK = new ReentrantLock();

  /** The workers, null or ended until they are needed. Read and written under the lock. */
  private static final Worker[] WORKERS = new Worker[COUNT - 1];

  /** Whether the system refused a thread; then the callers do the work. */
  private static boolean refused;

  /** The work of the caller that holds the lock; null while there is none. */
  private static volatile @Nullable Work current;

  private ComputePool() {}

  /** A wrong setting was refused by {@link NativeRuntime#prepare} before anything is computed. */
  private static int count() {
    try {
      return NativeRuntime.threads();
    } catch (IllegalArgumentException e) {
      return 1;
    }
  }

  /**
   * Changes how long a worker waits for work before it ends.
   *
   * @param nanos the time in nanoseconds
   * @return the time until now
   */
  static long setIdleNanos(long nanos) {
    long before = idleNanos;
    idleNanos = nanos;
    return before;
  }

  /**
   * How many threads may use ND4J at once.
   *
   * @return the number of threads of this pool; one where another device computes
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
    int helpers = Math.min(WORKERS.length, work.n - 1);
    for (int i = 0; i < helpers; i++) {
      if (WORKERS[i] == null || !WORKERS[i].wake()) {
        WORKERS[i] = start(i + 1);
      }
    }
    work.doSome();
    current = null;
    work.awaitEnd();
  }

  /** Returns null where the system lets no thread start, as in a container with few of them. */
  private static Worker start(int number) {
    if (refused) {
      return null;
    }
    try {
      return Worker.start(number);
    } catch (OutOfMemoryError e) {
      refused = true;
      LOG.warn(
          "No thread could be started ({}): computing goes on with fewer threads than processors.",
          e.getMessage());
      return null;
    }
  }

  /** The tasks of one caller. */
  private static final class Work {
    private final int n;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean callerParks;
    private volatile @Nullable Throwable failure;

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
          if (done.incrementAndGet() == n && callerParks) {
            LockSupport.unpark(caller);
          }
        }
      }
    }

    /** An interrupt is kept for the caller: its work ends all the same. */
    void awaitEnd() {
      long start = System.nanoTime();
      boolean interrupted = false;
      while (done.get() < n) {
        if (System.nanoTime() - start < CALLER_SPIN_NANOS) {
          pause();
        } else {
          callerParks = true;
          if (done.get() < n) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
          }
        }
      }
      if (interrupted) {
        caller.interrupt();
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

    /** What a worker is at: looking for work or doing it, parked, or at its end. */
    private enum State {
      AWAKE,
      PARKED,
      ENDED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);

    private Worker(int number) {
      super(null, null, "infogan-" + number, 0, false);
      setDaemon(true);
      setContextClassLoader(null);
    }

    /** Begins a worker with the rights of this class, so that it holds none of its callers'. */
    @SuppressWarnings("removal") // until JDK 24 a thread remembers the classes on the stack
    static Worker start(int number) {
      return AccessController.doPrivileged(
          (PrivilegedAction<Worker>)
              () -> {
                Worker worker = new Worker(number);
                worker.start();
                return worker;
              });
    }

    /** Returns whether it looks for work from now on; one that ended does not. */
    boolean wake() {
      if (state.compareAndSet(State.PARKED, State.AWAKE)) {
        LockSupport.unpark(this);
      }
      return state.get() != State.ENDED;
    }

    @Override
    public void run() {
      while (spin() || sleep()) {
        Work work = current;
        if (work != null) {
          work.doSome();
        }
      }
    }

    private static boolean isWork() {
      Work work = current;
      return work != null && work.isOpen();
    }

    /** Returns whether work came while this thread was looking for it. */
    private static boolean spin() {
      long start = System.nanoTime();
      while (!isWork()) {
        if (System.nanoTime() - start > SPIN_NANOS) {
          return false;
        }
        pause();
      }
      return true;
    }

    /** Returns whether this thread was woken; otherwise it ends. */
    private boolean sleep() {
      state.set(State.PARKED);
      long end = System.nanoTime() + idleNanos;
      while (state.get() == State.PARKED) {
        long left = end - System.nanoTime();
        if (isWork()) {
          state.compareAndSet(State.PARKED, State.AWAKE);
        } else if (left > 0) {
          LockSupport.parkNanos(this, left);
        } else if (state.compareAndSet(State.PARKED, State.ENDED)) {
          return false;
        }
      }
      return true;
    }
  }
}
