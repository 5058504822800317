package org.infogan.train;

import java.util.random.RandomGenerator;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.train.batches.ImageBatches;
import org.infogan.train.batches.LatentBatches;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures batch norm's statistics anew, for a model as it will be used. The running ones lag
 * behind the weights; in the trunk and Q they mix real images with generated and noisy ones, and a
 * G of averaged weights has never run at all.
 */
public final class BatchNormCalibration {

  /** Enough batches for means and variances that no longer change visibly. */
  private static final int BATCHES = 50;

  private BatchNormCalibration() {}

  /**
   * Sets G's statistics to the average over batches of fresh latent vectors.
   *
   * @param networks whose statistics are set
   * @param config gives batch size and seed
   * @param latents draws the vectors
   */
  public static void ofGenerator(
      InfoGanNetworks networks, InfoGanConfig config, LatentBatches latents) {
    if (networks.generator().statistics().length() == 0) {
      return;
    }
    try (Pass generator = networks.generator().newPass(config.batch())) {
      for (int i = 0; i < BATCHES; i++) {
        INDArray drawn = latents.draw(i, Purpose.CALIBRATION);
        generator.forward(drawn, Mode.calibration(i + 1), random(config, i));
      }
    }
  }

  /**
   * Sets the statistics of trunk and Q to the average over batches of real images. They are read
   * apart from those of a training that may be going on, whose batches stay read ahead.
   *
   * @param networks whose statistics are set
   * @param config gives batch size, seed and value range
   * @param images in the configured size, at least one batch
   */
  public static void ofTrunkAndQ(
      InfoGanNetworks networks, InfoGanConfig config, ImageDataset images) {
    if (networks.trunk().statistics().length() + networks.q().statistics().length() == 0) {
      return;
    }
    int batches = Math.min(BATCHES, images.size() / config.batch());
    try (ImageBatches real = ImageBatches.first(images, config, batches);
        Pass trunk = networks.trunk().newPass(config.batch());
        Pass q = networks.q().newPass(config.batch())) {
      for (int i = 0; i < batches; i++) {
        Mode mode = Mode.calibration(i + 1);
        INDArray features = trunk.forward(real.read(i).images(), mode, random(config, i));
        q.forward(features, mode, random(config, i));
      }
    }
  }

  private static RandomGenerator random(InfoGanConfig config, int batch) {
    return RandomStreams.at(config.seed(), batch, Purpose.DROPOUT);
  }
}
