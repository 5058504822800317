package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.infogan.data.ImageDataset;
import org.junit.jupiter.api.Test;

/** Eight threads use one model at once; each gets what one thread alone gets, bit by bit. */
class InfoGanThreadsTest {

  private static final int THREADS = 16;
  private static final int ROUNDS = 12;

  @Test
  void manyThreadsGetWhatOneGets() throws InterruptedException, ExecutionException {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(Tiny.quadrants(20, 1))) {
      List<List<String>> alone = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        alone.add(use(model, t));
      }
      assertThat(alone).as("each thread does something else").doesNotHaveDuplicates();
      ExecutorService pool = Executors.newFixedThreadPool(THREADS);
      try {
        CountDownLatch start = new CountDownLatch(THREADS);
        List<Future<List<String>>> together = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
          int thread = t;
          Callable<List<String>> task =
              () -> {
                start.countDown();
                start.await();
                return use(model, thread);
              };
          together.add(pool.submit(task));
        }
        for (int t = 0; t < THREADS; t++) {
          assertThat(together.get(t).get()).as("thread " + t).isEqualTo(alone.get(t));
        }
      } finally {
        pool.shutdownNow();
      }
    }
  }

  /** Images, posteriors and classes of this thread's own inputs, of sizes that change. */
  private static List<String> use(InfoGan model, int thread) {
    List<String> results = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int count = 1 + (thread + round) % 5 * 40;
      results.add(Arrays.toString(model.sample(count, thread * 100 + round).data().asFloat()));
      ImageDataset images = Tiny.quadrants(count, thread * 100 + round);
      results.add(Arrays.toString(model.encode(images).gaussian("c2").mean()));
      results.add(Arrays.toString(model.classify(images)));
    }
    return results;
  }
}
