package org.infogan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputePoolTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 1000})
  void everyTaskIsDoneOnce(int n) {
    for (int round = 0; round < 200; round++) {
      AtomicIntegerArray done = new AtomicIntegerArray(n);
      ComputePool.forEach(n, done::incrementAndGet);
      for (int i = 0; i < n; i++) {
        assertThat(done.get(i)).isOne();
      }
    }
  }

  @Test
  void wokenAfterSleepTheyWorkAgain() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      Thread.sleep(2);
      AtomicIntegerArray done = new AtomicIntegerArray(10);
      ComputePool.forEach(10, done::incrementAndGet);
      assertThat(IntStream.range(0, 10).map(done::get).sum()).isEqualTo(10);
    }
  }

  @Test
  void callersAtTheSameTimeAndWithinATaskFinishTheirOwn() {
    int n = 64;
    AtomicIntegerArray done = new AtomicIntegerArray(n * n);
    IntStream.range(0, n)
        .parallel()
        .forEach(
            caller ->
                ComputePool.forEach(
                    n,
                    task ->
                        ComputePool.forEach(2, half -> done.incrementAndGet(caller * n + task))));
    for (int i = 0; i < n * n; i++) {
      assertThat(done.get(i)).isEqualTo(2);
    }
  }

  @Test
  void aFailureReachesTheCallerAndTheNextWorkIsDone() {
    AtomicIntegerArray done = new AtomicIntegerArray(8);
    assertThatThrownBy(
            () ->
                ComputePool.forEach(
                    8,
                    i -> {
                      done.incrementAndGet(i);
                      if (i == 5) {
                        throw new IllegalStateException("task 5");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task 5");
    ComputePool.forEach(8, done::incrementAndGet);
    assertThat(IntStream.range(0, 8).map(done::get).min())
        .hasValue(ComputePool.parallelism() > 1 ? 2 : 1);
  }

  private static List<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("infogan-[0-9]+"))
        .toList();
  }

  private static void awaitWorkers(Predicate<List<Thread>> expected) throws InterruptedException {
    for (int i = 0; i < 1_000 && !expected.test(workers()); i++) {
      Thread.sleep(10);
    }
    assertThat(expected.test(workers())).as("%s", workers()).isTrue();
  }

  @Test
  void idleWorkersEndAndNewOnesTakeTheirPlace() throws InterruptedException {
    assumeThat(ComputePool.parallelism()).isGreaterThan(1);
    ComputePool.forEach(8, i -> {});
    long before = ComputePool.setIdleNanos(1_000_000);
    try {
      for (int round = 0; round < 3; round++) {
        // Those that are parked already wait for as long as they were told to.
        AtomicIntegerArray done = new AtomicIntegerArray(8);
        ComputePool.forEach(8, done::incrementAndGet);
        assertThat(IntStream.range(0, 8).map(done::get).sum()).isEqualTo(8);
        awaitWorkers(List::isEmpty);
      }
    } finally {
      ComputePool.setIdleNanos(before);
    }
    AtomicIntegerArray done = new AtomicIntegerArray(8);
    ComputePool.forEach(8, done::incrementAndGet);
    assertThat(IntStream.range(0, 8).map(done::get).sum()).isEqualTo(8);
    awaitWorkers(workers -> workers.size() == ComputePool.parallelism() - 1);
  }

  /** What a thread that starts the pool has about it, as a web application's has. */
  static final class HoldsNothingOfItsCaller {
    private HoldsNothingOfItsCaller() {}

    @SuppressWarnings("ThreadLocalUsage") // is to be collected
    public static void main(String[] arguments) throws Exception {
      InheritableThreadLocal<Object> inherited = new InheritableThreadLocal<>();
      List<WeakReference<Object>> held = new ArrayList<>();
      Thread caller =
          new Thread(
              () -> {
                ClassLoader loader = new URLClassLoader(new URL[0]);
                Object local = new Object();
                held.add(new WeakReference<>(loader));
                held.add(new WeakReference<>(local));
                Thread.currentThread().setContextClassLoader(loader);
                inherited.set(local);
                ComputePool.forEach(64, i -> Math.sqrt(i));
              });
      caller.start();
      caller.join();
      caller = null;
      for (int i = 0;
          i < 100 && held.stream().anyMatch(reference -> reference.get() != null);
          i++) {
        System.gc();
        Thread.sleep(20);
      }
      System.out.println("held: " + held.stream().filter(r -> r.get() != null).count());
      System.out.println("workers: " + workers().size());
    }
  }

  @Test
  void workersHoldNeitherClassLoaderNorThreadLocalsOfTheirFirstCaller() {
    List<String> lines =
        ChildJvm.of(HoldsNothingOfItsCaller.class).options("-XX:ActiveProcessorCount=3").run();
    assertThat(lines).contains("held: 0", "workers: 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aPropertyLimitsTheThreads(int threads) {
    List<String> lines =
        ChildJvm.of(HoldsNothingOfItsCaller.class).options("-Dinfogan.threads=" + threads).run();
    assertThat(lines).contains("workers: " + (threads - 1));
  }

  /** The caller's own processor time while a worker sleeps. */
  @Test
  void aCallerThatWaitsForAWorkerDoesNotUseTheProcessor() {
    assumeThat(ComputePool.parallelism()).isGreaterThan(1);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Thread caller = Thread.currentThread();
    CountDownLatch taken = new CountDownLatch(1);
    long before = threads.getCurrentThreadCpuTime();
    AtomicLong slept = new AtomicLong();
    ComputePool.forEach(
        2,
        i -> {
          if (Thread.currentThread() == caller) {
            await(taken);
          } else {
            taken.countDown();
            LockSupport.parkNanos(400_000_000);
            slept.incrementAndGet();
          }
        });
    assertThat(slept.get()).isBetween(1L, 2L);
    assertThat(threads.getCurrentThreadCpuTime() - before).isLessThan(200_000_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptIsKeptForTheCaller() {
    AtomicIntegerArray done = new AtomicIntegerArray(4);
    Thread.currentThread().interrupt();
    ComputePool.forEach(
        4,
        i -> {
          LockSupport.parkNanos(2_000_000);
          done.incrementAndGet(i);
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(IntStream.range(0, 4).map(done::get).sum()).isEqualTo(4);
  }
}
