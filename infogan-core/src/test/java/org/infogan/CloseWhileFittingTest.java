package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.latent.LatentSampler;
import org.infogan.model.InfoGanNetworks;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run of a million steps, ended from another thread. */
class CloseWhileFittingTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  /** Lets a run get under way, does something to it, and returns what it ended with. */
  private static Throwable end(InfoGanTrainer trainer, BiConsumer<InfoGanTrainer, Thread> action)
      throws InterruptedException {
    CountDownLatch underWay = new CountDownLatch(3);
    AtomicReference<Throwable> ended = new AtomicReference<>();
    trainer.addListener(
        new TrainingListener() {
          @Override
          public void onStep(RunView run, StepMetrics stats) {
            underWay.countDown();
          }
        });
    Thread thread =
        new Thread(
            () -> {
              try {
                trainer.fit(IMAGES).close();
              } catch (RuntimeException e) {
                ended.set(e);
              }
            });
    thread.start();
    assertThat(underWay.await(2, TimeUnit.MINUTES)).isTrue();
    action.accept(trainer, thread);
    thread.join(TimeUnit.MINUTES.toMillis(2));
    assertThat(thread.isAlive()).isFalse();
    return ended.get();
  }

  @Test
  void closingEndsTheRunAfterItsStepAndThenFreesTheMemory() throws InterruptedException {
    InfoGanConfig config = Tiny.builder().steps(1_000_000).build();
    for (int round = 0; round < 20; round++) {
      InfoGanNetworks networks = InfoGanNetworks.initialize(config);
      INDArray parameters = networks.trunk().parameters().flat();
      InfoGanTrainer trainer =
          new InfoGanTrainer(config, networks, LatentSampler.prior(config.latent()));
      assertThat(end(trainer, (t, thread) -> t.close()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("trainer: expected an open one, found it closed");
      assertThat(parameters.wasClosed()).isTrue();
    }
  }

  @Test
  void interruptingEndsTheRunAfterItsStep() throws InterruptedException {
    InfoGanConfig config = Tiny.builder().steps(1_000_000).build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      assertThat(end(trainer, (t, thread) -> thread.interrupt()))
          .isInstanceOf(CancellationException.class);
      assertThat(trainer.stepsDone()).isGreaterThanOrEqualTo(3);
      trainer.snapshot().close();
    }
  }

  @Test
  void aListenersExceptionLeavesATrainerThatCloses() {
    InfoGanConfig config = Tiny.config();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    INDArray parameters = networks.trunk().parameters().flat();
    try (InfoGanTrainer trainer =
        new InfoGanTrainer(config, networks, LatentSampler.prior(config.latent()))) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              throw new IllegalStateException("no more");
            }
          });
      assertThatThrownBy(() -> trainer.fit(IMAGES)).hasMessage("no more");
    }
    assertThat(parameters.wasClosed()).isTrue();
  }
}
