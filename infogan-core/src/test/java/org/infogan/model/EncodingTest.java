package org.infogan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.latent.Noise;
import org.junit.jupiter.api.Test;

/** From what Q reads off images to codes that the generator takes. */
class EncodingTest {

  private static final LatentSpec SPEC =
      LatentSpec.of(
          Noise.uniform(2),
          LatentCode.categorical("kind", 3),
          LatentCode.uniform("slant", -1, 1),
          LatentCode.gaussian("width", 0, 1).withLearnedSigma(),
          LatentCode.bernoulli("bold", 0.5));

  private static final Encoding ENCODING =
      new Encoding(
          SPEC,
          new double[][] {
            {ln(0.5), ln(0.4), ln(0.1), 0.75, 2, -1, logit(0.9)},
            {ln(0.5), ln(0.1), ln(0.4), -0.5, -3, 0, logit(0.1)},
            {ln(0.4), ln(0.3), ln(0.3), 0.25, 1.5, 2, logit(0.3)},
            {ln(0.1), ln(0.2), ln(0.7), -1.75, 0, 0, 0}
          },
          new double[] {1, 2, 7, Double.NaN});

  private static double ln(double p) {
    return Math.log(p);
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  @Test
  void theCodesOfAnImageAreTheLikeliestInThePrior() {
    assertThat(ENCODING.codes(0))
        .isEqualTo(Map.of("kind", 0.0, "slant", 0.75, "width", 2.0, "bold", 1.0));
    assertThat(ENCODING.codes(3))
        .isEqualTo(Map.of("kind", 2.0, "slant", -1.0, "width", 0.0, "bold", 1.0));
    assertThat(ENCODING.codes(2).keySet()).containsExactly("kind", "slant", "width", "bold");
  }

  /**
   * All three images are likeliest of kind 0, but (0.5, 0.4, 0.1) − (0.5, 0.1, 0.4) + (0.4, 0.3,
   * 0.3) = (0.4, 0.6, 0). 0.75 + 0.5 + 0.25 is clamped to 1, the Gaussian 2 + 3 + 1.5 is not; 0.9 −
   * 0.1 + 0.3 is above one half.
   */
  @Test
  void arithmeticCombinesProbabilitiesAndMeans() {
    Map<String, Double> result = ENCODING.arithmetic(0, 1, 2);
    assertThat(result).isEqualTo(Map.of("kind", 1.0, "slant", 1.0, "width", 6.5, "bold", 1.0));
    assertThat(ENCODING.arithmetic(1, 0, 2))
        .isEqualTo(Map.of("kind", 2.0, "slant", -1.0, "width", -3.5, "bold", 0.0));
  }

  @Test
  void anImageLessItselfLeavesTheOther() {
    for (int i = 0; i < 3; i++) {
      assertThat(ENCODING.arithmetic(i, i, 2)).isEqualTo(ENCODING.codes(2));
      assertThat(ENCODING.arithmetic(2, i, i).get("kind")).isEqualTo(ENCODING.codes(2).get("kind"));
    }
  }

  @Test
  void whatComesOutIsWhatLatentsTake() {
    LatentVectors latents = new LatentVectors(SPEC, 1);
    ENCODING.arithmetic(0, 1, 2).forEach(latents::set);
    float[] vector = new float[SPEC.width()];
    latents.read(0, vector);
    assertThat(vector).containsExactly(0, 0, 0, 1, 0, 1, 6.5f, 1);
  }

  @Test
  void anImageThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ENCODING.codes(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encoding: expected an image from 0 to 3, found 4");
    assertThatThrownBy(() -> ENCODING.arithmetic(0, -1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encoding: expected an image from 0 to 3, found -1");
  }
}
