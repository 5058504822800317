package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.infogan.backend.NativeRuntime;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Runs that must have the same bits, and runs that must not. */
class ReproducibilityTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @Test
  void theSameSeedGivesTheSameBits() {
    try (InfoGanTrainer first = new InfoGanTrainer(Tiny.config());
        InfoGanTrainer second = new InfoGanTrainer(Tiny.config())) {
      List<StepMetrics> firstStats = new ArrayList<>();
      first.addListener(Recorded.in(firstStats));
      List<StepMetrics> secondStats = new ArrayList<>();
      second.addListener(Recorded.in(secondStats));
      try (InfoGan a = first.fit(IMAGES);
          InfoGan b = second.fit(IMAGES)) {
        assertThat(firstStats).hasSize(3);
        assertThat(Recorded.withoutSpeed(firstStats)).isEqualTo(Recorded.withoutSpeed(secondStats));
        assertThat(Saved.bytes(a)).isEqualTo(Saved.bytes(b));
      }
    }
  }

  @Test
  void anotherSeedGivesOtherWeightsBatchesAndLatents() {
    try (InfoGanTrainer first = new InfoGanTrainer(Tiny.config());
        InfoGanTrainer second = new InfoGanTrainer(Tiny.builder().seed(2).build())) {
      List<StepMetrics> firstStats = new ArrayList<>();
      first.addListener(Recorded.in(firstStats));
      List<StepMetrics> secondStats = new ArrayList<>();
      second.addListener(Recorded.in(secondStats));
      try (InfoGan a = first.fit(IMAGES);
          InfoGan b = second.fit(IMAGES)) {
        assertThat(Recorded.withoutSpeed(firstStats))
            .isNotEqualTo(Recorded.withoutSpeed(secondStats));
        var others = Saved.tensors(b);
        Saved.tensors(a)
            .forEach((name, v) -> assertThat(v).as(name).isNotEqualTo(others.get(name)));
      }
    }
  }

  @Test
  void theSameImagesGiveTheSameBitsHoweverTheyAreGiven() {
    NativeRuntime.prepare();
    float[] flat = new float[20 * 64];
    float[] image = new float[64];
    for (int i = 0; i < 20; i++) {
      IMAGES.read(i, image);
      System.arraycopy(image, 0, flat, i * 64, 64);
    }
    List<byte[]> models = new ArrayList<>();
    try (INDArray four = Nd4j.create(flat, new long[] {20, 1, 8, 8}, 'c');
        INDArray three = Nd4j.create(flat, new long[] {20, 8, 8}, 'c');
        INDArray rows = Nd4j.create(flat, new long[] {20, 64}, 'c');
        INDArray labels = Nd4j.zeros(20, 2)) {
      labels.putColumn(0, Nd4j.ones(20));
      models.add(train(trainer -> trainer.fit(IMAGES)));
      models.add(train(trainer -> trainer.fit(four)));
      models.add(train(trainer -> trainer.fit(three)));
      models.add(train(trainer -> trainer.fit(FloatImages.copyOf(four))));
      models.add(train(trainer -> trainer.fit(new ViewIterator(new DataSet(rows, labels), 7))));
      models.add(train(trainer -> trainer.fit(new ViewIterator(new DataSet(four, labels), 20))));
    }
    assertThat(models).allSatisfy(model -> assertThat(model).isEqualTo(models.get(0)));
  }

  private interface Fit {
    InfoGan of(InfoGanTrainer trainer);
  }

  private static byte[] train(Fit fit) {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = fit.of(trainer)) {
      return Saved.bytes(model);
    }
  }

  @Test
  void takingASnapshotDoesNotChangeTheRun() {
    byte[] plain = train(trainer -> trainer.fit(IMAGES));
    byte[] watched =
        train(
            trainer ->
                trainer
                    .addListener(
                        new TrainingListener() {
                          @Override
                          public void onStep(RunView run, StepMetrics stats) {
                            try (InfoGan model = run.snapshot()) {
                              model.sample(3, 1).close();
                              model.classify(IMAGES);
                            }
                          }
                        })
                    .fit(IMAGES));
    assertThat(watched).isEqualTo(plain);
  }

  @Test
  void fittingTwiceContinues() {
    try (InfoGanTrainer twice = new InfoGanTrainer(Tiny.config());
        InfoGanTrainer once = new InfoGanTrainer(Tiny.builder().steps(6).build())) {
      List<StepMetrics> inTwo = new ArrayList<>();
      twice.addListener(Recorded.in(inTwo));
      List<StepMetrics> inOne = new ArrayList<>();
      once.addListener(Recorded.in(inOne));
      twice.fit(IMAGES).close();
      try (InfoGan a = twice.fit(IMAGES);
          InfoGan b = once.fit(IMAGES)) {
        assertThat(Recorded.withoutSpeed(inTwo)).isEqualTo(Recorded.withoutSpeed(inOne));
        assertThat(Saved.tensors(a)).isEqualTo(Saved.tensors(b));
      }
    }
  }
}
