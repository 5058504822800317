package org.infogan.train.batches;

import java.util.List;
import org.infogan.backend.BatchBuffer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of a batch's images, each distorted by a draw of its own. */
final class JitteredImages implements AutoCloseable {

  private final long seed;
  private final Jitter jitter;
  private final ImageShape shape;
  private final Distortion[] distortions;
  private final BatchBuffer copies;

  /**
   * Allocates one batch.
   *
   * @param config gives the jitter, the images' shape, the batch size and the seed
   */
  JitteredImages(InfoGanConfig config) {
    seed = config.seed();
    jitter = config.stabilizers().consistency().jitter();
    shape = config.image();
    distortions = new Distortion[config.batch()];
    copies = new BatchBuffer(shape.toShape().withBatch(config.batch()));
  }

  /**
   * Distorts a batch.
   *
   * @param images B images of C·H·W values. Not modified.
   * @param update the number of the discriminator's update, from which the draws follow
   * @return [C, H, W, B], overwritten by the next call
   */
  INDArray of(float[][] images, long update) {
    var random = RandomStreams.at(seed, update, Purpose.JITTER);
    for (int b = 0; b < distortions.length; b++) {
      distortions[b] = jitter.draw(random);
      distortions[b].apply(images[b], shape, copies.examples()[b]);
    }
    return copies.write();
  }

  /**
   * What the latest copies were distorted by.
   *
   * @return one distortion per image
   */
  List<Distortion> distortions() {
    return List.of(distortions);
  }

  @Override
  public void close() {
    copies.close();
  }
}
