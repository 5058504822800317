package org.infogan.train;

import java.util.random.RandomGenerator;
import org.infogan.backend.GaussianDraws;
import org.infogan.backend.HostMemory;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Network;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gaussian noise on every image that D sees, its strength a function of the step. */
final class InstanceNoise implements AutoCloseable {

  private final Schedule standardDeviation;
  private final long seed;
  private final float[] host;

  /** null where the noise is never above 0. */
  private final INDArray noisy;

  private RandomGenerator random;
  private double current;

  /**
   * Allocates one batch, if the noise is ever above 0.
   *
   * @param config gives the noise, the batch size and the seed
   * @param trunk the network that takes the images
   */
  InstanceNoise(InfoGanConfig config, Network trunk) {
    standardDeviation = config.stabilizers().instanceNoise();
    seed = config.seed();
    boolean noises = standardDeviation.greatest() > 0;
    noisy =
        noises ? Nd4j.create(trunk.dataType(), trunk.inputShape().withBatch(config.batch())) : null;
    host = new float[noises ? (int) noisy.length() : 0];
  }

  /**
   * Sets the strength for the images of one step.
   *
   * @param step the number of the step, from 0
   */
  void begin(int step) {
    current = standardDeviation.at(step);
    random = RandomStreams.at(seed, step, Purpose.INSTANCE_NOISE);
  }

  /**
   * The images with fresh noise.
   *
   * @param images [C, H, W, B]. Not modified.
   * @return [C, H, W, B], overwritten by the next call; the images themselves where there is no
   *     noise
   */
  INDArray addTo(INDArray images) {
    if (current == 0) {
      return images;
    }
    GaussianDraws.fill(current, random, host);
    HostMemory.write(host, noisy);
    return noisy.addi(images);
  }

  @Override
  public void close() {
    if (noisy != null) {
      noisy.close();
    }
  }
}
