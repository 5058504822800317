package org.infogan.eval.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.io.TensorArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On bars, which lie (class 0) or stand (class 1) anywhere in a noisy image of 12×10 pixels. */
class ImageClassifierTest {

  private static final ImageShape SHAPE = new ImageShape(1, 12, 10);
  private static final ImageDataset TRAINING = bars(330, 1);
  private static final ImageDataset OTHERS = bars(300, 2);

  private static ImageClassifier classifier;

  /** Twelve steps: too few for moving averages of batch norm, enough for calibrated ones. */
  @BeforeAll
  static void train() {
    classifier = ImageClassifier.fit(TRAINING, 4, 5);
  }

  @AfterAll
  static void free() {
    classifier.close();
  }

  @Test
  void tellsLyingFromStandingBarsThatItHasNotSeen() {
    assertThat(classifier.classes()).isEqualTo(2);
    assertThat(classifier.accuracy(OTHERS)).isGreaterThan(0.97);
  }

  /** As numpy's rot90 has them: quarter turns to the left. */
  @Test
  void turnsEveryImageByQuarters() {
    ImageDataset one =
        ByteImages.of(new ImageShape(1, 2, 2), new byte[][] {{0, 51, 102, (byte) 204}});
    ImageDataset turned = new TurnedImages(one);
    float[][] expected = {
      {0, 0.2f, 0.4f, 0.8f}, {0.2f, 0.8f, 0, 0.4f}, {0.8f, 0.4f, 0.2f, 0}, {0.4f, 0, 0.8f, 0.2f}
    };
    assertThat(turned.size()).isEqualTo(4);
    for (int turn = 0; turn < 4; turn++) {
      float[] pixels = new float[4];
      turned.read(turn, pixels);
      assertThat(pixels).containsExactly(expected[turn], within(1e-6f));
      assertThat(turned.label(turn)).isEqualTo(turn);
    }
  }

  @Test
  void learnsWithoutLabelsWhichWayUpImagesAre() {
    byte[][] skies = new byte[200][3 * 8 * 6];
    SplittableRandom random = new SplittableRandom(4);
    for (byte[] image : skies) {
      for (int i = 0; i < image.length; i++) {
        image[i] = (byte) (random.nextInt(60) + (i % 48 < 24 ? 180 : 0));
      }
    }
    ImageDataset upright = ByteImages.of(new ImageShape(3, 8, 6), skies);
    try (ImageClassifier turns = ImageClassifier.fitToTurns(upright, 5, 1)) {
      assertThat(turns.classes()).as("8×6 is turned by half a turn only").isEqualTo(2);
      assertThat(turns.classify(upright)).containsOnly(0);
    }
  }

  @Test
  void probabilitiesAreDistributionsThatFavourTheClassItNames() {
    float[][] probabilities = classifier.probabilities(OTHERS);
    int[] classes = classifier.classify(OTHERS);
    assertThat(probabilities).hasDimensions(300, 2);
    double sure = 0;
    for (int i = 0; i < classes.length; i++) {
      assertThat(probabilities[i][0] + probabilities[i][1]).isCloseTo(1, within(1e-6f));
      assertThat(probabilities[i][classes[i]]).isGreaterThanOrEqualTo(0.5f);
      sure += probabilities[i][OTHERS.label(i)] / classes.length;
    }
    assertThat(sure).isGreaterThan(0.9);
  }

  @Test
  void featuresTellTheClassesApart() {
    float[][] features = classifier.features(OTHERS);
    assertThat(features).hasDimensions(300, 128);
    for (float[] row : features) {
      for (float value : row) {
        assertThat(value).isGreaterThanOrEqualTo(0);
      }
    }
    // Labels alternate: halves of one class are close to each other, classes are far apart.
    float[][] lying = every(features, 4, 0);
    double within = FrechetDistance.between(lying, every(features, 4, 2));
    double across = FrechetDistance.between(lying, every(features, 4, 1));
    assertThat(across).isGreaterThan(3 * within);
    assertThat(KernelInceptionDistance.between(lying, every(features, 4, 1)))
        .isGreaterThan(
            10 * Math.abs(KernelInceptionDistance.between(lying, every(features, 4, 2))));
  }

  @Test
  void anImageIsJudgedAloneWhateverItsCompany() {
    float[][] all = classifier.features(OTHERS);
    float[][] few = classifier.features(bars(3, 2));
    for (int i = 0; i < 3; i++) {
      assertThat(few[i]).containsExactly(all[i]);
    }
  }

  @Test
  void sameSeedSameClassifier() {
    try (ImageClassifier again = ImageClassifier.fit(TRAINING, 4, 5);
        ImageClassifier other = ImageClassifier.fit(TRAINING, 4, 6)) {
      float[][] expected = classifier.probabilities(OTHERS);
      assertThat(again.probabilities(OTHERS)).isDeepEqualTo(expected);
      assertThat(Arrays.deepEquals(other.probabilities(OTHERS), expected)).isFalse();
    }
  }

  @Test
  void aSavedClassifierHasTheSameFeatures(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("classifier.zip");
    classifier.save(file);
    try (ImageClassifier loaded = ImageClassifier.load(file)) {
      assertThat(loaded.features(OTHERS)).isDeepEqualTo(classifier.features(OTHERS));
      assertThat(loaded.probabilities(OTHERS)).isDeepEqualTo(classifier.probabilities(OTHERS));
    }
  }

  @Test
  void saysWhatIsNoClassifier(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("classifier.zip");
    TensorArchive.write(file, "model", Map.of(), Map.of());
    assertUnreadable(file, "expected a file of kind classifier, found model");
    byte[] json = "{\"channels\":1,\"height\":12,\"width\":10,\"classes\":0}".getBytes(UTF_8);
    TensorArchive.write(file, "classifier", Map.of("classifier.json", json), Map.of());
    assertUnreadable(file, "classes: expected a whole number of at least 1, found 0");
    json = "{\"channels\":1,\"height\":12,\"width\":10,\"classes\":2}".getBytes(UTF_8);
    TensorArchive.write(file, "classifier", Map.of("classifier.json", json), Map.of());
    assertUnreadable(file, "expected tensors of shapes");
  }

  private static void assertUnreadable(Path file, String message) {
    assertThatThrownBy(() -> ImageClassifier.load(file).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void learnsFromFewerImagesThanABatchAndFromColour() {
    ImageShape shape = new ImageShape(3, 2, 2);
    byte[] dark = new byte[12];
    byte[] bright = new byte[12];
    Arrays.fill(bright, (byte) 255);
    ImageDataset images =
        ByteImages.of(shape, new byte[][] {dark, bright, dark}).withLabels(new int[] {0, 2, 0});
    try (ImageClassifier small = ImageClassifier.fit(images, 100, 1)) {
      assertThat(small.classes()).isEqualTo(3);
      assertThat(small.accuracy(images)).isEqualTo(1);
    }
  }

  @Test
  void saysWhatItCannotLearnFrom() {
    byte[][] two = new byte[2][4];
    ByteImages images = ByteImages.of(new ImageShape(1, 2, 2), two);
    assertRefused(images, 1, "image 0: expected a class, found none");
    assertRefused(
        images.withLabels(new int[] {0, 0}),
        1,
        "images: expected at least 2 classes, found only class 0");
    assertRefused(images.withLabels(new int[] {0, 1}), 0, "epochs: expected at least 1, found 0");
    assertRefused(
        ByteImages.of(new ImageShape(1, 2, 2), new byte[1][4]).withLabels(new int[] {1}),
        1,
        "images: expected at least 2, found 1");
  }

  @Test
  void saysWhatItCannotJudge() {
    ImageDataset other = ByteImages.of(new ImageShape(1, 12, 11), new byte[1][132]);
    assertThatThrownBy(() -> classifier.features(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images: expected shape [1, 12, 10], found [1, 12, 11]");
    ImageClassifier closed = ImageClassifier.fit(TRAINING, 1, 1);
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.probabilities(OTHERS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("image classifier: expected an open one, found it closed");
  }

  private static void assertRefused(ImageDataset images, int epochs, String message) {
    assertThatThrownBy(() -> ImageClassifier.fit(images, epochs, 1).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static float[][] every(float[][] rows, int step, int first) {
    float[][] some = new float[rows.length / step][];
    Arrays.setAll(some, i -> rows[first + i * step]);
    return some;
  }

  private static ImageDataset bars(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[][] images = new byte[count][SHAPE.pixels()];
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      labels[n] = n % 2;
      int row = 1 + random.nextInt(5);
      int column = 1 + random.nextInt(4);
      for (int p = 0; p < SHAPE.pixels(); p++) {
        images[n][p] = (byte) random.nextInt(60);
      }
      for (int along = 0; along < 5; along++) {
        int i = labels[n] == 0 ? row : row + along;
        int j = labels[n] == 0 ? column + along : column;
        images[n][i * SHAPE.width() + j] = (byte) 200;
      }
    }
    return ByteImages.of(SHAPE, images).withLabels(labels);
  }
}
