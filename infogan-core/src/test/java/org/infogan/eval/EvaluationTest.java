package org.infogan.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageShape;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Layer;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images of two pixels, of which the brighter one is the category: Q passes the pixels on. */
class EvaluationTest {

  private static final ImageShape TWO_PIXELS = new ImageShape(1, 1, 2);
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private static InfoGan model;

  @BeforeAll
  static void make() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config(LatentCode.categorical("c1", 2)))) {
      model = trainer.snapshot();
    }
  }

  @AfterAll
  static void free() {
    model.close();
  }

  /**
   * Of the training images, the left one is of class 1 and the right one of class 0. Of six test
   * images one bears the other label.
   */
  @Test
  void categoriesStandForTheClassesOfTheTrainingImages() {
    ByteImages train = images(LEFT, RIGHT, LEFT, RIGHT).withLabels(new int[] {1, 0, 1, 0});
    ByteImages test =
        images(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT).withLabels(new int[] {1, 1, 1, 0, 0, 1});
    Evaluation evaluation = Evaluation.of(model, train, test, 50);
    CategoryEvaluation categories = evaluation.categories().orElseThrow();
    assertThat(categories.code()).isEqualTo("c1");
    assertThat(categories.fitted()).isEqualTo(4);
    assertThat(categories.tested()).isEqualTo(6);
    assertThat(categories.accuracyManyToOne()).isEqualTo(5 / 6.0);
    assertThat(categories.accuracyOneToOne()).isEqualTo(5 / 6.0);
    assertThat(categories.table().purity()).isEqualTo(5 / 6.0);
    assertThat(categories.table().largestClassFraction()).isEqualTo(4 / 6.0);
    assertThat(categories.table().count(LEFT, 1)).isEqualTo(3);
    assertThat(evaluation.report(List.of("cat", "dog")))
        .contains("6 test images (learnt on 4 training images)")
        .contains("error 16.67 %  many-to-one")
        .contains("error 33.33 %  if every image were called by the largest class")
        .contains("purity 83.33 %")
        .contains("0       3  100.0 %  dog (3)")
        .contains("1       3   66.7 %  cat (2), dog (1)")
        .contains("50 samples");
    assertThat(evaluation.toString()).contains("1 (3)");
  }

  @Test
  void oneCallGivesTheBoundsThatMutualInformationEstimates() {
    ByteImages labelled = images(LEFT, RIGHT).withLabels(new int[] {0, 1});
    Evaluation evaluation = Evaluation.of(model, labelled, labelled);
    assertThat(evaluation.samples()).isEqualTo(10_000);
    assertThat(evaluation.information())
        .isEqualTo(MutualInformation.estimate(model, 10_000, Evaluation.SEED));
    assertThat(evaluation.bounds())
        .containsOnlyKeys("c1")
        .containsEntry("c1", evaluation.information().get(0).bound());
    assertThat(evaluation.boundsAsTrained())
        .as("without batch norm nothing changes")
        .isEqualTo(evaluation.bounds());
  }

  @Test
  void imagesWithoutLabelsOrOfASingleClassSayNothingOfCategories() {
    ByteImages labelled = images(LEFT, RIGHT).withLabels(new int[] {0, 1});
    assertThat(CategoryEvaluation.of(model, images(LEFT), labelled)).isEmpty();
    assertThat(CategoryEvaluation.of(model, labelled, images(LEFT))).isEmpty();
    ByteImages one = images(LEFT, RIGHT).withLabels(new int[] {1, 1});
    assertThat(CategoryEvaluation.of(model, one, one)).isEmpty();
    assertThat(Evaluation.ofCodes(model, 10).report()).contains("Category matching left out");
  }

  @Test
  void aModelWithoutCategoriesHasBoundsAlone() {
    ByteImages labelled = images(LEFT, RIGHT).withLabels(new int[] {0, 1});
    InfoGanConfig config = config(LatentCode.gaussian("g", 0, 1), new Dense(1), new BatchNorm());
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan other = trainer.snapshot()) {
      Evaluation evaluation = Evaluation.of(other, labelled, labelled, 20);
      assertThat(evaluation.categories()).isEmpty();
      assertThat(evaluation.bounds()).containsOnlyKeys("g");
    }
  }

  @Test
  void refusesTooFewSamplesAndImagesOfAnotherSize() {
    ByteImages labelled = images(LEFT, RIGHT).withLabels(new int[] {0, 1});
    assertThatThrownBy(() -> Evaluation.of(model, labelled, labelled, 1))
        .isInstanceOf(IllegalArgumentException.class);
    ByteImages other =
        ByteImages.of(new ImageShape(1, 1, 3), new byte[2][3]).withLabels(new int[] {0, 1});
    assertThatThrownBy(() -> Evaluation.of(model, other, other, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, 1, 2]");
  }

  private static ByteImages images(int... bright) {
    byte[][] pixels = new byte[bright.length][2];
    IntStream.range(0, bright.length).forEach(i -> pixels[i][bright[i]] = (byte) 255);
    return ByteImages.of(TWO_PIXELS, pixels);
  }

  private static InfoGanConfig config(LatentCode code, Layer... q) {
    return InfoGanConfig.builder()
        .image(1, 1, 2)
        .latent(Noise.uniform(2), code)
        .generator(new Dense(2), Reshape.to(1, 1, 2), new Sigmoid())
        .trunk(Reshape.to(2))
        .head(new Dense(1))
        .q(q.length == 0 ? new Layer[] {Reshape.to(2)} : q)
        .batch(4)
        .steps(1)
        .build();
  }
}
