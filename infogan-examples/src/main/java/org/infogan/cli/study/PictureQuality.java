package org.infogan.cli.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.eval.quality.FrechetDistance;
import org.infogan.eval.quality.ImageClassifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How generated images compare to the real test images, on the features of a classifier that is
 * trained on the labelled training images first. What real training images come to, as many as are
 * generated, is the measure of what can be reached. The classifier is kept in a file: scores can
 * only be compared where it is one and the same.
 */
public final class PictureQuality implements AutoCloseable {

  /** What the scores say, for who reads them. */
  public static final String LEGEND =
      "Pictures: Fréchet distance and KID (smaller is better), precision and recall, density and"
          + " coverage with 5 neighbours (greater is better) of 10,000 generated images against the"
          + " real test images, on a classifier's features. Of real images: training images against"
          + " the test images, which is what can be reached.";

  private static final int EPOCHS = 2;
  private static final int SAMPLES = 10_000;
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

  /**
   * Trains the classifier, or reads it where it has been trained before.
   *
   * @param file where the classifier is kept
   * @param train labelled images of at least two classes
   * @param test the real images that distances are measured to
   * @throws IOException if the file can neither be read nor written
   */
  public PictureQuality(Path file, ImageDataset train, ImageDataset test) throws IOException {
    if (Files.exists(file)) {
      classifier = ImageClassifier.load(file);
    } else {
      classifier = ImageClassifier.fit(train, EPOCHS, SEED);
      classifier.save(file);
    }
    real = classifier.features(test);
    int[] chosen = spread(train.size(), Math.min(SAMPLES, train.size()));
    ofRealImages = scores(classifier.features(train.subset(chosen)));
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

  private static float[][] rows(float[][] all, int count) {
    return Arrays.stream(spread(all.length, count)).mapToObj(i -> all[i]).toArray(float[][]::new);
  }

  /** Numbers from all over 0 to n − 1: the first ones of a folder may be of one class. */
  private static int[] spread(int n, int count) {
    return IntStream.range(0, count).map(i -> (int) ((long) i * n / count)).toArray();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
