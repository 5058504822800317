package org.infogan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Editing latent vectors code by code, and the values that a traversal sets. */
class LatentsTest {

  private static final LatentSpec SPEC =
      LatentSpec.of(
          Noise.uniform(2),
          LatentCode.categorical("digit", 3),
          LatentCode.uniform("slant", -1, 1),
          LatentCode.bernoulli("bold", 0.5));

  @Test
  void startsAtZero() {
    assertThat(vector(new Latents(SPEC, 2), 1)).containsExactly(0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void setChangesOneCodeOfOneVector() {
    Latents latents = SPEC.draw(2, new SplittableRandom(1));
    float[] other = vector(latents, 0);
    float[] before = vector(latents, 1);
    // A value outside the prior is allowed: the paper draws its codes over −2 … 2.
    assertThat(latents.set(1, "digit", 2).set(1, "slant", -2)).isSameAs(latents);
    assertThat(vector(latents, 1)).containsExactly(before[0], before[1], 0, 0, 1, -2, before[6]);
    assertThat(vector(latents, 0)).containsExactly(other);
    latents.set(1, "digit", 0);
    assertThat(vector(latents, 1)).containsExactly(before[0], before[1], 1, 0, 0, -2, before[6]);
  }

  @Test
  void setChangesOneCodeOfEveryVector() {
    Latents latents = SPEC.draw(3, new SplittableRandom(1));
    latents.set("slant", 0.5);
    for (int i = 0; i < 3; i++) {
      assertThat(vector(latents, i)[5]).isEqualTo(0.5f);
    }
    assertThat(vector(latents, 0)[0]).isNotEqualTo(vector(latents, 1)[0]);
  }

  @Test
  void copyTakesTheWholeVectorAndStaysApart() {
    Latents source = SPEC.draw(2, new SplittableRandom(1));
    Latents copy = new Latents(SPEC, 3).copy(2, source, 1);
    float[] copied = vector(source, 1);
    assertThat(vector(copy, 2)).containsExactly(copied);
    source.set("slant", 9);
    assertThat(vector(copy, 2)).containsExactly(copied);
    assertThat(vector(copy, 0)).containsOnly(0);
  }

  @Test
  void readLeavesTheRestOfALongerArrayAlone() {
    float[] longer = {7, 7, 7, 7, 7, 7, 7, 7, 7};
    new Latents(SPEC, 1).read(0, longer);
    assertThat(longer).containsExactly(0, 0, 0, 0, 0, 0, 0, 7, 7);
  }

  @Test
  void sameSourceDrawsTheSame() {
    Latents first = SPEC.draw(4, new SplittableRandom(5));
    Latents second = SPEC.draw(4, new SplittableRandom(5));
    Latents third = SPEC.draw(4, new SplittableRandom(6));
    for (int i = 0; i < 4; i++) {
      assertThat(vector(second, i)).containsExactly(vector(first, i));
      assertThat(vector(third, i)).isNotEqualTo(vector(first, i));
    }
  }

  @Test
  void traversalWalksThroughCategoriesAndTwiceTheRange() {
    assertThat(LatentCode.categorical("c", 4).traversal()).containsExactly(0, 1, 2, 3);
    assertThat(LatentCode.bernoulli("c", 0.9).traversal()).containsExactly(0, 1);
    // numpy.linspace(-2, 2, 10)
    assertThat(LatentCode.uniform("c", -1, 1).traversal())
        .containsExactly(
            new double[] {
              -2,
              -1.55555556,
              -1.11111111,
              -0.66666667,
              -0.22222222,
              0.22222222,
              0.66666667,
              1.11111111,
              1.55555556,
              2
            },
            within(1e-8));
    // numpy.linspace(7, 13, 10)
    assertThat(LatentCode.gaussian("c", 10, 1.5).traversal())
        .containsExactly(
            new double[] {
              7,
              7.66666667,
              8.33333333,
              9,
              9.66666667,
              10.33333333,
              11,
              11.66666667,
              12.33333333,
              13
            },
            within(1e-8));
  }

  private static float[] vector(Latents latents, int index) {
    float[] vector = new float[SPEC.width()];
    latents.read(index, vector);
    return vector;
  }
}
