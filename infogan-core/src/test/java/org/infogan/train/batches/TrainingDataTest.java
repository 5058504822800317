package org.infogan.train.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.ObservedImages;
import org.infogan.Tiny;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a trainer reads its data: no image more often than need be, and nothing lost on the way. */
@Timeout(60)
class TrainingDataTest {

  private static final int BATCH = 8;
  private static final ImageDataset MEMORY = Tiny.quadrants(80 * BATCH, 1);

  @TempDir private Path folder;

  /** Two D updates per step, so that a step needs two batches. */
  private static InfoGanConfig config() {
    return Tiny.builder().updatesPerStep(2, 1).steps(12).build();
  }

  private static void awaitReads(AtomicInteger reads, int count) {
    while (reads.get() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aSnapshotLeavesTheBatchesThatAreReadAheadAlone() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    ImageDataset images = new ObservedImages(MEMORY, index -> reads.incrementAndGet());
    try (InfoGanTrainer trainer = new InfoGanTrainer(config())) {
      int calibration = 50 * BATCH;
      int ahead = Prefetcher.DEPTH * BATCH;
      for (int step = 1; step <= 5; step++) {
        trainer.step(images);
        trainer.snapshot().close();
        int expected = 2 * step * BATCH + ahead + step * calibration;
        awaitReads(reads, expected);
        Thread.sleep(20);
        assertThat(reads).as("after step %d", step).hasValue(expected);
      }
    }
  }

  @Test
  void viewsMadeAnewForEachStepAreTheSameData() {
    AtomicInteger reads = new AtomicInteger();
    ImageDataset source = new ObservedImages(MEMORY, index -> reads.incrementAndGet());
    try (InfoGanTrainer anew = new InfoGanTrainer(config());
        InfoGanTrainer once = new InfoGanTrainer(config())) {
      ImageDataset view = MEMORY.resizedTo(4, 4).resizedTo(8, 8);
      for (int step = 0; step < 6; step++) {
        anew.step(source.resizedTo(4, 4).resizedTo(8, 8));
        once.step(view);
      }
      awaitReads(reads, (12 + Prefetcher.DEPTH) * BATCH);
      assertThat(reads).hasValue((12 + Prefetcher.DEPTH) * BATCH);
      try (InfoGan a = anew.snapshot();
          InfoGan b = once.snapshot()) {
        assertThat(a.sample(3, 1)).isEqualTo(b.sample(3, 1));
      }
    }
  }

  /** The wait for the second of a step's two batches ends the step before it began. */
  @Test
  void anInterruptWhileWaitingForImagesChangesNothing() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    AtomicBoolean blocks = new AtomicBoolean();
    Thread training = Thread.currentThread();
    AtomicInteger waiting = new AtomicInteger();
    ImageDataset images =
        new ObservedImages(
            MEMORY,
            index -> {
              if (blocks.get() && waiting.incrementAndGet() == 1) {
                training.interrupt();
              }
              awaitIf(blocks, released);
            });
    try (InfoGanTrainer trainer = new InfoGanTrainer(config());
        InfoGanTrainer unbroken = new InfoGanTrainer(config())) {
      trainer.step(images);
      unbroken.step(MEMORY);
      blocks.set(true);
      assertThatThrownBy(
              () -> {
                for (int step = 0; step < 9; step++) {
                  unbroken.step(MEMORY);
                  trainer.step(images);
                }
              })
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).as("interrupt status").isTrue();
      blocks.set(false);
      released.countDown();
      int stopped = trainer.stepsDone();
      Path checkpoint = folder.resolve("interrupted.zip");
      trainer.saveCheckpoint(checkpoint);
      while (trainer.stepsDone() < 10) {
        trainer.step(images);
      }
      while (unbroken.stepsDone() < 10) {
        unbroken.step(MEMORY);
      }
      assertThat(checkpoint(trainer)).isEqualTo(checkpoint(unbroken));
      try (InfoGanTrainer resumed = InfoGanTrainer.resume(checkpoint)) {
        assertThat(resumed.stepsDone()).isEqualTo(stopped);
        while (resumed.stepsDone() < 10) {
          resumed.step(MEMORY);
        }
        assertThat(checkpoint(resumed)).isEqualTo(checkpoint(unbroken));
      }
    }
  }

  private static void awaitIf(AtomicBoolean blocks, CountDownLatch released) {
    if (blocks.get()) {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("a data set that keeps a file open would lose it", e);
      }
    }
  }

  private byte[] checkpoint(InfoGanTrainer trainer) throws IOException {
    Path file = folder.resolve("state.zip");
    trainer.saveCheckpoint(file);
    return Files.readAllBytes(file);
  }

  /** Of the two batches that a step needs, the second cannot be read; afterwards it can. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anImageThatCannotBeReadChangesNothing(boolean onDisk) throws IOException {
    AtomicInteger broken = new AtomicInteger(-1);
    ImageDataset observed =
        new ObservedImages(
            MEMORY,
            index -> {
              if (index == broken.get()) {
                throw new IllegalStateException("image " + index + " is gone");
              }
            });
    ImageDataset images = onDisk ? observed : Tiny.failing(observed, -1);
    int[] second = new EpochOrder(MEMORY.size(), BATCH, config().seed()).batch(1);
    broken.set(second[BATCH - 1]);
    try (InfoGanTrainer trainer = new InfoGanTrainer(config());
        InfoGanTrainer unbroken = new InfoGanTrainer(config())) {
      for (int time = 0; time < 2; time++) {
        assertThatThrownBy(() -> trainer.step(images))
            .hasMessage("image " + broken.get() + " is gone");
      }
      trainer.saveCheckpoint(folder.resolve("before the first step.zip"));
      broken.set(-1);
      trainer.step(images);
      unbroken.step(MEMORY);
      assertThat(checkpoint(trainer)).isEqualTo(checkpoint(unbroken));
    }
  }
}
