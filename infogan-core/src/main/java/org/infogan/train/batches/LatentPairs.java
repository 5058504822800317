package org.infogan.train.batches;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.infogan.backend.BatchBuffer;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pairs of latent vectors (z, c) and (z, c′) that share the noise z and one of given codes, cᵢ =
 * c′ᵢ with i uniform; all other codes are drawn for each from their priors. (By chance, categories
 * may be the same as well.)
 */
public final class LatentPairs implements AutoCloseable {

  private final List<LatentCode> candidates;
  private final long seed;
  private final BatchBuffer first;
  private final BatchBuffer second;
  private final BatchBuffer shared;

  /**
   * Allocates one batch of pairs.
   *
   * @param config gives the latent layout, the batch size and the seed
   * @param candidates the K codes of which a pair shares one, at least 2. Not modified.
   */
  public LatentPairs(InfoGanConfig config, List<LatentCode> candidates) {
    this.candidates = List.copyOf(candidates);
    seed = config.seed();
    first = new BatchBuffer(config.latent().width(), config.batch());
    second = new BatchBuffer(config.latent().width(), config.batch());
    shared = new BatchBuffer(candidates.size(), config.batch());
  }

  /**
   * Draws a batch of pairs.
   *
   * @param number the number of the batch; the same number gives the same pairs
   * @param spec the configured layout, with the priors to draw from
   */
  public void draw(long number, LatentSpec spec) {
    RandomGenerator random = RandomStreams.at(seed, number, Purpose.CONTRASTIVE);
    int count = first.size();
    LatentVectors drawn = spec.draw(count, random);
    LatentVectors others = spec.draw(count, random);
    for (int b = 0; b < count; b++) {
      int i = random.nextInt(candidates.size());
      String code = candidates.get(i).name();
      others.set(b, code, drawn.get(b, code));
      drawn.read(b, first.examples()[b]);
      others.read(b, second.examples()[b]);
      System.arraycopy(first.examples()[b], 0, second.examples()[b], 0, spec.noise().width());
      Arrays.fill(shared.examples()[b], 0);
      shared.examples()[b][i] = 1;
    }
    first.write();
    second.write();
    shared.write();
  }

  /**
   * The pairs' first vectors.
   *
   * @return (z, c) [L, B], overwritten by the next draw
   */
  public INDArray first() {
    return first.array();
  }

  /**
   * The pairs' second vectors.
   *
   * @return (z, c′) [L, B], overwritten by the next draw
   */
  public INDArray second() {
    return second.array();
  }

  /**
   * Which code each pair shares.
   *
   * @return [K, B], 1 for the shared one and 0 for all others, overwritten by the next draw
   */
  public INDArray shared() {
    return shared.array();
  }

  @Override
  public void close() {
    first.close();
    second.close();
    shared.close();
  }
}
