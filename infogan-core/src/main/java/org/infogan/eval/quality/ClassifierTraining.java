package org.infogan.eval.quality;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.infogan.backend.BatchBuffer;
import org.infogan.data.ImageDataset;
import org.infogan.losses.CategoricalCrossEntropy;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.WithRespectTo;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains an {@link ImageClassifier}. */
final class ClassifierTraining {

  private static final int BATCH = 100;

  /** Enough for means and variances that no longer change visibly. */
  private static final int CALIBRATION_BATCHES = 50;

  /** The defaults of Kingma and Ba. */
  private static final Adam ADAM = new Adam(0.001, 0.9, 0.999, 1e-8);

  private final ImageDataset images;
  private final int epochs;
  private final int classes;
  private final int batchSize;
  private final SplittableRandom weights;
  private final SplittableRandom shuffle;
  private final SplittableRandom dropout;

  ClassifierTraining(ImageDataset images, int epochs, long seed) {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs: expected at least 1, found " + epochs);
    }
    if (images.size() < 2) {
      throw new IllegalArgumentException("images: expected at least 2, found " + images.size());
    }
    this.images = images;
    this.epochs = epochs;
    classes = countClasses(images);
    batchSize = Math.min(BATCH, images.size());
    SplittableRandom random = new SplittableRandom(seed);
    weights = random.split();
    shuffle = random.split();
    dropout = random.split();
  }

  private static int countClasses(ImageDataset images) {
    int largest = 0;
    for (int i = 0; i < images.size(); i++) {
      int label = images.label(i);
      if (label < 0) {
        throw new IllegalArgumentException("image " + i + ": expected a class, found none");
      }
      largest = Math.max(largest, label);
    }
    if (largest == 0) {
      throw new IllegalArgumentException("images: expected at least 2 classes, found only class 0");
    }
    return largest + 1;
  }

  ImageClassifier run() {
    ClassifierNetworks networks = ClassifierNetworks.initialize(images.shape(), classes, weights);
    try (Trained body = new Trained(networks.body(), batchSize);
        Trained head = new Trained(networks.head(), batchSize);
        BatchBuffer inputs = new BatchBuffer(networks.body().inputShape().withBatch(batchSize));
        BatchBuffer targets = new BatchBuffer(classes, batchSize);
        BatchBuffer dlogits = new BatchBuffer(classes, batchSize)) {
      int[] order = identity(images.size());
      for (int epoch = 0; epoch < epochs; epoch++) {
        shuffle(order);
        // Images that do not fill a last batch wait for the next epoch's shuffle.
        for (int first = 0; first + batchSize <= order.length; first += batchSize) {
          read(order, first, inputs, targets);
          step(body, head, inputs.write(), targets.write(), dlogits.array());
        }
      }
      calibrate(body, order, inputs, targets);
      return new ImageClassifier(images.shape(), networks);
    } catch (RuntimeException e) {
      networks.close();
      throw e;
    }
  }

  private void step(
      Trained body, Trained head, INDArray inputs, INDArray targets, INDArray dlogits) {
    INDArray features = body.pass.forward(inputs, Mode.TRAINING, dropout);
    INDArray logits = head.pass.forward(features, Mode.TRAINING, dropout);
    double loss =
        new CategoricalCrossEntropy(classes).negativeLogLikelihood(logits, targets, dlogits);
    if (!Double.isFinite(loss)) {
      throw new ArithmeticException("image classifier: expected a finite loss, found " + loss);
    }
    INDArray dfeatures = head.pass.backward(dlogits, WithRespectTo.BOTH);
    body.pass.backward(dfeatures, WithRespectTo.PARAMETERS);
    head.optimizer.update(1);
    body.optimizer.update(1);
  }

  /**
   * Makes batch norm's statistics those of the final weights. What training leaves is a moving
   * average over weights that were still changing, and after few steps mostly its initial value.
   */
  private void calibrate(Trained body, int[] order, BatchBuffer inputs, BatchBuffer targets) {
    int batches = Math.min(CALIBRATION_BATCHES, order.length / batchSize);
    for (int i = 0; i < batches; i++) {
      read(order, i * batchSize, inputs, targets);
      body.pass.forward(inputs.write(), Mode.calibration(i + 1), dropout);
    }
  }

  private void read(int[] order, int first, BatchBuffer inputs, BatchBuffer targets) {
    for (int b = 0; b < batchSize; b++) {
      int index = order[first + b];
      images.read(index, inputs.examples()[b]);
      float[] oneHot = targets.examples()[b];
      Arrays.fill(oneHot, 0);
      oneHot[images.label(index)] = 1;
    }
  }

  private static int[] identity(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    return order;
  }

  /** Fisher and Yates. */
  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = shuffle.nextInt(i + 1);
      int other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
  }

  /** A network with what its training needs. */
  private static final class Trained implements AutoCloseable {
    private final NamedTensors gradients;
    private final Pass pass;
    private final AdamOptimizer optimizer;

    Trained(Sequential network, int batch) {
      gradients = network.parameters().zerosLike();
      pass = network.newPass(batch, gradients);
      optimizer = new AdamOptimizer(ADAM, network.parameters(), gradients);
    }

    @Override
    public void close() {
      optimizer.close();
      pass.close();
      gradients.close();
    }
  }
}
