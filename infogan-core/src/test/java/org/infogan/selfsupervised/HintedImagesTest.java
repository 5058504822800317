package org.infogan.selfsupervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Jitter;
import org.junit.jupiter.api.Test;

class HintedImagesTest {

  private static final ImageShape SHAPE = new ImageShape(1, 28, 28);

  private static FloatImages images(int count) {
    return FloatImages.of(SHAPE, new float[count][SHAPE.pixels()]);
  }

  private static InfoGanConfig config(int rounds) {
    return InfoGanConfig.mnist().toBuilder()
        .refinement(rounds == 0 ? Refinement.NONE : Refinement.of(rounds, new Jitter(1, 0, 0, 0)))
        .build();
  }

  /** Two hints of kind 7 say category 2 and 1, one of kind 3 says 2: both kinds get the better. */
  @Test
  void eachKindGetsTheCategoryThatItsHintsAreMostLikelyIn() {
    ImageDataset hints = images(3).withLabels(new int[] {7, 3, 7});
    HintedImages hinted = HintedImages.of(images(2), hints);
    double[][] answers = {{1, 0, 0}, {0, 1, 0}, {0, .2, .8}, {.1, 0, .9}, {0, .6, .4}};

    hinted.correct(answers);

    assertThat(answers)
        .isDeepEqualTo(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}, {0, 1, 0}});
    double[][] later = {{0, 0, 1}, {0, 0, 1}, {1, 0, 0}, {1, 0, 0}, {1, 0, 0}};
    hinted.correct(later);
    assertThat(later)
        .as("the categories stay those of the first answers")
        .isDeepEqualTo(new double[][] {{0, 0, 1}, {0, 0, 1}, {0, 1, 0}, {0, 0, 1}, {0, 1, 0}});
    assertThat(hinted.all().size()).isEqualTo(5);
    assertThat(hinted.unlabelled().size()).isEqualTo(2);
  }

  @Test
  void withoutHintsNothingIsCorrected() {
    HintedImages none = HintedImages.of(images(2), null);
    double[][] answers = {{1, 0}, {.5, .5}};
    none.correct(answers);
    assertThat(answers).isDeepEqualTo(new double[][] {{1, 0}, {.5, .5}});
    assertThat(none.hints()).isZero();
  }

  @Test
  void saysWhichHintsARunCannotUse() {
    ImageDataset good = images(2).withLabels(new int[] {0, 1});
    HintedImages.check(good, config(1));
    assertThatThrownBy(() -> HintedImages.check(good, config(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pretraining or refinement, which learn from them, found neither");
    assertThatThrownBy(() -> HintedImages.check(images(2), config(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hints: expected a label for each image, found none for image 0");
    ImageDataset eleven = images(11).withLabels(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertThatThrownBy(() -> HintedImages.check(eleven, config(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "hints: expected images of at most 10 kinds, one for each category of c1, found 11");
    ImageShape other = new ImageShape(1, 32, 32);
    ImageDataset large =
        FloatImages.of(other, new float[1][other.pixels()]).withLabels(new int[] {1});
    assertThatThrownBy(() -> HintedImages.check(large, config(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hints: expected images of shape");
  }
}
