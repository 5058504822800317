package org.infogan.cli.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.eval.quality.FrechetDistance;
import org.infogan.eval.quality.ImageClassifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How generated images compare to the real test images, on the features of a classifier that is
 * trained on the training images first: on their labels, or, where they have none, to say which way
 * up they are. What real training images come to, as many as are generated, is the measure of what
 * can be reached. The classifier is kept in a file: scores can only be compared where it is one and
 * the same.
 */
public final class PictureQuality implements AutoCloseable {

  /** What the scores say, for who reads them. */
  public static final String LEGEND =
      "Pictures: Fréchet distance and KID (smaller is better), precision and recall, density and"
          + " coverage with 5 neighbours (greater is better) of 10,000 generated images against the"
          + " real test images (without labels, every tenth image), on a classifier's features. Of"
          + " real images: training images against the test images, which is what can be reached.";

  /**
   * Images without labels: a tenth of them has more than the five neighbours that are looked at.
   */
  public static final int FEWEST_UNLABELLED = 100;

  private static final int EPOCHS = 2;
  private static final int SAMPLES = 10_000;
  private static final int TEST_EVERY = 10;
  private static final long SEED = 11;

  /** Five neighbours of each image. */
  private static final int FEWEST = 6;

  private final ImageClassifier classifier;
  private final float[][] real;
  private final Scores ofRealImages;

  /**
   * What a set of images comes to.
   *
   * @param frechet Fréchet distance to the test images
   * @param overlap scores of two sets of equal sizes; null where there are too few images
   */
  public record Scores(double frechet, PictureOverlap overlap) {}

  private PictureQuality(ImageClassifier classifier, ImageDataset train, ImageDataset test) {
    this.classifier = classifier;
    real = classifier.features(test);
    ofRealImages = scores(classifier.features(chosen(train)));
  }

  /**
   * Trains the classifier on labels, or reads it where it has been trained before.
   *
   * @param file where the classifier is kept
   * @param train labelled images of at least two classes
   * @param test the real images that distances are measured to
   * @return the measure, to be closed
   * @throws IOException if the file can neither be read nor written
   */
  public static PictureQuality ofLabelled(Path file, ImageDataset train, ImageDataset test)
      throws IOException {
    ImageClassifier classifier = kept(file, () -> ImageClassifier.fit(train, EPOCHS, SEED));
    return new PictureQuality(classifier, train, test);
  }

  /**
   * The same for images without labels: the classifier learns which way up they are, and distances
   * are measured to every tenth of them.
   *
   * @param file where the classifier is kept
   * @param images at least {@value #FEWEST_UNLABELLED}
   * @return the measure, to be closed
   * @throws IOException if the file can neither be read nor written
   */
  public static PictureQuality ofUnlabelled(Path file, ImageDataset images) throws IOException {
    ImageDataset.Split split = images.splitEvery(TEST_EVERY);
    ImageClassifier classifier =
        kept(file, () -> ImageClassifier.fitToTurns(chosen(split.train()), EPOCHS, SEED));
    return new PictureQuality(classifier, split.train(), chosen(split.test()));
  }

  private static ImageClassifier kept(Path file, Supplier<ImageClassifier> training)
      throws IOException {
    if (Files.exists(file)) {
      return ImageClassifier.load(file);
    }
    ImageClassifier classifier = training.get();
    classifier.save(file);
    return classifier;
  }

  /**
   * The scores of real training images.
   *
   * @return what can be reached
   */
  public Scores ofRealImages() {
    return ofRealImages;
  }

  /**
   * The scores of a model's images.
   *
   * @param model the model
   * @return the scores
   */
  public Scores of(InfoGan model) {
    try (INDArray images = model.sample(SAMPLES, SEED)) {
      return scores(classifier.features(FloatImages.copyOf(images)));
    }
  }

  private Scores scores(float[][] features) {
    int count = Math.min(real.length, features.length);
    PictureOverlap overlap =
        count < FEWEST ? null : PictureOverlap.between(rows(real, count), rows(features, count));
    return new Scores(FrechetDistance.between(real, features), overlap);
  }

  private static ImageDataset chosen(ImageDataset images) {
    return images.size() <= SAMPLES ? images : images.subset(chosen(images.size(), SAMPLES));
  }

  private static float[][] rows(float[][] all, int count) {
    return Arrays.stream(chosen(all.length, count)).mapToObj(i -> all[i]).toArray(float[][]::new);
  }

  /**
   * Numbers from 0 to n − 1, by chance, in their order: the first of a folder are of one class, and
   * every sixth of MNIST's training images are not like all of them.
   */
  private static int[] chosen(int n, int count) {
    if (count == n) {
      return IntStream.range(0, n).toArray();
    }
    return new SplittableRandom(SEED).ints(0, n).distinct().limit(count).sorted().toArray();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
