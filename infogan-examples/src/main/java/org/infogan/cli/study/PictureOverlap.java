package org.infogan.cli.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.infogan.eval.quality.KernelInceptionDistance;
import org.infogan.eval.quality.ManifoldOverlap;

/**
 * How generated images compare to as many real ones on a classifier's features, beside the Fréchet
 * distance.
 *
 * @param kid kernel inception distance, 0 in the mean for images of one distribution
 * @param precision share of generated images near real ones, of 1
 * @param recall share of real images near generated ones, of 1
 * @param density how many real images a generated one lies near, about 1 for one distribution
 * @param coverage share of real images with a generated one near, of 1
 */
public record PictureOverlap(
    @JsonProperty("kid") double kid,
    @JsonProperty("precision") double precision,
    @JsonProperty("recall") double recall,
    @JsonProperty("density") double density,
    @JsonProperty("coverage") double coverage) {

  /**
   * Compares two sets.
   *
   * @param real features [N, D]. Not modified.
   * @param others features [N, D]. Not modified.
   * @return the scores
   */
  static PictureOverlap between(float[][] real, float[][] others) {
    ManifoldOverlap overlap = ManifoldOverlap.between(real, others);
    return new PictureOverlap(
        KernelInceptionDistance.between(real, others),
        overlap.precision(),
        overlap.recall(),
        overlap.density(),
        overlap.coverage());
  }
}
