package org.infogan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Editing latent vectors code by code, and the values that a traversal sets. */
class LatentVectorsTest {

  private static final LatentSpec SPEC =
      LatentSpec.of(
          Noise.uniform(2),
          LatentCode.categorical("digit", 3),
          LatentCode.uniform("slant", -1, 1),
          LatentCode.bernoulli("bold", 0.5));

  @Test
  void startsAtZero() {
    assertThat(vector(new LatentVectors(SPEC, 2), 1)).containsExactly(0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void setChangesOneCodeOfOneVector() {
    LatentVectors latents = SPEC.draw(2, new SplittableRandom(1));
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
    LatentVectors latents = SPEC.draw(3, new SplittableRandom(1));
    latents.set("slant", 0.5);
    for (int i = 0; i < 3; i++) {
      assertThat(vector(latents, i)[5]).isEqualTo(0.5f);
    }
    assertThat(vector(latents, 0)[0]).isNotEqualTo(vector(latents, 1)[0]);
  }

  @Test
  void copyTakesTheWholeVectorAndStaysApart() {
    LatentVectors source = SPEC.draw(2, new SplittableRandom(1));
    LatentVectors copy = new LatentVectors(SPEC, 3).copy(2, source, 1);
    float[] copied = vector(source, 1);
    assertThat(vector(copy, 2)).containsExactly(copied);
    source.set("slant", 9);
    assertThat(vector(copy, 2)).containsExactly(copied);
    assertThat(vector(copy, 0)).containsOnly(0);
  }

  /** One-hot a = 2, b = 1, c = 1: (0, 0, 1) − (0, 1, 0) + (0, 1, 0). */
  @Test
  void arithmeticMovesWhatDiffersBetweenAAndB() {
    LatentVectors latents = SPEC.draw(3, new SplittableRandom(1));
    for (int i = 1; i < 3; i++) {
      latents.copy(i, latents, 0);
    }
    latents.set("digit", 1).set("slant", 0.25).set("bold", 0);
    latents.set(0, "digit", 2).set(0, "slant", 0.5).set(2, "bold", 1);
    float[] c = vector(latents, 2);
    assertThat(vector(latents.arithmetic(0, 1, 2), 0))
        .containsExactly(c[0], c[1], 0, 0, 1, 0.5f, 1);
    assertThat(vector(latents, 2)).containsExactly(c);
  }

  @Test
  void arithmeticStaysInTheRangeOfThePriors() {
    LatentSpec spec =
        LatentSpec.of(
            Noise.uniform(1), LatentCode.uniform("u", 0, 2), LatentCode.bernoulli("b", 0.5));
    LatentVectors latents = SPEC.draw(1, new SplittableRandom(1));
    assertThat(vector(latents.arithmetic(0, 0, 0), 0)).containsExactly(vector(latents, 0));

    LatentVectors extreme = spec.draw(2, new SplittableRandom(1));
    float z = vector(extreme, 0)[0] - vector(extreme, 1)[0];
    extreme.set(0, "u", 2).set(1, "u", 0).set(0, "b", 1).set(1, "b", 0);
    float[] above = Arrays.copyOf(vector(extreme.arithmetic(0, 1, 0), 0), spec.width());
    float[] below = Arrays.copyOf(vector(extreme.arithmetic(1, 0, 1), 0), spec.width());
    assertThat(above)
        .containsExactly(new float[] {clamp(vector(extreme, 0)[0] + z), 2, 1}, within(1e-6f));
    assertThat(below)
        .containsExactly(new float[] {clamp(vector(extreme, 1)[0] - z), 0, 0}, within(1e-6f));
  }

  private static float clamp(float value) {
    return Math.max(-1, Math.min(1, value));
  }

  /** The normal distribution has no end to clamp to: 2 − (−2) + 2 of its own value. */
  @Test
  void whatIsGaussianIsNotClamped() {
    LatentSpec spec = LatentSpec.of(Noise.gaussian(1), LatentCode.gaussian("g", 0, 1));
    LatentVectors latents = spec.draw(2, new SplittableRandom(4));
    latents.set(0, "g", 2).set(1, "g", -2);
    LatentVectors sum = latents.arithmetic(0, 1, 0);
    assertThat(sum.count()).isOne();
    assertThat(sum.get(0, "g")).isEqualTo(6);
    float z = 2 * vector(latents, 0)[0] - vector(latents, 1)[0];
    assertThat(vector(sum, 0)[0]).isCloseTo(z, within(1e-6f));
  }

  /** Of −1 for b, 1 for a and c, which are equally near. */
  @Test
  void ofThreeDifferentCategoriesTheFirstOfAAndCIsTaken() {
    LatentVectors latents = new LatentVectors(SPEC, 3);
    latents.set(0, "digit", 2).set(1, "digit", 0).set(2, "digit", 1);
    assertThat(latents.arithmetic(0, 1, 2).get(0, "digit")).isEqualTo(1);
    assertThat(latents.arithmetic(2, 1, 0).get(0, "digit")).isEqualTo(1);
  }

  @Test
  void arithmeticRefusesVectorsThatAreNotThere() {
    LatentVectors latents = new LatentVectors(SPEC, 3);
    assertThatThrownBy(() -> latents.arithmetic(0, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("latents: expected a vector from 0 to 2, found 3");
    assertThatThrownBy(() -> latents.arithmetic(0, 1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("latents: expected a vector from 0 to 2, found -1");
  }

  @Test
  void readLeavesTheRestOfALongerArrayAlone() {
    float[] longer = {7, 7, 7, 7, 7, 7, 7, 7, 7};
    new LatentVectors(SPEC, 1).read(0, longer);
    assertThat(longer).containsExactly(0, 0, 0, 0, 0, 0, 0, 7, 7);
  }

  @Test
  void sameSourceDrawsTheSame() {
    LatentVectors first = SPEC.draw(4, new SplittableRandom(5));
    LatentVectors second = SPEC.draw(4, new SplittableRandom(5));
    LatentVectors third = SPEC.draw(4, new SplittableRandom(6));
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

  @Test
  void varyingTwoCodesMakesRowsAndColumns() {
    LatentVectors starts = SPEC.draw(1, new SplittableRandom(1)).set("digit", 0);
    LatentVectors plane = starts.vary("digit", 2, 1).vary("slant", -2, 0, 2);
    assertThat(plane.count()).isEqualTo(6);
    float[] z = vector(starts, 0);
    assertThat(vector(plane, 2)).containsExactly(z[0], z[1], 0, 0, 1, 2, z[6]);
    assertThat(vector(plane, 3)).containsExactly(z[0], z[1], 0, 1, 0, -2, z[6]);
    assertThat(vector(starts, 0)).containsExactly(z);
    assertThatThrownBy(() -> starts.vary("slant"))
        .hasMessage("latent code slant: expected at least one value, found none");
  }

  @Test
  void interpolationOfUniformNoiseAndCodesIsAStraightLine() {
    LatentVectors ends = SPEC.draw(2, new SplittableRandom(1));
    ends.set(0, "digit", 0).set(1, "digit", 2).set(0, "slant", -1).set(1, "slant", 2);
    float[] a = vector(ends, 0);
    float[] b = vector(ends, 1);
    LatentVectors path = ends.interpolate(0, 1, 4);
    assertThat(path.count()).isEqualTo(4);
    assertThat(vector(path, 0)).containsExactly(a);
    assertThat(vector(path, 3)).containsExactly(b);
    for (int j = 0; j < a.length; j++) {
      assertThat(vector(path, 1)[j]).isCloseTo(a[j] + (b[j] - a[j]) / 3, within(1e-6f));
    }
    assertThatThrownBy(() -> ends.interpolate(0, 1, 1))
        .hasMessage("interpolation: expected at least 2 vectors, the two ends, found 1");
    assertThatThrownBy(() -> ends.interpolate(0, 2, 3))
        .hasMessage("latents: expected a vector from 0 to 1, found 2");
  }

  /** In the middle, by the half-angle formula, lies (a + b)/(2 cos(ω/2)). */
  @Test
  void interpolationOfGaussianNoiseIsAnArc() {
    LatentSpec spec = LatentSpec.of(Noise.gaussian(5), LatentCode.bernoulli("b", 0.5));
    LatentVectors ends = spec.draw(2, new SplittableRandom(3));
    double cosine = product(ends, 0, 1) / length(ends, 0) / length(ends, 1);
    float[] a = new float[6];
    float[] b = new float[6];
    float[] middle = new float[6];
    ends.read(0, a);
    ends.read(1, b);
    ends.interpolate(0, 1, 3).read(1, middle);
    for (int j = 0; j < 5; j++) {
      double expected = (a[j] + b[j]) / (2 * Math.sqrt((1 + cosine) / 2));
      assertThat((double) middle[j]).isCloseTo(expected, within(1e-6));
    }
    assertThat(length(ends.interpolate(0, 0, 3), 1)).isEqualTo(length(ends, 0));
    assertThat(length(new LatentVectors(spec, 2).interpolate(0, 1, 3), 1)).isZero();
  }

  private static double length(LatentVectors latents, int index) {
    return Math.sqrt(product(latents, index, index));
  }

  private static double product(LatentVectors latents, int a, int b) {
    float[] first = new float[latents.spec().width()];
    float[] second = first.clone();
    latents.read(a, first);
    latents.read(b, second);
    double sum = 0;
    for (int j = 0; j < latents.spec().noise().width(); j++) {
      sum += (double) first[j] * second[j];
    }
    return sum;
  }

  private static float[] vector(LatentVectors latents, int index) {
    float[] vector = new float[SPEC.width()];
    latents.read(index, vector);
    return vector;
  }
}
