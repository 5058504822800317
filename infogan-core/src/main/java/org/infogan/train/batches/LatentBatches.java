package org.infogan.train.batches;

import java.util.Objects;
import org.infogan.backend.BatchBuffer;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSampler;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batches of latent vectors from a sampler, which may be the user's own, as the networks' input.
 */
public final class LatentBatches implements AutoCloseable {

  private final InfoGanConfig config;
  private final LatentSampler sampler;
  private final BatchBuffer batch;
  private final LatentSpec layout;

  /**
   * Allocates one batch.
   *
   * @param config gives the latent layout, the batch size and the seed
   * @param sampler draws the vectors
   */
  public LatentBatches(InfoGanConfig config, LatentSampler sampler) {
    this.config = config;
    this.sampler = Objects.requireNonNull(sampler, "sampler");
    batch = new BatchBuffer(config.latent().width(), config.batch());
    layout = layout(config.latent());
  }

  /**
   * One batch.
   *
   * @param draw the number of the batch; the same draw for the same purpose gives the same vectors
   * @param purpose what the vectors are for
   * @return [L, B], overwritten by the next call
   * @throws IllegalStateException when the sampler gives other vectors than it was asked for
   */
  public INDArray draw(long draw, Purpose purpose) {
    LatentVectors drawn =
        sampler.sample(config.batch(), RandomStreams.at(config.seed(), draw, purpose));
    requireDrawn(drawn);
    for (int b = 0; b < config.batch(); b++) {
      drawn.read(b, batch.examples()[b]);
    }
    return batch.write();
  }

  private void requireDrawn(LatentVectors drawn) {
    if (drawn == null || drawn.count() != config.batch()) {
      throw new IllegalStateException(
          "latent sampler: expected "
              + config.batch()
              + " vectors, found "
              + (drawn == null ? "none" : drawn.count()));
    }
    if (!drawn.spec().equals(config.latent()) && !layout(drawn.spec()).equals(layout)) {
      throw new IllegalStateException(
          "latent sampler: expected the layout " + config.latent() + ", found " + drawn.spec());
    }
  }

  /** What vectors look like, whatever the priors of their categories. */
  private static LatentSpec layout(LatentSpec spec) {
    LatentSpec layout = spec;
    for (LatentCode code : spec.codes()) {
      if (code instanceof CategoricalCode categorical) {
        layout = layout.with(categorical.withPrior(CategoricalPrior.UNIFORM));
      }
    }
    return layout;
  }

  @Override
  public void close() {
    batch.close();
  }
}
