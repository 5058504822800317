package org.infogan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
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
}
