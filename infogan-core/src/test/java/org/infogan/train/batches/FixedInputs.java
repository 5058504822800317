package org.infogan.train.batches;

import java.util.List;
import java.util.stream.IntStream;
import org.infogan.data.augment.Distortion;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One batch as what steps learn from, whichever they ask for. */
public final class FixedInputs {

  private FixedInputs() {}

  /**
   * One batch of each, for steps that ask for no jittered images.
   *
   * @param real images [C, H, W, B]
   * @param latents noise and codes [L, B]
   */
  public static BatchSource of(INDArray real, INDArray latents) {
    return of(real, null, List.of(), null, latents);
  }

  /**
   * One batch of each.
   *
   * @param real images [C, H, W, B]
   * @param jittered their copies, whose {@link #distortions} are made up
   * @param latents noise and codes [L, B]
   */
  public static BatchSource of(INDArray real, INDArray jittered, INDArray latents) {
    return of(real, jittered, null, latents);
  }

  /**
   * One batch of each.
   *
   * @param real images [C, H, W, B]
   * @param jittered their copies, whose {@link #distortions} are made up
   * @param categories what Q is to answer on the copies, [B][K], or null
   * @param latents noise and codes [L, B]
   */
  public static BatchSource of(
      INDArray real, INDArray jittered, float[][] categories, INDArray latents) {
    return of(real, jittered, distortions((int) jittered.size(3)), categories, latents);
  }

  private static BatchSource of(
      INDArray real,
      INDArray jittered,
      List<Distortion> distortions,
      float[][] categories,
      INDArray latents) {
    double diversity = new PixelDiversity((int) real.size(-1)).of(real);
    RealBatch batch = new RealBatch(real, diversity, jittered, distortions, categories);
    return new BatchSource(update -> batch, draw -> latents);
  }

  /** Made up, and different for each image: what the arrays hold is random anyway. */
  private static List<Distortion> distortions(int batch) {
    return IntStream.range(0, batch)
        .mapToObj(
            b ->
                new Distortion(
                    0.1 * b, 1 + 0.1 * b, 0.3 - 0.05 * b * b, b - 3, 2 - 0.5 * b, 0.2 * b - 0.3))
        .toList();
  }
}
