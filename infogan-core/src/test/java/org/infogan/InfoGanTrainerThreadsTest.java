package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer and a second thread: refused, or let to stop the run. */
class InfoGanTrainerThreadsTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);
  private static final String REFUSAL =
      "trainer: expected calls from one thread at a time, found another thread's in progress";

  @TempDir private Path folder;

  /** A run in a thread of its own that waits after its second step. */
  private static final class Waiting implements TrainingListener {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void onStep(RunView run, StepMetrics metrics) {
      if (metrics.step() == 2) {
        reached.countDown();
        try {
          assertThat(released.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static Thread start(Runnable run) {
    Thread thread = new Thread(run);
    thread.start();
    return thread;
  }

  @Test
  void aSecondThreadIsRefusedAndTheFirstIsUndisturbed() throws InterruptedException {
    byte[] alone;
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(IMAGES)) {
      alone = Saved.bytes(model);
    }
    Waiting waiting = new Waiting();
    AtomicReference<byte[]> trained = new AtomicReference<>();
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config()).addListener(waiting)) {
      Thread thread =
          start(
              () -> {
                try (InfoGan model = trainer.fit(IMAGES)) {
                  trained.set(Saved.bytes(model));
                }
              });
      assertThat(waiting.reached.await(1, TimeUnit.MINUTES)).isTrue();
      Path file = folder.resolve("checkpoint.zip");
      for (Call call :
          List.<Call>of(
              () -> trainer.fit(IMAGES).close(),
              () -> trainer.step(IMAGES),
              () -> trainer.snapshot().close(),
              () -> trainer.saveCheckpoint(file))) {
        assertThatThrownBy(call::make)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(REFUSAL);
      }
      assertThat(file).doesNotExist();
      waiting.released.countDown();
      thread.join();
      assertThat(trained).hasValue(alone);
      // Another thread may go on when the first is through.
      trainer.snapshot().close();
    }
  }

  private interface Call {
    void make() throws IOException;
  }

  @Test
  void anotherThreadCanStopTheRun() throws InterruptedException {
    Waiting waiting = new Waiting();
    InfoGanConfig config = Tiny.builder().steps(1_000_000).build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config).addListener(waiting)) {
      Thread thread = start(() -> trainer.fit(IMAGES).close());
      assertThat(waiting.reached.await(1, TimeUnit.MINUTES)).isTrue();
      trainer.stop();
      waiting.released.countDown();
      thread.join();
      assertThat(trainer.stepsDone()).isEqualTo(2);
    }
  }

  /** Images on a disk that hangs from the third batch on, until it is told to go on. */
  private static final class HangingDisk implements ImageDataset {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int left = 16;

    @Override
    public int size() {
      return IMAGES.size();
    }

    @Override
    public ImageShape shape() {
      return IMAGES.shape();
    }

    @Override
    public boolean readsFromDisk() {
      return true;
    }

    @Override
    public synchronized void read(int index, float[] pixels) {
      if (left-- <= 0) {
        reached.countDown();
        try {
          assertThat(released.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      IMAGES.read(index, pixels);
    }
  }

  @Test
  void anInterruptWhileWaitingForImagesLosesNoStepAndChangesNoBit() throws Exception {
    byte[] unbroken;
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(IMAGES)) {
      unbroken = Saved.bytes(model);
    }
    HangingDisk disk = new HangingDisk();
    Path file = folder.resolve("checkpoint.zip");
    AtomicReference<Throwable> ended = new AtomicReference<>();
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      Thread thread =
          start(
              () -> {
                try {
                  trainer.fit(disk).close();
                } catch (RuntimeException e) {
                  ended.set(e);
                }
              });
      assertThat(disk.reached.await(1, TimeUnit.MINUTES)).isTrue();
      thread.interrupt();
      thread.join();
      assertThat(ended.get()).isInstanceOf(CancellationException.class);
      trainer.saveCheckpoint(file);
      int done = trainer.stepsDone();
      disk.left = Integer.MAX_VALUE;
      disk.released.countDown();
      try (InfoGan model = trainer.fit(disk)) {
        assertThat(Saved.bytes(model)).isEqualTo(unbroken);
      }
      try (InfoGanTrainer resumed = InfoGanTrainer.resume(file)) {
        assertThat(resumed.stepsDone()).isEqualTo(done).isLessThan(3);
        try (InfoGan model = resumed.fit(IMAGES)) {
          assertThat(Saved.bytes(model)).isEqualTo(unbroken);
        }
      }
    }
  }
}
