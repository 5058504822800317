package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.data.ByteImages;
import org.infogan.data.augment.Jitter;
import org.infogan.eval.clustering.CategoryMatching;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentCode;
import org.infogan.selfsupervised.CategoryPretraining;
import org.infogan.selfsupervised.HintedImages;
import org.infogan.selfsupervised.PretrainingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {

  private static final Jitter JITTER = new Jitter(0.1, 0.05, 0, 0.4).withLight(0.2, 0.1);

  @TempDir Path temporary;

  private static InfoGanConfig.Builder builder() {
    return Tiny.builder()
        .batch(16)
        .steps(40)
        .consistency(2, JITTER)
        .pretraining(new Pretraining(60, 200, 2, 40, 0.3, 2e-3, JITTER));
  }

  private static double accuracy(int[] categories, ByteImages images) {
    int[] names = CategoryMatching.fit(categories, images.labels(), 4, 4).oneToOne();
    int right = 0;
    for (int i = 0; i < categories.length; i++) {
      right += names[categories[i]] == images.label(i) ? 1 : 0;
    }
    return right / (double) categories.length;
  }

  /** Which quadrant is bright is what distorted copies share, and there are as many of each. */
  @Test
  void findsTheKindsOfImagesWithoutTheGame() {
    ByteImages images = Tiny.quadrants(300, 2);
    List<PretrainingProgress> told = new ArrayList<>();
    float[][] answers =
        CategoryPretraining.run(
                builder().build(), HintedImages.of(images, null), () -> false, told::add)
            .orElseThrow();
    int[] categories = new int[answers.length];
    for (int i = 0; i < answers.length; i++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        sum += answers[i][k];
        categories[i] = answers[i][k] > answers[i][categories[i]] ? k : categories[i];
      }
      assertThat(sum).isBetween(0.999, 1.001);
    }
    assertThat(accuracy(categories, images)).isGreaterThan(0.95);
    assertThat(told).isNotEmpty();
    assertThat(
            CategoryPretraining.run(
                builder().build(), HintedImages.of(images, null), () -> true, told::add))
        .isEmpty();
  }

  @Test
  void theGameLearnsThemAndAResumedRunFindsThemAgain() throws IOException {
    ByteImages images = Tiny.quadrants(300, 2);
    Path file = temporary.resolve("checkpoint.zip");
    InfoGanConfig config = builder().build();
    int[] whole;
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(images)) {
      whole = model.classify(images);
      assertThat(accuracy(whole, images)).isGreaterThan(0.9);
    }
    try (InfoGanTrainer half = new InfoGanTrainer(config)) {
      for (int i = 0; i < 20; i++) {
        half.step(images);
      }
      half.saveCheckpoint(file);
    }
    try (InfoGanTrainer rest = InfoGanTrainer.resume(file);
        InfoGan model = rest.fit(images)) {
      assertThat(model.classify(images)).isEqualTo(whole);
    }
  }

  @Test
  void needsATermThatLearnsThem() {
    assertThatThrownBy(() -> builder().consistency(0, Jitter.NONE).build())
        .hasMessageContaining("pretraining.steps: expected 0, since consistency.weight is 0");
    assertThatThrownBy(() -> builder().ownNetworks().build())
        .hasMessageContaining("pretraining.steps: expected 0, since the networks");
    LatentCode uneven =
        LatentCode.categorical("c1", 4).withPrior(CategoricalPrior.of(0.1, 0.2, 0.3, 0.4));
    assertThatThrownBy(() -> builder().latent(Tiny.config().latent().with(uneven)).build())
        .hasMessageContaining("pretraining.steps: expected 0, since it finds categories of equal");
    assertThatThrownBy(() -> Pretraining.of(5, Jitter.NONE))
        .hasMessageContaining("pretraining.jitter");
  }
}
