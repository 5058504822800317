package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.infogan.backend.ChildJvm;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model that is closed while others use it. Freed memory that is still in use ends the whole
 * process, so the load runs in one of its own.
 */
class InfoGanCloseTest {

  private static final boolean CHAOS = Boolean.getBoolean("infogan.chaos");

  private static final String CLOSED = "model: expected an open one, found it closed";

  @TempDir private Path folder;

  private static Path savedModel(Path folder) throws IOException {
    Path file = folder.resolve("model.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(Tiny.quadrants(20, 1))) {
      model.save(file);
    }
    return file;
  }

  /** Threads use models that two others close; neither right numbers nor the refusal: a failure. */
  static final class CloseUnderLoad {
    private CloseUnderLoad() {}

    /** What one thread does with the model, again and again. */
    private interface Use {
      String of(InfoGan model) throws IOException;
    }

    private static String numbers(INDArray images) {
      return Arrays.toString(images.data().asFloat());
    }

    public static void main(String[] arguments) throws Exception {
      Path file = Path.of(arguments[0]);
      int rounds = Integer.parseInt(arguments[1]);
      FloatImages images;
      try (InfoGan model = InfoGan.load(file)) {
        images = FloatImages.copyOf(model.sample(5, 5));
      }
      Path copies = file.resolveSibling("copies");
      Files.createDirectories(copies);
      List<Use> uses =
          List.of(
              model -> numbers(model.sample(3, 1)),
              model -> numbers(model.generate(model.latents(2, 2))),
              model -> numbers(model.traverse("c2", 1, 3)),
              model -> Arrays.toString(model.encode(images).gaussian("c2").mean()),
              model -> Arrays.toString(model.classify(images)),
              model -> {
                Path copy = copies.resolve(Thread.currentThread().getId() + ".zip");
                model.save(copy);
                return Arrays.toString(Files.readAllBytes(copy));
              },
              model -> {
                try (InfoGan calibrated = model.calibratedOn(images)) {
                  return Arrays.toString(calibrated.encode(images).gaussian("c2").mean());
                }
              });
      List<String> expected = new ArrayList<>();
      try (InfoGan model = InfoGan.load(file)) {
        for (Use use : uses) {
          expected.add(use.of(model));
        }
      }
      AtomicLong right = new AtomicLong();
      AtomicLong refused = new AtomicLong();
      ExecutorService pool = Executors.newFixedThreadPool(uses.size() + 2);
      for (int round = 0; round < rounds; round++) {
        InfoGan model = InfoGan.load(file);
        CountDownLatch begun = new CountDownLatch(1 + round % 3 * 4);
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
          Use use = uses.get(i);
          String wanted = expected.get(i);
          Callable<Void> load =
              () -> {
                while (true) {
                  try {
                    begun.countDown();
                    String found = use.of(model);
                    if (!found.equals(wanted)) {
                      throw new AssertionError("wrong numbers: " + found);
                    }
                    right.incrementAndGet();
                  } catch (IllegalStateException e) {
                    if (!e.getMessage().equals(CLOSED)) {
                      throw e;
                    }
                    refused.incrementAndGet();
                    return null;
                  }
                }
              };
          all.add(pool.submit(load));
        }
        for (int i = 0; i < 2; i++) {
          Callable<Void> close =
              () -> {
                begun.await();
                model.close();
                return null;
              };
          all.add(pool.submit(close));
        }
        for (Future<Void> one : all) {
          one.get();
        }
      }
      pool.shutdown();
      System.out.println("closed " + rounds + ", refused " + refused + ", right " + right);
    }
  }

  @Test
  void callsInProgressEndRightAndLaterOnesAreRefused() throws IOException {
    int rounds = CHAOS ? 10_000 : 100;
    List<String> lines =
        ChildJvm.of(CloseUnderLoad.class)
            .minutes(CHAOS ? 120 : 5)
            .run(savedModel(folder).toString(), Integer.toString(rounds));
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "closed " + rounds + ", refused " + 7 * rounds + ", right [1-9][0-9]*"));
  }

  @Test
  void everyMethodOfAClosedModelSaysSo() throws IOException {
    ImageDataset images = Tiny.quadrants(4, 1);
    InfoGan model = InfoGan.load(savedModel(folder));
    model.close();
    model.close();
    List<ThrowingCallable> calls =
        List.of(
            () -> model.sample(1, 1),
            () -> model.generate(model.latents(1, 1)),
            () -> model.traverse("c1", 1, 1),
            () -> model.encode(images),
            () -> model.encode(images.toArray()),
            () -> model.classify(images),
            () -> model.classify(images.toArray()),
            () -> model.calibratedOn(images),
            () -> model.save(folder.resolve("closed.zip")));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(CLOSED);
    }
    assertThat(folder.resolve("closed.zip")).doesNotExist();
  }

  /** From within a use, the memory is freed at the use's end. */
  @Test
  void aDataSetThatClosesTheModelGetsItsNumbersAllTheSame() throws IOException {
    ImageDataset images = Tiny.quadrants(4, 1);
    Path file = savedModel(folder);
    double[] expected;
    try (InfoGan model = InfoGan.load(file)) {
      expected = model.encode(images).gaussian("c2").mean();
    }
    InfoGan model = InfoGan.load(file);
    ImageDataset closing =
        new ImageDataset() {
          @Override
          public int size() {
            return images.size();
          }

          @Override
          public ImageShape shape() {
            return images.shape();
          }

          @Override
          public void read(int index, float[] pixels) {
            model.close();
            images.read(index, pixels);
          }
        };
    assertThat(model.encode(closing).gaussian("c2").mean()).isEqualTo(expected);
    assertThatThrownBy(() -> model.encode(images)).hasMessage(CLOSED);
  }
}
