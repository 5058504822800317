package org.infogan.train;

import java.util.SplittableRandom;
import org.infogan.backend.TestArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageShape;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.FixedInputs;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One batch for a step of any configuration: random pixels, and latent vectors from the prior.
 *
 * @param real [C, H, W, B]
 * @param latents [L, B]
 * @param codes the rows of the codes in {@code latents}
 */
public record PresetInputs(INDArray real, INDArray latents, INDArray codes) {

  public static PresetInputs of(InfoGanConfig config, DataType type, long seed) {
    ImageShape image = config.image();
    int batch = config.batch();
    INDArray real =
        TestArrays.random(seed, type, image.channels(), image.height(), image.width(), batch);
    LatentSpec spec = config.latent();
    LatentVectors drawn = spec.draw(batch, new SplittableRandom(seed));
    double[] values = new double[batch * spec.width()];
    float[] vector = new float[spec.width()];
    for (int b = 0; b < batch; b++) {
      drawn.read(b, vector);
      for (int i = 0; i < vector.length; i++) {
        values[b * vector.length + i] = vector[i];
      }
    }
    INDArray latents = TestArrays.batchLast(values, type, batch, spec.width());
    INDArray codes =
        latents.get(NDArrayIndex.interval(spec.noise().width(), spec.width()), NDArrayIndex.all());
    return new PresetInputs(real, latents, codes);
  }

  public BatchSource inputs() {
    return FixedInputs.of(real, latents);
  }
}
