package org.infogan.train.batches;

import java.util.random.RandomGenerator;
import org.infogan.backend.GaussianDraws;
import org.infogan.backend.HostMemory;
import org.infogan.backend.LastingArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gaussian noise on every image that D sees, its strength a function of the step. */
public final class InstanceNoise implements AutoCloseable {

  private final Schedule standardDeviation;
  private final long seed;
  private final float[] host;

  /** null where the noise is never above 0. */
  private final @Nullable INDArray noisy;

  private RandomGenerator random;
  private double current;

  /**
   * Allocates one batch, if the noise is ever above 0.
   *
   * @param config gives the noise, the batch size and the seed
   * @param trunk the network that takes the images
   */
  public InstanceNoise(InfoGanConfig config, Network trunk) {
    standardDeviation = config.stabilizers().instanceNoise();
    seed = config.seed();
    boolean noises = standardDeviation.greatest() > 0;
    noisy =
        noises
            ? LastingArrays.zeros(trunk.dataType(), trunk.inputShape().withBatch(config.batch()))
            : null;
    host = new float[noises ? (int) noisy.length() : 0];
  }

  /**
   * Sets the strength for the images of one step.
   *
   * @param step the number of the step, from 0
   */
  public void begin(int step) {
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
  public INDArray addTo(INDArray images) {
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
