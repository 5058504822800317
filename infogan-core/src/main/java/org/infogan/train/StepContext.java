package org.infogan.train;

import java.util.random.RandomGenerator;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentSpec;
import org.infogan.nn.Mode;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.InstanceNoise;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What the updates of one training step share.
 *
 * @param config the run's configuration
 * @param latent the layout of the latent vectors, with the priors of this step
 * @param step the step's number, from 0
 * @param inputs gives images and latent vectors
 * @param random the source of dropout's masks
 * @param noise the noise on every image that D sees
 * @param divergence checks losses and gradients
 * @param ranks gives the mean of all ranks' gradients
 * @param measured takes what the step measures
 */
record StepContext(
    InfoGanConfig config,
    LatentSpec latent,
    int step,
    BatchSource inputs,
    RandomGenerator random,
    InstanceNoise noise,
    DivergenceCheck divergence,
    Ranks ranks,
    StepMeasurements measured) {

  /**
   * Runs a network forward in training mode.
   *
   * @param network the network, whose own pass is used
   * @param x its input, batch last. Not modified.
   * @return its output, overwritten by the pass's next forward run
   */
  INDArray forward(TrainableNetwork network, INDArray x) {
    return network.pass().forward(x, Mode.TRAINING, random);
  }

  /**
   * Runs the trunk on images as D sees them, with instance noise.
   *
   * @param trunk the trunk
   * @param images [C, H, W, B]. Not modified.
   * @return features, overwritten by the pass's next forward run
   */
  INDArray features(TrainableNetwork trunk, INDArray images) {
    return forward(trunk, noise.addTo(images));
  }

  /**
   * The codes among latent vectors.
   *
   * @param latents noise and codes [L, B]. Not modified.
   * @return a view of the codes' rows
   */
  INDArray codes(INDArray latents) {
    return latents.get(
        NDArrayIndex.interval(latent.noise().width(), latents.size(0)), NDArrayIndex.all());
  }

  /**
   * The number of D's first update in this step.
   *
   * @return from 0 over the whole training
   */
  long firstUpdate() {
    return (long) step * config.stabilizers().discriminatorUpdates();
  }

  /**
   * The number of this step's first draw of latent vectors: all updates but one have a draw of
   * their own, since the last of D and the first of G share one.
   *
   * @return from 0 over the whole training
   */
  long firstDraw() {
    int updates =
        config.stabilizers().discriminatorUpdates() + config.stabilizers().generatorUpdates();
    return (long) step * (updates - 1);
  }

  /**
   * The factor of every learning rate in this step.
   *
   * @return at least 0
   */
  double learningRateFactor() {
    return config.stabilizers().learningRateSchedule().at(step);
  }

  /**
   * The factor of every code's λ in this step.
   *
   * @return at least 0
   */
  double lambdaFactor() {
    return config.stabilizers().lambdaSchedule().at(step);
  }
}
