package org.infogan.selfsupervised;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infogan.backend.BatchBuffer;
import org.infogan.backend.HostMemory;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.ValueRange;
import org.infogan.data.ImageDataset;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Mode;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.infogan.train.batches.ImageBatches;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs trunk and Q over real images, batch after batch, with batch norm's measured statistics. */
final class NetworkReader implements AutoCloseable {

  /** What the networks give for some images: [n][F] and [n][P]; and how these were distorted. */
  @SuppressWarnings("ArrayRecordComponent") // a result to read, never compared or used as a key
  record Outputs(float[][] features, float[][] posterior, List<Distortion> distortions) {}

  private final ImageDataset images;
  private final InfoGanConfig config;
  private final Pass trunk;
  private final Pass q;
  private final int featureWidth;
  private final int posteriorWidth;
  private final BatchBuffer batch;

  /**
   * Allocates one batch.
   *
   * @param images in the configured size
   * @param config gives batch size, seed and value range
   * @param trunk the trunk
   * @param q a network on its features
   */
  NetworkReader(ImageDataset images, InfoGanConfig config, Network trunk, Network q) {
    this.images = images;
    this.config = config;
    this.trunk = trunk.newPass(config.batch());
    this.q = q.newPass(config.batch());
    featureWidth = trunk.outputShape().size();
    posteriorWidth = q.outputShape().size();
    batch = new BatchBuffer(images.shape().toShape().withBatch(config.batch()));
  }

  /**
   * Reads images through both networks.
   *
   * @param indices which images. Not modified.
   * @param jitter how they are distorted, the same way each time; null for not at all
   * @return features, Q's output, and one distortion for each image if there is a jitter
   */
  Outputs read(int[] indices, @Nullable Jitter jitter) {
    int size = config.batch();
    float[][] features = new float[indices.length][featureWidth];
    float[][] posterior = new float[indices.length][posteriorWidth];
    List<Distortion> distortions = new ArrayList<>();
    float[] hostFeatures = new float[featureWidth * size];
    float[] hostPosterior = new float[posteriorWidth * size];
    for (int first = 0; first < indices.length; first += size) {
      // A last batch that is not full repeats its last image.
      int count = Math.min(size, indices.length - first);
      var random = RandomStreams.at(config.seed(), first, Purpose.REFINEMENT);
      for (int b = 0; b < size; b++) {
        int index = indices[first + Math.min(b, count - 1)];
        Distortion distortion = jitter == null ? null : jitter.draw(random);
        readExample(images, index, config.valueRange(), distortion, batch.examples()[b]);
        if (distortion != null && b < count) {
          distortions.add(distortion);
        }
      }
      INDArray x = trunk.forward(batch.write(), Mode.INFERENCE, random);
      HostMemory.read(x, hostFeatures);
      HostMemory.read(q.forward(x, Mode.INFERENCE, random), hostPosterior);
      for (int b = 0; b < count; b++) {
        takeColumn(hostFeatures, b, size, features[first + b]);
        takeColumn(hostPosterior, b, size, posterior[first + b]);
      }
    }
    return new Outputs(features, posterior, distortions);
  }

  /**
   * One code's answers on many images, of which only these are kept.
   *
   * @param indices which images. Not modified.
   * @param code the code
   * @return [n][K]
   */
  float[][] readCategories(int[] indices, CategoryAnswers code) {
    float[][] answers = new float[indices.length][];
    for (int first = 0; first < indices.length; first += config.batch()) {
      int end = Math.min(indices.length, first + config.batch());
      Outputs outputs = read(Arrays.copyOfRange(indices, first, end), null);
      double[][] some = code.probabilities(outputs.posterior());
      for (int i = 0; i < some.length; i++) {
        answers[first + i] = new float[some[i].length];
        for (int k = 0; k < some[i].length; k++) {
          answers[first + i][k] = (float) some[i][k];
        }
      }
    }
    return answers;
  }

  /**
   * Reads one image.
   *
   * @param images in the configured size
   * @param index which image
   * @param range the networks' range of values
   * @param distortion how it is distorted; null for not at all
   * @param example the C·H·W values in that range. Modified.
   */
  static void readExample(
      ImageDataset images,
      int index,
      ValueRange range,
      @Nullable Distortion distortion,
      float[] example) {
    if (distortion == null) {
      ImageBatches.read(images, index, range, example);
    } else {
      float[] image = new float[example.length];
      ImageBatches.read(images, index, ValueRange.UNIT, image);
      distortion.apply(image, images.shape(), example);
      range.fromUnit(example);
    }
  }

  private static void takeColumn(float[] matrix, int column, int columns, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix[i * columns + column];
    }
  }

  @Override
  public void close() {
    trunk.close();
    q.close();
    batch.close();
  }
}
