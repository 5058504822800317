package org.infogan.train.batches;

import java.util.function.LongFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What training steps learn from. An array that is handed out holds until the same method is called
 * again.
 *
 * @param images gives the real images of an update
 * @param vectors gives the latent vectors of a draw
 */
public record BatchSource(LongFunction<RealBatch> images, LongFunction<INDArray> vectors) {

  /**
   * The real images of one update.
   *
   * @param update the number of the discriminator's update, from 0 over the whole training
   * @return the images, and their jittered copies where the configuration asks for any
   */
  public RealBatch real(long update) {
    return images.apply(update);
  }

  /**
   * Noise and codes of one batch.
   *
   * @param draw the number of the draw, from 0 over the whole training
   * @return [L, B]
   */
  public INDArray latents(long draw) {
    return vectors.apply(draw);
  }
}
