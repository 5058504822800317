package org.infogan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.infogan.OffHeapTest;
import org.infogan.backend.ChildJvm;
import org.infogan.nn.Layer;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Tanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nd4j.linalg.api.buffer.DataType;

/** How much memory borrowed passes leave behind. */
class PassPoolTest {

  private static final int[] SIZES = {1, 2, 3, 5, 9, 17, 33, 65, 129, 256};
  private static final int THREADS = 8;

  /** Runs all sizes on 8 threads, every thread waiting for the others before each size. */
  private static void runMixedSizes(PassPool pool) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int size : SIZES) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> runs = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
          runs.add(
              threads.submit(
                  () -> {
                    start.await();
                    run(pool, size);
                    return null;
                  }));
        }
        for (Future<?> run : runs) {
          run.get();
        }
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
  }

  private static void run(PassPool pool, int count) {
    pool.run(count, (index, example) -> example[0] = index, (index, output) -> {});
  }

  private static Sequential network(int units) {
    List<Layer> layers =
        List.of(new Dense(units), new Tanh(), new Dense(units), new Tanh(), new Dense(3));
    return new Sequential(Shape.of(2), layers, DataType.FLOAT);
  }

  @Test
  void idlePassesAreBoundedWhateverRanBefore() {
    try (Sequential network = network(4);
        PassPool pool = new PassPool(network)) {
      runMixedSizes(pool);
      assertThat(pool.idleExamples()).isBetween(1, PassPool.MAXIMUM_IDLE_EXAMPLES);
      for (int time = 0; time < 3; time++) {
        for (int size : SIZES) {
          run(pool, size);
        }
      }
      assertThat(pool.idleExamples()).as("one set of each size").isEqualTo(511);
    }
  }

  @Test
  void passesThatAreGivenBackLateAreFreedToo() {
    try (Sequential network = network(4)) {
      PassPool pool = new PassPool(network);
      pool.run(3, (index, example) -> pool.close(), (index, output) -> {});
      assertThat(pool.idleExamples()).isZero();
      assertThatThrownBy(() -> run(pool, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("model: expected an open one, found it closed");
    }
  }

  /** Prints the native memory after one run of 256, and after many threads ran all sizes. */
  static final class Memory {
    private Memory() {}

    public static void main(String[] arguments) {
      try (Sequential network = network(2000);
          PassPool pool = new PassPool(network)) {
        run(pool, 1);
        long before = OffHeapTest.Malloc.now().largeMegabytes();
        run(pool, 256);
        System.out.println(OffHeapTest.Malloc.now().largeMegabytes() - before);
        runMixedSizes(pool);
        System.out.println(OffHeapTest.Malloc.now().largeMegabytes() - before);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void manyThreadsLeaveNoMoreThanTwiceTheMemoryOfOne() {
    List<String> lines =
        ChildJvm.of(Memory.class)
            .environment(
                Map.of(
                    "MALLOC_MMAP_THRESHOLD_", "65536",
                    "MALLOC_TRIM_THRESHOLD_", "65536",
                    "OMP_NUM_THREADS", "1"))
            .options("-Xmx256m", "-XX:TieredStopAtLevel=1")
            .run();
    // From JDK 24 on, Java's own warnings stand before them.
    int one = Integer.parseInt(lines.get(lines.size() - 2));
    int many = Integer.parseInt(lines.get(lines.size() - 1));
    assertThat(one).as("MB of one set for 256 examples: " + lines).isGreaterThan(5);
    assertThat(many)
        .as("MB after 8 threads ran sizes up to 256: " + lines)
        .isBetween(1, 2 * one + 2);
  }
}
