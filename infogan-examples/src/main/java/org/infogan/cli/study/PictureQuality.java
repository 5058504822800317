package org.infogan.cli.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.eval.quality.FrechetDistance;
import org.infogan.eval.quality.ImageClassifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fréchet distances to the real test images, on the features of a classifier that is trained on the
 * labelled training images first. The distance of real images, as many as are generated, is the
 * measure of what can be reached. The classifier is kept in a file: distances can only be compared
 * where it is one and the same.
 */
public final class PictureQuality implements AutoCloseable {

  private static final int EPOCHS = 2;
  private static final int SAMPLES = 10_000;
  private static final long SEED = 11;

  private final ImageClassifier classifier;
  private final float[][] real;
  private final double ofRealImages;

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
    ofRealImages = FrechetDistance.between(real, classifier.features(train.first(SAMPLES)));
  }

  /**
   * The distance of real training images.
   *
   * @return what can be reached
   */
  public double ofRealImages() {
    return ofRealImages;
  }

  /**
   * The distance of a model's images.
   *
   * @param model the model
   * @return the Fréchet distance
   */
  double of(InfoGan model) {
    try (INDArray images = model.sample(SAMPLES, SEED)) {
      return FrechetDistance.between(real, classifier.features(FloatImages.copyOf(images)));
    }
  }

  @Override
  public void close() {
    classifier.close();
  }
}
