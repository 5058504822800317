package org.infogan.train.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.ObservedImages;
import org.infogan.Tiny;
import org.infogan.backend.NativeRuntime;
import org.infogan.backend.TestArrays;
import org.infogan.data.ImageDataset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches of 8 from 44 images on a pretended disk, against the same images in memory. */
@Timeout(60)
class PrefetcherTest {

  private static final ImageDataset MEMORY = Tiny.quadrants(44, 3);
  private static final int BATCH = 8;

  /** Images read when only step 0 has been asked for. */
  private static final int MOST_AHEAD = (1 + Prefetcher.DEPTH) * BATCH;

  @BeforeAll
  static void loadNd4j() {
    NativeRuntime.prepare();
  }

  private static ImageDataset onDisk(IntConsumer before) {
    return new ObservedImages(MEMORY, before);
  }

  @Test
  void everyStepSeesTheBitsItWouldHaveReadItself() {
    try (ImageBatches disk = new ImageBatches(onDisk(index -> {}), Tiny.config());
        ImageBatches memory = new ImageBatches(MEMORY, Tiny.config())) {
      int[] epochsOnAndOffAndBack = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 1, 2, 7, 7, 3};
      for (int step : epochsOnAndOffAndBack) {
        assertThat(TestArrays.values(disk.read(step).images()))
            .as("step %d", step)
            .isEqualTo(TestArrays.values(memory.read(step).images()));
      }
    }
  }

  @Test
  void aRunFromDiskEqualsARunFromMemory() {
    try (InfoGanTrainer disk = new InfoGanTrainer(Tiny.config());
        InfoGanTrainer memory = new InfoGanTrainer(Tiny.config());
        InfoGan fromDisk = disk.fit(onDisk(index -> {}));
        InfoGan fromMemory = memory.fit(MEMORY)) {
      assertThat(TestArrays.values(fromDisk.sample(5, 1)))
          .isEqualTo(TestArrays.values(fromMemory.sample(5, 1)));
      // The statistics of D and Q come from batches that are read once more, from the first on.
      assertThat(fromDisk.encode(MEMORY).categorical("c1").probabilities())
          .isDeepEqualTo(fromMemory.encode(MEMORY).categorical("c1").probabilities());
    }
  }

  @Test
  void aFailureSurfacesOnTheThreadThatAsksEachTimeItAsks() {
    int broken = 17;
    ImageDataset images =
        onDisk(
            index -> {
              if (index == broken) {
                throw new UncheckedIOException(new IOException("photos/17.png: torn"));
              }
            });
    try (ImageBatches disk = new ImageBatches(images, Tiny.config());
        ImageBatches memory = new ImageBatches(MEMORY, Tiny.config())) {
      int failures = 0;
      for (int step = 0; step < 20; step++) {
        double[] expected = TestArrays.values(memory.read(step).images());
        int asked = step;
        boolean fails = shows(expected, broken);
        for (int time = 0; time < 2; time++) {
          if (fails) {
            assertThatThrownBy(() -> disk.read(asked))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("photos/17.png: torn");
            failures++;
          } else {
            assertThat(TestArrays.values(disk.read(asked).images())).isEqualTo(expected);
          }
        }
      }
      assertThat(failures).as("twice in most of four epochs").isBetween(4, 8);
    }
  }

  private static boolean shows(double[] batch, int image) {
    float[] pixels = new float[64];
    MEMORY.read(image, pixels);
    for (int b = 0; b < BATCH; b++) {
      boolean same = true;
      for (int p = 0; p < pixels.length; p++) {
        same &= (float) batch[p * BATCH + b] == pixels[p];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  @Test
  void anErrorStaysAnError() {
    ImageDataset images =
        onDisk(
            index -> {
              throw new StackOverflowError("too deep");
            });
    try (ImageBatches disk = new ImageBatches(images, Tiny.config())) {
      assertThatThrownBy(() -> disk.read(0))
          .isInstanceOf(StackOverflowError.class)
          .hasMessage("too deep");
    }
  }

  @Test
  void anInterruptEndsTheWaitAndLeavesTheBatchToBeReadLater() {
    CountDownLatch released = new CountDownLatch(1);
    ImageDataset images = onDisk(index -> awaitUninterrupted(released));
    try (ImageBatches disk = new ImageBatches(images, Tiny.config());
        ImageBatches memory = new ImageBatches(MEMORY, Tiny.config())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> disk.read(4))
          .isInstanceOf(CancellationException.class)
          .hasMessage("training: interrupted while waiting for the images of batch 5");
      assertThat(Thread.interrupted()).as("interrupt status").isTrue();
      released.countDown();
      assertThat(TestArrays.values(disk.read(4).images()))
          .isEqualTo(TestArrays.values(memory.read(4).images()));
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a data set that keeps a file open would lose it", e);
    }
  }

  @Test
  void closingEndsTheThreadsAfterTheImageThatTheyAreReading() throws InterruptedException {
    Set<Thread> readers = ConcurrentHashMap.newKeySet();
    AtomicInteger reads = new AtomicInteger();
    AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
    ImageDataset images =
        onDisk(
            index -> {
              readers.add(Thread.currentThread());
              reads.incrementAndGet();
              awaitUninterrupted(gate.get());
            });
    ImageBatches disk = new ImageBatches(images, Tiny.config());
    disk.read(0);
    awaitReads(reads, MOST_AHEAD);
    gate.set(new CountDownLatch(1));
    disk.read(1); // makes one thread start on step 5, whose first image waits at the gate
    awaitReads(reads, MOST_AHEAD + 1);
    Thread closing = new Thread(disk::close);
    closing.start();
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    gate.get().countDown();
    closing.join();
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(reads).hasValue(MOST_AHEAD + 1);
  }

  private static void awaitReads(AtomicInteger reads, int count) {
    while (reads.get() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void readsNoFurtherAheadThanItsDepth() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    ImageDataset images = onDisk(index -> reads.incrementAndGet());
    try (ImageBatches disk = new ImageBatches(images, Tiny.config())) {
      disk.read(0);
      awaitReads(reads, MOST_AHEAD);
      Thread.sleep(50);
      assertThat(reads).hasValue(MOST_AHEAD);
    }
  }

  @Test
  void memoryIsReadOnTheThreadThatAsks() {
    Set<Thread> readers = ConcurrentHashMap.newKeySet();
    ImageDataset disk = onDisk(index -> readers.add(Thread.currentThread()));
    try (ImageBatches batches = new ImageBatches(disk, Tiny.config())) {
      batches.read(0);
      assertThat(readers).isNotEmpty().doesNotContain(Thread.currentThread());
    }
    readers.clear();
    try (ImageBatches batches = new ImageBatches(Tiny.failing(disk, -1), Tiny.config())) {
      batches.read(0);
      assertThat(readers).containsExactly(Thread.currentThread());
    }
  }

  @Test
  void theWaitIsCounted() {
    ImageDataset slow =
        onDisk(
            index -> {
              try {
                Thread.sleep(2);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    for (ImageDataset images : Arrays.asList(slow, Tiny.failing(slow, -1))) {
      try (ImageBatches batches = new ImageBatches(images, Tiny.config())) {
        assertThat(batches.secondsWaited()).isZero();
        batches.read(0);
        assertThat(batches.secondsWaited()).isGreaterThan(0.9 * BATCH * 0.002);
      }
    }
  }
}
