package org.infogan;

import java.util.Objects;
import org.infogan.RandomStreams.Purpose;
import org.infogan.latent.LatentVectors;
import org.infogan.nn.HostMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of latent vectors from a sampler, which may be the user's own, as the networks' input.
 */
final class LatentBatches implements AutoCloseable {

  private final InfoGanConfig config;
  private final LatentSampler sampler;
  private final float[] vector;
  private final float[] host;
  private final INDArray batch;

  LatentBatches(InfoGanConfig config, LatentSampler sampler) {
    this.config = config;
    this.sampler = Objects.requireNonNull(sampler, "sampler");
    vector = new float[config.latent().width()];
    host = new float[vector.length * config.batch()];
    batch = Nd4j.create(DataType.FLOAT, vector.length, config.batch());
  }

  /**
   * One batch.
   *
   * @param draw its number; the same draw for the same purpose gives the same vectors
   * @param purpose what they are for
   * @return [L, B], overwritten by the next call
   */
  INDArray draw(long draw, Purpose purpose) {
    LatentVectors drawn =
        sampler.sample(config.batch(), RandomStreams.at(config.seed(), draw, purpose));
    requireDrawn(drawn);
    for (int b = 0; b < config.batch(); b++) {
      drawn.read(b, vector);
      BatchLast.put(vector, host, b, config.batch());
    }
    HostMemory.write(host, batch);
    return batch;
  }

  private void requireDrawn(LatentVectors drawn) {
    if (drawn == null || drawn.count() != config.batch()) {
      throw new IllegalStateException(
          "latent sampler: expected "
              + config.batch()
              + " vectors, found "
              + (drawn == null ? "none" : drawn.count()));
    }
    if (!drawn.spec().equals(config.latent())) {
      throw new IllegalStateException(
          "latent sampler: expected the layout " + config.latent() + ", found " + drawn.spec());
    }
  }

  @Override
  public void close() {
    batch.close();
  }
}
