package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.infogan.backend.NativeRuntime;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSampler;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.nn.Network;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.Dense;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;

/** What goes wrong in training, what the user reads, and that the trainer survives it. */
class InfoGanTrainerErrorsTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @BeforeAll
  static void loadNd4j() {
    NativeRuntime.prepare();
  }

  static Stream<Arguments> badImages() {
    return Stream.of(
        bad(t -> t.fit(Tiny.quadrants(7, 1)), "images: expected at least one batch of 8, found 7"),
        bad(
            t -> t.fit(ByteImages.of(new ImageShape(1, 4, 16), new byte[9][64])),
            "images: expected shape [1, 8, 8], found [1, 4, 16]"),
        bad(
            t -> t.fit(Nd4j.zeros(9, 3, 8, 8)),
            "images: expected shape [1, 8, 8], found [3, 8, 8]"),
        bad(
            t -> t.fit(Nd4j.zeros(9, 64)),
            "images: expected shape [N, C, H, W] or [N, H, W], found [9, 64]"),
        bad(
            t -> t.fit(iterator(Nd4j.zeros(9, 63))),
            "images: expected shape [N, C, H, W] or [N, H, W] or [N, 64] for image shape [1, 8, 8]"
                + ", found [9, 63]"),
        bad(
            t -> t.fit(with(Float.NaN)),
            "image 1, channel 0, row 2, column 3: expected a value in [0, 1], found NaN"),
        bad(
            t -> t.fit(with(255)),
            "image 1, channel 0, row 2, column 3: expected a value in [0, 1], found 255.0; map x"),
        bad(
            t -> t.fit(iterator(with(-1))),
            "image 1, channel 0, row 2, column 3: expected a value in [0, 1], found -1.0; map x"),
        bad(t -> t.fit(own(Float.NaN)), "image 4: expected values in [0, 1], found NaN"),
        bad(t -> t.fit(own(1.5f)), "image 4: expected values in [0, 1], found 1.5"),
        bad(t -> t.fit((INDArray) null), "images: expected at least one per batch, found null"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badImages")
  void badImagesAreRefusedAndGoodOnesStillTrain(Consumer<InfoGanTrainer> fit, String message) {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      assertThatThrownBy(() -> fit.accept(trainer))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(message);
      trainer.fit(IMAGES).close();
    }
  }

  private static Arguments bad(Consumer<InfoGanTrainer> fit, String message) {
    return Arguments.of(fit, message);
  }

  private static INDArray with(float pixel) {
    INDArray images = Nd4j.zeros(9, 1, 8, 8);
    images.putScalar(new int[] {1, 0, 2, 3}, pixel);
    return images;
  }

  private static ViewIterator iterator(INDArray images) {
    return new ViewIterator(new DataSet(images, Nd4j.ones(9, 1)), 9);
  }

  /** A user's own data set that breaks its promise in image 4. */
  private static ImageDataset own(float pixel) {
    return new ImageDataset() {
      @Override
      public int size() {
        return 8;
      }

      @Override
      public ImageShape shape() {
        return new ImageShape(1, 8, 8);
      }

      @Override
      public void read(int index, float[] pixels) {
        pixels[63] = index == 4 ? pixel : 0.5f;
      }
    };
  }

  @Test
  void aClosedTrainerSaysSo() {
    InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
    trainer.close();
    trainer.close();
    List<Runnable> uses =
        List.of(
            () -> trainer.fit(IMAGES),
            () -> trainer.fit(Nd4j.zeros(9, 1, 8, 8)),
            () -> trainer.fit(iterator(Nd4j.zeros(9, 64))),
            trainer::snapshot);
    for (Runnable use : uses) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("trainer: expected an open one, found it closed");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aTrainerThatAListenerClosesSaysSo(int step) {
    InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
    trainer.addListener(
        new TrainingListener() {
          @Override
          public void onStep(RunView run, StepMetrics stats) {
            if (stats.step() == step) {
              trainer.close();
            }
          }
        });
    assertThatThrownBy(() -> trainer.fit(IMAGES))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("trainer: expected an open one, found it closed");
  }

  @Test
  void anInterruptEndsTheRunAndStaysSet() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              if (stats.step() == 2) {
                Thread.currentThread().interrupt();
              }
            }
          });
      assertThatThrownBy(() -> trainer.fit(IMAGES))
          .isInstanceOf(CancellationException.class)
          .hasMessage("training: interrupted after step 2 of this trainer");
      assertThat(Thread.interrupted()).as("interrupt status").isTrue();
      // What was trained is not lost.
      trainer.snapshot().close();
      List<Integer> steps = new ArrayList<>();
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              steps.add(stats.step());
            }
          });
      trainer.fit(IMAGES).close();
      assertThat(steps).as("what was missing of the run").containsExactly(3);
    } finally {
      // Should the test fail half-way, the next one must not find the status set.
      boolean ignored = Thread.interrupted();
      assertThat(ignored).isFalse();
    }
  }

  @Test
  void aListenersExceptionComesThroughAndTheTrainerLives() {
    IllegalStateException thrown = new IllegalStateException("disk full");
    List<Integer> steps = new ArrayList<>();
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              steps.add(stats.step());
              if (stats.step() == 2) {
                throw thrown;
              }
            }
          });
      assertThatThrownBy(() -> trainer.fit(IMAGES)).isSameAs(thrown);
      trainer.snapshot().close();
      trainer.fit(IMAGES).close();
      assertThat(steps).containsExactly(1, 2, 3);
    }
  }

  static Stream<Arguments> misfits() {
    Shape latent = Shape.of(Tiny.LATENT_WIDTH);
    return Stream.of(
        Arguments.of(0, net(Shape.of(9), 64), "generator input: expected shape [10], found [9]"),
        Arguments.of(0, net(latent, 64), "generator output: expected shape [1, 8, 8], found [64]"),
        Arguments.of(1, net(Shape.of(64), 16), "trunk input: expected shape [1, 8, 8], found [64]"),
        Arguments.of(2, net(Shape.of(15), 1), "head input: expected shape [16], found [15]"),
        Arguments.of(2, net(Shape.of(16), 2), "head output: expected shape [1], found [2]"),
        Arguments.of(3, net(Shape.of(4), 8), "q input: expected shape [16], found [4]"),
        Arguments.of(3, net(Shape.of(16), 7), "q output: expected shape [8], found [7]"),
        Arguments.of(
            3,
            new Sequential(Shape.of(16), List.of(new Dense(8)), DataType.DOUBLE),
            "q: expected data type FLOAT, found DOUBLE"));
  }

  private static Network net(Shape input, int units) {
    return new Sequential(input, List.of(new Dense(units)), DataType.FLOAT);
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("misfits")
  void ownNetworksThatDoNotFitAreRefused(int place, Network network, String message) {
    try (InfoGanNetworks built = InfoGanNetworks.initialize(Tiny.config())) {
      Network[] all = {built.generator(), built.trunk(), built.head(), built.q()};
      all[place] = network;
      assertThatThrownBy(
              () ->
                  new InfoGanTrainer(
                          Tiny.config(),
                          Generator.of(all[0]),
                          Discriminator.of(all[1], all[2]),
                          QHead.of(all[3]),
                          LatentSampler.prior(Tiny.config().latent()))
                      .close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
    network.close();
  }

  static Stream<Arguments> badSamplers() {
    LatentSpec spec = Tiny.config().latent();
    LatentSpec other = LatentSpec.of(Noise.uniform(7), LatentCode.categorical("c1", 3));
    return Stream.of(
        Arguments.of(
            (LatentSampler) (count, random) -> spec.draw(count - 1, random),
            "latent sampler: expected 8 vectors, found 7"),
        Arguments.of(
            (LatentSampler) other::draw, "latent sampler: expected the layout LatentSpec[noise="),
        Arguments.of(
            (LatentSampler) (count, random) -> null, "latent sampler: expected 8 vectors, found"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badSamplers")
  void anOwnSamplersMistakesAreNamed(LatentSampler sampler, String message) {
    InfoGanNetworks networks = InfoGanNetworks.initialize(Tiny.config());
    try (InfoGanTrainer trainer =
        new InfoGanTrainer(
            Tiny.config(),
            Generator.of(networks.generator()),
            Discriminator.of(networks.trunk(), networks.head()),
            QHead.of(networks.q()),
            sampler)) {
      assertThatThrownBy(() -> trainer.fit(IMAGES))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(message);
    }
  }
}
