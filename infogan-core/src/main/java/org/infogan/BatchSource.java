package org.infogan;

import java.util.List;
import org.infogan.RandomStreams.Purpose;
import org.infogan.data.Distortion;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What steps train on. An array that is given out holds until the method's next call. */
interface BatchSource {

  /**
   * Real images [C, H, W, B] in the networks' value range.
   *
   * @param update the number of the discriminator's update, from 0 over the whole training
   */
  INDArray real(long update);

  /** The jittered copies of the latest real images; called where the consistency is wanted. */
  INDArray jittered(long update);

  /** What each image of the latest {@link #jittered} was distorted by. */
  List<Distortion> distortions();

  /**
   * Noise and codes [L, B].
   *
   * @param draw the number of the draw, from 0 over the whole training
   */
  INDArray latents(long draw);

  /** Shuffled batches of a data set, and draws of the sampler. */
  static BatchSource of(ImageBatches images, LatentBatches latents) {
    return new BatchSource() {
      @Override
      public INDArray real(long update) {
        return images.read(update);
      }

      @Override
      public INDArray jittered(long update) {
        return images.jittered(update);
      }

      @Override
      public List<Distortion> distortions() {
        return images.distortions();
      }

      @Override
      public INDArray latents(long draw) {
        return latents.draw(draw, Purpose.LATENTS);
      }
    };
  }
}
