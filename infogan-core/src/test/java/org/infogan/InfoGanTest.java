package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.ValueRange;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.latent.Noise;
import org.infogan.latent.Posterior;
import org.infogan.model.Encoding;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Tanh;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trained model in use: images of codes, codes of images. */
class InfoGanTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  private static InfoGan model;

  @BeforeAll
  static void train() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      model = trainer.fit(IMAGES);
    }
  }

  @AfterAll
  static void close() {
    model.close();
  }

  /** Around the sizes of the chunks that examples are run in. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 127, 128, 129, 300})
  void imagesHaveTheirShapeAndRangeWhateverTheirNumber(int count) {
    LatentVectors latents = model.latents(count, 3);
    INDArray images = model.generate(latents);
    assertThat(images.shape()).containsExactly(count, 1, 8, 8);
    assertThat(images.ordering()).isEqualTo('c');
    assertThat(Arrays.stream(floats(images))).allMatch(v -> v >= 0 && v <= 1);
    LatentVectors last = new LatentVectors(latents.spec(), 1).copy(0, latents, count - 1);
    assertThat(floats(model.generate(last)))
        .as("the last image alone")
        .containsExactly(
            Arrays.copyOfRange(floats(images), (count - 1) * 64, count * 64), within(1e-6));
  }

  @Test
  void theSeedDecidesTheImages() {
    double[] first = floats(model.sample(5, 1));
    assertThat(floats(model.sample(5, 1))).containsExactly(first);
    assertThat(floats(model.sample(5, 2))).isNotEqualTo(first);
    assertThat(floats(model.generate(model.latents(5, 1)))).containsExactly(first);
  }

  @Test
  void aSymmetricGeneratorsImagesArriveInUnitRange() {
    InfoGanConfig config =
        Tiny.builder()
            .valueRange(ValueRange.SYMMETRIC)
            .generator(new Dense(64), Reshape.to(1, 8, 8), new Tanh())
            .initialStandardDeviation(5)
            .build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan symmetric = trainer.snapshot()) {
      double[] values = floats(symmetric.sample(50, 1));
      assertThat(Arrays.stream(values)).allMatch(v -> v >= 0 && v <= 1);
      assertThat(Arrays.stream(values).min().orElseThrow()).isLessThan(0.01);
      assertThat(Arrays.stream(values).max().orElseThrow()).isGreaterThan(0.99);
    }
  }

  @Test
  void aTraversalChangesOneCodeAlongEachRow() {
    int rows = 3;
    INDArray walk = model.traverse("c1", rows, 7);
    assertThat(walk.shape()).containsExactly(12, 1, 8, 8);
    LatentVectors latents = new LatentVectors(model.config().latent(), rows * 4);
    LatentVectors starts = model.latents(rows, 7);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < 4; k++) {
        latents.copy(row * 4 + k, starts, row).set(row * 4 + k, "c1", k);
      }
    }
    assertThat(floats(walk)).containsExactly(floats(model.generate(latents)));
    assertThat(model.traverse("c2", 2, 7).size(0)).isEqualTo(20);
    assertThat(model.traverse("c4", 2, 7).size(0)).isEqualTo(4);
  }

  @Test
  void latentVectorsHaveSeedsOfTheirOwn() {
    double[] images = floats(model.generate(model.latents(new long[] {7, 3})));
    assertThat(images).hasSize(2 * 64);
    assertThat(Arrays.copyOfRange(images, 64, 128))
        .containsExactly(floats(model.sample(1, 3)), within(1e-6));
  }

  @Test
  void aTraversalTakesOtherValues() {
    double[] walk = floats(model.traverse("c2", 1, 7, -0.5, 3));
    assertThat(walk).hasSize(2 * 64);
    assertThat(Arrays.copyOfRange(walk, 64, 128))
        .containsExactly(floats(model.generate(model.latents(1, 7).set("c2", 3))), within(1e-6));
  }

  @Test
  void anEncodingHasAPosteriorPerCodeAndImage() {
    Encoding encoding = model.encode(IMAGES);
    assertThat(encoding.posteriors().keySet()).containsExactly("c1", "c2", "c3", "c4");
    double[][] probabilities = encoding.categorical("c1").probabilities();
    assertThat(probabilities).hasDimensions(20, 4);
    for (double[] row : probabilities) {
      assertThat(Arrays.stream(row)).allMatch(p -> p >= 0 && p <= 1);
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-12));
    }
    assertThat(encoding.gaussian("c2").mean()).hasSize(20);
    assertThat(encoding.gaussian("c2").sigma()).containsOnly(1).hasSize(20);
    assertThat(Arrays.stream(encoding.gaussian("c3").sigma())).allMatch(s -> s > 0 && s != 1);
    assertThat(Arrays.stream(encoding.bernoulli("c4").probability())).allMatch(p -> p > 0 && p < 1);
  }

  /** Against the networks themselves, fed by hand with 2x − 1. */
  @Test
  void aSymmetricModelReadsItsImagesInItsOwnRange() {
    InfoGanConfig config =
        Tiny.builder()
            .valueRange(ValueRange.SYMMETRIC)
            .generator(new Dense(64), Reshape.to(1, 8, 8), new Tanh())
            .build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    float[] pixels = new float[64];
    IMAGES.read(0, pixels);
    try (InfoGan symmetric = new InfoGan(config, networks, Optional.empty());
        Pass trunk = networks.trunk().newPass(1);
        Pass q = networks.q().newPass(1)) {
      INDArray x = Nd4j.create(pixels, new long[] {1, 8, 8, 1}, 'c').mul(2).sub(1);
      SplittableRandom none = new SplittableRandom(0);
      INDArray posterior = q.forward(trunk.forward(x, Mode.INFERENCE, none), Mode.INFERENCE, none);
      assertThat(symmetric.encode(IMAGES).gaussian("c2").mean()[0])
          .isCloseTo(posterior.getDouble(4, 0), within(1e-6));
    }
  }

  @Test
  void imagesEncodeTheSameAloneInABatchAndAsAnArray() {
    double[] together = model.encode(IMAGES).gaussian("c2").mean();
    float[] pixels = new float[64];
    for (int i = 0; i < 3; i++) {
      IMAGES.read(i, pixels);
      INDArray alone = Nd4j.create(pixels, new long[] {1, 8, 8}, 'c');
      assertThat(model.encode(alone).gaussian("c2").mean()[0]).isCloseTo(together[i], within(1e-5));
    }
    assertThat(together).doesNotHaveDuplicates();
  }

  @Test
  void classifyTakesTheFirstCategoricalCodesLikeliestCategory() {
    double[][] probabilities = model.encode(IMAGES).categorical("c1").probabilities();
    int[] classes = model.classify(IMAGES);
    assertThat(classes).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(probabilities[i][classes[i]])
          .isEqualTo(Arrays.stream(probabilities[i]).max().orElseThrow());
    }
  }

  /** The mean and the gradient would tell one fit from another. */
  @Test
  void anImageOfJavasIsCroppedToTheMiddleAndRead() {
    BufferedImage wide = new BufferedImage(40, 20, BufferedImage.TYPE_INT_BGR);
    for (int i = 0; i < 800; i++) {
      wide.setRGB(i % 40, i / 40, 0x040506 * (i % 40));
    }
    BufferedImage middle = wide.getSubimage(10, 0, 20, 20);
    float[] pixels = new float[64];
    ImageDataset.of(List.of(middle), new ImageShape(1, 8, 8), ResizeMode.STRETCH).read(0, pixels);
    try (INDArray array = Nd4j.create(pixels, new long[] {1, 8, 8}, 'c')) {
      assertThat(model.encode(wide).gaussian("c2").mean())
          .containsExactly(model.encode(array).gaussian("c2").mean());
      assertThat(model.classify(wide)).isEqualTo(model.classify(array)[0]);
    }
  }

  @Test
  void calibratedOnItsOwnTrainingImagesAModelStaysTheSame() {
    try (InfoGan again = model.calibratedOn(IMAGES)) {
      assertThat(again.encode(IMAGES).gaussian("c2").mean())
          .containsExactly(model.encode(IMAGES).gaussian("c2").mean());
    }
  }

  /** Against the networks themselves in training mode, where a batch is normalised by itself. */
  @Test
  void calibratedOnABatchAModelSeesItAsInTraining() {
    ImageDataset other = Tiny.quadrants(8, 5);
    INDArray x = Nd4j.create(64, 8);
    float[] pixels = new float[64];
    for (int i = 0; i < 8; i++) {
      other.read(i, pixels);
      x.putColumn(i, Nd4j.createFromArray(pixels));
    }
    InfoGanNetworks networks = InfoGanNetworks.initialize(Tiny.config());
    try (InfoGan fresh = new InfoGan(Tiny.config(), networks, Optional.empty());
        InfoGan calibrated = fresh.calibratedOn(other);
        Pass trunk = networks.trunk().newPass(8);
        Pass q = networks.q().newPass(8)) {
      double[] before = fresh.encode(other).gaussian("c2").mean();
      SplittableRandom none = new SplittableRandom(0);
      INDArray features = trunk.forward(x.reshape(1, 8, 8, 8), Mode.TRAINING, none);
      double[] expected = floats(q.forward(features, Mode.TRAINING, none).getRow(4));
      assertThat(calibrated.encode(other).gaussian("c2").mean())
          .containsExactly(expected, within(1e-5))
          .isNotEqualTo(before);
      assertThat(floats(calibrated.sample(3, 1))).containsExactly(floats(fresh.sample(3, 1)));
    }
  }

  static Stream<Arguments> mistakes() {
    LatentVectors foreign =
        new LatentVectors(LatentSpec.of(Noise.uniform(7), LatentCode.categorical("c1", 3)), 1);
    return Stream.of(
        mistake(m -> m.generate(foreign), "latents: expected the layout LatentSpec[noise="),
        mistake(m -> m.sample(0, 1), "latents: expected a count of at least 1, found 0"),
        mistake(
            m -> m.traverse("c9", 1, 1), "latent code: expected one of c1, c2, c3, c4, found \"c9"),
        mistake(m -> m.traverse("c1", 0, 1), "latents: expected a count of at least 1, found 0"),
        mistake(
            m -> m.traverse("c1", 1, 1, 4), "latent code c1: expected a category from 0 to 3, fou"),
        mistake(
            m -> m.encode(Nd4j.zeros(2, 3, 8, 8)),
            "images: expected shape [1, 8, 8], found [3, 8, 8]"),
        mistake(
            m -> m.calibratedOn(Tiny.quadrants(1, 1)),
            "images: expected at least 2 (batch norm needs a variance), found 1"),
        mistake(
            m -> m.classify(Nd4j.valueArrayOf(new long[] {2, 8, 8}, Double.NaN)),
            "image 0, channel 0, row 0, column 0: expected a value in [0, 1], found NaN"),
        mistake(
            m -> m.encode(IMAGES).gaussian("c1"),
            "latent code \"c1\": expected a code with a Gaussian posterior, found Categorical"),
        mistake(
            m -> m.encode(IMAGES).categorical("c2"),
            "latent code \"c2\": expected a code with a Categorical posterior, found Gaussian"),
        mistake(
            m -> m.encode(IMAGES).bernoulli("c9"),
            "latent code \"c9\": expected a code with a Bernoulli posterior, found no such code"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void saysWhatWasExpectedAndFound(Consumer<InfoGan> mistake, String message) {
    assertThatThrownBy(() -> mistake.accept(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Arguments mistake(Consumer<InfoGan> mistake, String message) {
    return Arguments.of(mistake, message);
  }

  @Test
  void aModelWithoutCategoriesDoesNotClassify() {
    InfoGanConfig config =
        Tiny.builder()
            .latent(Noise.uniform(9), LatentCode.uniform("slant", -1, 1))
            .q(new Dense(1))
            .build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan continuous = trainer.snapshot()) {
      assertThatThrownBy(() -> continuous.classify(IMAGES))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("classify: expected a categorical code, found [");
    }
  }

  @Test
  void aClosedModelSaysSo() {
    InfoGan closed;
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      closed = trainer.snapshot();
    }
    closed.close();
    closed.close();
    List<Runnable> uses =
        List.of(
            () -> closed.sample(1, 1),
            () -> closed.traverse("c1", 1, 1),
            () -> closed.encode(IMAGES),
            () -> closed.classify(IMAGES),
            () -> closed.calibratedOn(IMAGES),
            () -> Saved.bytes(closed));
    for (Runnable use : uses) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("model: expected an open one, found it closed");
    }
  }

  @Test
  void aDamagedDataSetDoesNotSpoilTheNextCall() {
    ImageDataset damaged = Tiny.failing(IMAGES, 5);
    int[] before = model.classify(IMAGES);
    assertThatThrownBy(() -> model.encode(damaged)).hasMessage("image 5 is gone");
    assertThat(model.classify(IMAGES)).containsExactly(before);
  }

  @Test
  void encodingsAreTheCallersOwn() {
    Posterior.Categorical first = model.encode(IMAGES).categorical("c1");
    double[] copy = first.probabilities()[0].clone();
    model.encode(Tiny.quadrants(20, 9));
    assertThat(first.probabilities()[0]).containsExactly(copy);
  }

  private static double[] floats(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
