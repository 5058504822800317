package org.infogan.examples.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.data.ImageDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every data set of this package promises. */
class RenderedImagesTest {

  private static final int SOME = 60;

  static List<String> names() {
    return RenderedImages.names();
  }

  private static float[] read(ImageDataset images, int index) {
    float[] pixels = new float[images.shape().pixels()];
    images.read(index, pixels);
    return pixels;
  }

  @ParameterizedTest
  @MethodSource("names")
  void pixelsAreInRangeAndNoImageIsBlank(String name) {
    FactorImages images = RenderedImages.named(name).draws(SOME, 3);
    for (int i = 0; i < SOME; i++) {
      float least = 1;
      float most = 0;
      for (float pixel : read(images, i)) {
        assertThat(pixel).isBetween(0f, 1f);
        least = Math.min(least, pixel);
        most = Math.max(most, pixel);
      }
      assertThat(most - least).as("image " + i).isGreaterThan(0.15f);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFactorIsSeen(String name) {
    FactorImages images = RenderedImages.named(name);
    for (int f = 0; f < images.factors().size(); f++) {
      int[] values = images.draws(1, 5).values(0);
      values[f] = 0;
      Picture first = Picture.of(images, values);
      values[f] = images.factors().get(f).count() - 1;
      assertThat(Picture.of(images, values).distance(first))
          .as(images.factors().get(f).name())
          .isGreaterThan(0.001);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameIndexGivesTheSameBitsInAnyOrderAndThread(String name) {
    FactorImages images = RenderedImages.named(name).draws(SOME, 3);
    FactorImages again = RenderedImages.named(name).draws(SOME, 3);
    float[][] parallel =
        IntStream.range(0, SOME).parallel().mapToObj(i -> read(images, i)).toArray(float[][]::new);
    for (int i = SOME - 1; i >= 0; i--) {
      assertThat(parallel[i]).containsExactly(read(again, i));
    }
    FactorImages other = RenderedImages.named(name).draws(SOME, 4);
    assertThat(other.values(0)).isNotEqualTo(images.values(0));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatWasInTheArrayDoesNotShow(String name) {
    FactorImages images = RenderedImages.named(name).draws(1, 3);
    float[] used = new float[images.shape().pixels()];
    Arrays.fill(used, 0.7f);
    images.read(0, used);
    assertThat(used).containsExactly(read(images, 0));
  }

  @ParameterizedTest
  @MethodSource("names")
  void indicesCountLikeAnOdometer(String name) {
    FactorImages images = RenderedImages.named(name);
    int[] counts = images.factors().stream().mapToInt(Factor::count).toArray();
    long combinations = 1;
    for (int count : counts) {
      combinations *= count;
    }
    assertThat(images.size()).isEqualTo(combinations);
    assertThat(images.values(0)).containsOnly(0);
    int[] last = Arrays.stream(counts).map(count -> count - 1).toArray();
    assertThat(images.values(images.size() - 1)).containsExactly(last);
    int lastCount = counts[counts.length - 1];
    int[] carried = new int[counts.length];
    carried[counts.length - 2] = 1;
    assertThat(images.values(lastCount)).containsExactly(carried);
    assertThatThrownBy(() -> images.values(-1)).hasMessageEndingWith("found -1");
    assertThatThrownBy(() -> images.label(images.size()))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "image index: expected 0 to " + (images.size() - 1) + ", found " + images.size());
  }

  @Test
  void theLabelIsTheFirstFactorWhereThereAreClasses() {
    FactorImages digits = RenderedImages.named("house-numbers").draws(SOME, 1);
    for (int i = 0; i < SOME; i++) {
      assertThat(digits.label(i)).isEqualTo(digits.values(i)[0]);
    }
    assertThat(RenderedImages.named("chairs").label(5)).isEqualTo(ImageDataset.NO_LABEL);
    FactorImages heads = RenderedImages.named("heads");
    assertThat(heads.label(5)).isEqualTo(ImageDataset.NO_LABEL);
    assertThat(heads.draws(3, 1).label(2)).isEqualTo(ImageDataset.NO_LABEL);
    assertThat(heads.restricted("width", 3).label(2)).isEqualTo(ImageDataset.NO_LABEL);
  }

  @Test
  void drawsAreUniform() {
    FactorImages draws = RenderedImages.named("shapes").draws(6000, 9);
    int[] shapes = new int[3];
    int[] together = new int[9];
    for (int i = 0; i < draws.size(); i++) {
      int[] values = draws.values(i);
      shapes[values[0]]++;
      together[3 * values[0] + values[1] % 3]++;
    }
    // Five standard deviations of a binomial count.
    assertThat(Arrays.stream(shapes))
        .allSatisfy(n -> assertThat(n).isBetween(2000 - 183, 2000 + 183));
    assertThat(Arrays.stream(together))
        .allSatisfy(n -> assertThat(n).isBetween(667 - 122, 667 + 122));
  }

  @Test
  void aRestrictedFactorKeepsItsImages() {
    FactorImages images = RenderedImages.named("shapes-32");
    FactorImages fewer = images.restricted("scale", 5, 1).restricted("y", 7);
    assertThat(fewer.size()).isEqualTo(3 * 2 * 40 * 32);
    assertThat(fewer.factors().get(1)).isEqualTo(new Factor("scale", 2));
    assertThat(Picture.of(fewer, 2, 1, 9, 3, 0).pixels())
        .containsExactly(Picture.of(images, 2, 1, 9, 3, 7).pixels());
    assertThat(Picture.of(fewer, 2, 0, 9, 3, 0).pixels())
        .containsExactly(Picture.of(images, 2, 5, 9, 3, 7).pixels());
  }

  @Test
  void refusesWhatItCannotDraw() {
    FactorImages images = RenderedImages.named("shapes-32");
    float[] pixels = new float[1024];
    assertThatThrownBy(() -> images.render(new int[] {0, 0, 0}, pixels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "factor values: expected 5, one for each of [shape, scale, rotation, x, y],"
                + " found [0, 0, 0]");
    assertThatThrownBy(() -> images.render(new int[] {0, 6, 0, 0, 0}, pixels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("factor scale: expected a value from 0 to 5, found 6");
    assertThatThrownBy(() -> images.render(new int[] {0, 0, 0, 0, -1}, pixels))
        .hasMessage("factor y: expected a value from 0 to 31, found -1");
    assertThatThrownBy(() -> images.read(0, new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pixels: expected an array of length 1024 for an image of shape [1, 32, 32], found"
                + " length 7");
    assertThatThrownBy(() -> images.draws(0, 1))
        .hasMessage("draws: expected at least 1 image, found 0");
    assertThatThrownBy(() -> images.draws(5, 1).values(5))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("image index: expected 0 to 4, found 5");
    assertThatThrownBy(() -> images.restricted("hue", 1))
        .hasMessage("factor: expected one of shape, scale, rotation, x, y, found \"hue\"");
    assertThatThrownBy(() -> images.restricted("shape", 3))
        .hasMessage("factor shape: expected a value from 0 to 2, found 3");
    assertThatThrownBy(() -> images.restricted("shape"))
        .hasMessage("factor shape: expected at least 1 value, found 0");
    assertThatThrownBy(() -> RenderedImages.named("cats"))
        .hasMessageStartingWith("rendered images: expected one of shapes, shapes-32, chairs, ")
        .hasMessageEndingWith("found \"cats\"");
    assertThatThrownBy(() -> ShapeScenes.ofSide(0)).hasMessageContaining("at least 1");
  }

  @Test
  void combinationsMustBeNumberedByAnInt() {
    Factor many = new Factor("many", 70_000);
    assertThatThrownBy(
            () ->
                new FactorGrid(RenderedImages.named("heads").shape(), List.of(many, many)) {
                  @Override
                  void paint(int[] values, float[] pixels) {}
                })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("factors: expected at most 2147483647 combinations, found ");
  }
}
