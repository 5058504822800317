package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.infogan.config.ImageKind;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks sized from the images. */
class ImageRecipeTest {

  private static ByteImages noise(int count, ImageShape shape) {
    SplittableRandom random = new SplittableRandom(1);
    byte[][] images = new byte[count][shape.pixels()];
    for (byte[] image : images) {
      random.nextBytes(image);
    }
    return ByteImages.of(shape, images);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 16, 16, DIGITS",
    "3, 20, 36, OBJECTS",
    "1, 47, 33, FACES",
    "3, 64, 64, OBJECTS",
    "3, 128, 100, NONE"
  })
  void trainsOnAnySize(int channels, int height, int width, ImageKind kind) {
    ImageShape shape = new ImageShape(channels, height, width);
    InfoGanConfig recipe = InfoGanConfig.forImages(shape, 12, 2, kind);
    assertThat(InfoGanConfig.fromJson(recipe.toJson())).isEqualTo(recipe);
    InfoGanConfig config =
        recipe.toBuilder().batch(4).steps(2).pretraining(Pretraining.NONE).build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(noise(8, shape))) {
      assertThat(model.sample(2, 1).shape()).containsExactly(2, channels, height, width);
      assertThat(trainer.lastMetrics().orElseThrow().discriminatorLoss()).isFinite();
    }
  }

  /** The recipes that are made of this one: two steps of each, the pretraining made short. */
  @ParameterizedTest
  @CsvSource({
    "house-numbers, 3",
    "drawn-faces, 3",
    "heads, 1",
    "chairs, 1",
    "shapes, 1",
    "free-shapes, 1"
  })
  void recipesForKnownImagesTrain(String preset, int channels) {
    InfoGanConfig recipe = InfoGanConfig.preset(preset);
    assertThat(recipe.image().channels()).isEqualTo(channels);
    Pretraining whole = recipe.pretraining();
    Pretraining few =
        whole.steps() == 0 ? whole : new Pretraining(2, 20, 1, 1, 0.3, 1e-3, whole.jitter());
    InfoGanConfig config = recipe.toBuilder().batch(4).steps(2).pretraining(few).build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(noise(20, recipe.image()))) {
      assertThat(model.sample(2, 1).shape()).hasSize(4);
      assertThat(trainer.lastMetrics().orElseThrow().discriminatorLoss()).isFinite();
    }
  }

  /** Where neither a category nor a jitter says what to find, the codes' changes are to differ. */
  @ParameterizedTest
  @CsvSource({"0, 2, NONE, true", "0, 1, NONE, false", "3, 2, NONE, false", "0, 2, DIGITS, false"})
  void freeCodesAloneAreKeptApart(
      int categories, int continuous, ImageKind kind, boolean keptApart) {
    InfoGanConfig recipe =
        InfoGanConfig.forImages(new ImageShape(1, 16, 16), categories, continuous, kind);
    try (InfoGanTrainer trainer = new InfoGanTrainer(recipe)) {
      assertThat(trainer.termNames().contains("contrastive")).isEqualTo(keptApart);
    }
  }

  /** A few steps of it all, the pretraining included. */
  @Test
  void findsCategoriesFirstWhereThingsAreShown() {
    ImageShape shape = new ImageShape(3, 16, 18);
    InfoGanConfig recipe = InfoGanConfig.forImages(shape, 3, 1, ImageKind.OBJECTS);
    assertThat(recipe.pretraining().steps()).isPositive();
    Pretraining few = new Pretraining(3, 30, 2, 2, 0.3, 1e-3, recipe.pretraining().jitter());
    InfoGanConfig config = recipe.toBuilder().batch(8).steps(3).pretraining(few).build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(noise(40, shape))) {
      assertThat(model.classify(noise(5, shape))).hasSize(5);
    }
  }

  @Test
  void codesAreAsManyAsAsked() {
    ImageShape shape = new ImageShape(1, 28, 28);
    assertThat(InfoGanConfig.forImages(shape).latent().codes()).hasSize(3);
    assertThat(InfoGanConfig.forImages(shape, 0, 1, ImageKind.DIGITS).latent().codes()).hasSize(1);
    assertThatThrownBy(() -> InfoGanConfig.forImages(shape, 0, 0, ImageKind.NONE))
        .hasMessageContaining("a code of some kind");
    assertThatThrownBy(() -> InfoGanConfig.forImages(new ImageShape(1, 8, 28)))
        .hasMessageContaining("16 to 128");
    assertThatThrownBy(() -> InfoGanConfig.forImages(new ImageShape(2, 28, 28)))
        .hasMessageContaining("1 or 3 channels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIGITS | c2 SLANT, c3 THICKNESS",
        "OBJECTS | c2 SIZE, c3 BRIGHTNESS",
        "FACES | c2 BRIGHTNESS",
        "NONE | ''"
      })
  void theFirstCodesFollowWhatTheJitterShows(ImageKind kind, String expected) {
    ImageShape shape = new ImageShape(1, 28, 28);
    assertThat(followed(InfoGanConfig.forImages(shape, 4, 3, kind))).isEqualTo(expected);
    InfoGanConfig single = InfoGanConfig.forImages(shape, 0, 1, kind);
    assertThat(followed(single)).isEqualTo(expected.replaceAll(",.*", "").replace("c2", "c1"));
  }

  private static String followed(InfoGanConfig config) {
    return config.stabilizers().consistency().equivariances().stream()
        .map(equivariance -> equivariance.code() + " " + equivariance.factor())
        .collect(Collectors.joining(", "));
  }
}
