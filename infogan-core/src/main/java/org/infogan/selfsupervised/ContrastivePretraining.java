package org.infogan.selfsupervised;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.infogan.backend.BatchBuffer;
import org.infogan.backend.HostMemory;
import org.infogan.backend.LastingArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.config.ValueRange;
import org.infogan.data.ImageDataset;
import org.infogan.data.Shuffle;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Sequential;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;
import org.infogan.train.TrainableNetwork;
import org.infogan.train.batches.ImageBatches;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a trunk so that two distorted copies of an image have features alike: by {@link
 * NtXentLoss} of a small network on the features, which is thrown away afterwards. Both copies of
 * all images of a batch are one batch of twice the size, so that batch norm treats them alike.
 */
final class ContrastivePretraining {

  private static final int REPORT_EVERY = 50;
  private static final double LAST_RATE = 0.1;
  private static final int WIDTH = 64;

  private static final List<Layer> PROJECTION =
      List.of(new Dense(128), new BatchNorm(), new LeakyRelu(0.1), new Dense(WIDTH));

  private ContrastivePretraining() {}

  /**
   * Trains a trunk.
   *
   * @param trunk with initial weights. Modified.
   * @param config gives the settings, batch size, seed and value range
   * @param images in the configured size, at least one batch
   * @param stop asked before each update; if it says yes, training ends
   * @param progress receives the mean loss every {@value #REPORT_EVERY} updates
   */
  static void train(
      Sequential trunk,
      InfoGanConfig config,
      ImageDataset images,
      BooleanSupplier stop,
      Consumer<PretrainingProgress> progress) {
    Pretraining settings = config.pretraining();
    int rows = 2 * config.batch();
    RandomGenerator weights = RandomStreams.at(config.seed(), -1, Purpose.PRETRAINING);
    Adam adam = new Adam(settings.learningRate(), 0.9, 0.999, 1e-8);
    NtXentLoss loss = new NtXentLoss(rows, WIDTH, settings.temperature());
    float[] z = new float[WIDTH * rows];
    float[] dz = new float[WIDTH * rows];
    try (Sequential projection =
            new Sequential(trunk.outputShape(), PROJECTION).initializeGlorot(weights);
        TrainableNetwork trunkLearning = new TrainableNetwork("trunk", trunk, rows);
        TrainableNetwork projecting = new TrainableNetwork("projection", projection, rows);
        AdamOptimizer trunkAdam = trunkLearning.newOptimizer(adam);
        AdamOptimizer projectionAdam = projecting.newOptimizer(adam);
        BatchBuffer copies = new BatchBuffer(images.shape().toShape().withBatch(rows));
        INDArray gradient = LastingArrays.zeros(DataType.FLOAT, WIDTH, rows)) {
      Order order = new Order(images.size(), config);
      double sum = 0;
      for (int step = 1; step <= settings.steps() && !stop.getAsBoolean(); step++) {
        RandomGenerator random = RandomStreams.at(config.seed(), step, Purpose.PRETRAINING);
        readPairs(images, order.batch(step - 1), settings, config.valueRange(), random, copies);
        INDArray features = trunkLearning.pass().forward(copies.write(), Mode.TRAINING, random);
        HostMemory.read(projecting.pass().forward(features, Mode.TRAINING, random), z);
        sum += loss.valueAndGradient(z, dz);
        HostMemory.write(dz, gradient);
        INDArray dfeatures = projecting.pass().backward(gradient, BOTH);
        trunkLearning.pass().backward(dfeatures, PARAMETERS);
        double cosine = (1 + Math.cos(Math.PI * (step - 1) / settings.steps())) / 2;
        double factor = LAST_RATE + (1 - LAST_RATE) * cosine;
        trunkAdam.update(factor);
        projectionAdam.update(factor);
        if (step % REPORT_EVERY == 0 || step == settings.steps()) {
          int steps = (step - 1) % REPORT_EVERY + 1;
          progress.accept(
              new PretrainingProgress("contrastive learning", step, settings.steps(), sum / steps));
          sum = 0;
        }
      }
    }
  }

  /** Two copies of each image, half a batch apart. */
  private static void readPairs(
      ImageDataset images,
      int[] indices,
      Pretraining settings,
      ValueRange range,
      RandomGenerator random,
      BatchBuffer copies) {
    float[] image = new float[images.shape().pixels()];
    for (int b = 0; b < indices.length; b++) {
      ImageBatches.read(images, indices[b], ValueRange.UNIT, image);
      for (int copy = b; copy < copies.size(); copy += indices.length) {
        float[] distorted = copies.examples()[copy];
        settings.jitter().draw(random).apply(image, images.shape(), distorted);
        range.fromUnit(distorted);
      }
    }
  }

  /** Shuffled anew for each pass through the data. */
  private static final class Order {
    private final int[] order;
    private final InfoGanConfig config;

    Order(int images, InfoGanConfig config) {
      order = new int[images];
      this.config = config;
      Arrays.setAll(order, i -> i);
    }

    int[] batch(int number) {
      int perEpoch = order.length / config.batch();
      if (number % perEpoch == 0) {
        Shuffle.apply(
            order, RandomStreams.at(config.seed(), -2 - number / perEpoch, Purpose.PRETRAINING));
      }
      int first = number % perEpoch * config.batch();
      return Arrays.copyOfRange(order, first, first + config.batch());
    }
  }
}
