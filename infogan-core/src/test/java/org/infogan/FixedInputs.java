package org.infogan;

import java.util.List;
import java.util.stream.IntStream;
import org.infogan.data.Distortion;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A step's inputs as arrays; where a step asks for several batches, the arrays take turns.
 *
 * @param real images [C, H, W, B]
 * @param jittered their copies
 * @param latents noise and codes [L, B]
 */
record FixedInputs(List<INDArray> real, List<INDArray> jittered, List<INDArray> latents)
    implements BatchSource {

  /** One batch of each, for steps that ask for no jittered images. */
  static FixedInputs of(INDArray real, INDArray latents) {
    return new FixedInputs(List.of(real), List.of(), List.of(latents));
  }

  @Override
  public INDArray real(long update) {
    return real.get((int) (update % real.size()));
  }

  @Override
  public INDArray jittered(long update) {
    return jittered.get((int) (update % jittered.size()));
  }

  /** Made up, and different for each image: what the arrays hold is random anyway. */
  @Override
  public List<Distortion> distortions() {
    int batch = (int) jittered.get(0).size(3);
    return IntStream.range(0, batch)
        .mapToObj(
            b -> new Distortion(0.1 * b, 1 + 0.1 * b, 0.3 - 0.05 * b * b, 0, 0, 0.2 * b - 0.3))
        .toList();
  }

  @Override
  public INDArray latents(long draw) {
    return latents.get((int) (draw % latents.size()));
  }
}
