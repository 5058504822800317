package org.infogan.cli.study;

import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.eval.FrechetDistance;
import org.infogan.eval.ImageClassifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fréchet distances to the real test images, on the features of a classifier that is trained on the
 * labelled training images first. The distance of real images, as many as are generated, is the
 * measure of what can be reached.
 */
public final class PictureQuality implements AutoCloseable {

  private static final int EPOCHS = 2;
  private static final int SAMPLES = 10_000;
  private static final long SEED = 11;

  private final ImageClassifier classifier;
  private final float[][] real;
  private final double ofRealImages;

  /** Trains the classifier. */
  public PictureQuality(ImageDataset train, ImageDataset test) {
    classifier = ImageClassifier.fit(train, EPOCHS, SEED);
    real = classifier.features(test);
    ofRealImages = FrechetDistance.between(real, classifier.features(train.first(SAMPLES)));
  }

  /** The distance of real training images. */
  public double ofRealImages() {
    return ofRealImages;
  }

  /** The distance of a model's images. */
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
