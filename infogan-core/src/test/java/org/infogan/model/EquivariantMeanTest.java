package org.infogan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Stabilizers.Equivariance;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Distortion.Factor;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.junit.jupiter.api.Test;

/** Held against pictures: where a bright spot is found that a distortion has carried. */
class EquivariantMeanTest {

  private static final int SIZE = 40;
  private static final ImageShape SHAPE = new ImageShape(1, SIZE, SIZE);
  private static final Jitter JITTER = new Jitter(0.2, 0.1, 0.1, 2);
  private static final List<Distortion> DISTORTIONS =
      List.of(
          new Distortion(0.4, 1.2, 0.2, 3, -2, 0),
          new Distortion(-0.5, 0.8, -0.3, -1, 4, 0),
          new Distortion(0, 1, 0, 2, 2, 0));

  private static List<EquivariantMean> means(Equivariance... equivariances) {
    return EquivariantMean.of(
        InfoGanConfig.builder()
            .image(1, SIZE, SIZE)
            .latent(
                Noise.uniform(3),
                LatentCode.categorical("c1", 4),
                LatentCode.uniform("c2", -1, 1),
                LatentCode.gaussian("c3", 0, 1).withLearnedSigma(),
                LatentCode.uniform("c4", -1, 1))
            .ownNetworks()
            .consistency(1, JITTER)
            .equivariances(equivariances)
            .build());
  }

  /** A soft spot at a place that is measured from the middle, x to the right and y down. */
  private static float[] spot(double x, double y) {
    float[] image = new float[SIZE * SIZE];
    for (int p = 0; p < image.length; p++) {
      int row = p / SIZE;
      double fromX = p % SIZE - (SIZE - 1) / 2.0 - x;
      double fromY = row - (SIZE - 1) / 2.0 - y;
      image[p] = (float) Math.exp(-(fromX * fromX + fromY * fromY) / 8);
    }
    return image;
  }

  private static double[] carried(Distortion distortion, double x, double y) {
    float[] image = new float[SIZE * SIZE];
    distortion.apply(spot(x, y), SHAPE, image);
    double sum = 0;
    double[] place = new double[2];
    for (int p = 0; p < image.length; p++) {
      int row = p / SIZE;
      sum += image[p];
      place[0] += image[p] * (p % SIZE - (SIZE - 1) / 2.0);
      place[1] += image[p] * (row - (SIZE - 1) / 2.0);
    }
    return new double[] {place[0] / sum, place[1] / sum};
  }

  @Test
  void bothCoordinatesOfAPlaceAreWhereTheSpotIsFound() {
    List<EquivariantMean> means =
        means(
            new Equivariance("c4", Factor.RIGHT, 5, 1), new Equivariance("c2", Factor.DOWN, -3, 2));
    assertThat(means).extracting(EquivariantMean::code).containsExactly("c4", "c2");
    // Four logits; c2's mean; c3's mean and ln sigma; c4's mean.
    assertThat(means).extracting(EquivariantMean::row).containsExactly(7, 4);
    double[] posterior = {9, 9, 9, 9, 5 / -3.0, 9, 9, -4 / 5.0};
    for (Distortion distortion : DISTORTIONS) {
      double[] found = carried(distortion, -4, 5);
      double x = 5 * means.get(0).onCopy(distortion).of(row -> posterior[row]);
      double y = -3 * means.get(1).onCopy(distortion).of(row -> posterior[row]);
      assertThat(x).isCloseTo(found[0], within(0.1));
      assertThat(y).isCloseTo(found[1], within(0.1));
    }
  }

  @Test
  void aCoordinateThatNoCodeFollowsIsTheMiddles() {
    EquivariantMean mean = means(new Equivariance("c2", Factor.RIGHT, 5, 1)).get(0);
    for (Distortion distortion : DISTORTIONS) {
      double x = 5 * mean.onCopy(distortion).of(row -> row == 4 ? -4 / 5.0 : Double.NaN);
      assertThat(x).isCloseTo(carried(distortion, -4, 0)[0], within(0.1));
    }
  }

  /** A copy of half the scale shows things twice as large: ln 2 more. */
  @Test
  void otherFactorsAddTheirChange() {
    EquivariantMean mean = means(new Equivariance("c3", Factor.SIZE, 0.5, 1.5)).get(0);
    assertThat(mean.row()).isEqualTo(5);
    assertThat(mean.weight()).isEqualTo(1.5);
    double target =
        mean.onCopy(new Distortion(0.3, 0.5, 0, 1, 1, 0)).of(row -> row == 5 ? 0.25 : Double.NaN);
    assertThat(target).isCloseTo(0.25 + Math.log(2) / 0.5, within(1e-12));
  }
}
