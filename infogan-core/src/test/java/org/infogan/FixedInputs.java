package org.infogan;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A step's inputs as arrays; where a step asks for several batches, the arrays take turns.
 *
 * @param real images [C, H, W, B]
 * @param jittered their copies
 * @param latents noise and codes [L, B]
 */
record FixedInputs(List<INDArray> real, List<INDArray> jittered, List<INDArray> latents)
    implements TrainingStep.Inputs {

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

  @Override
  public INDArray latents(long draw) {
    return latents.get((int) (draw % latents.size()));
  }
}
