package org.infogan.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.Tiny;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Stabilizers;
import org.infogan.data.ImageDataset;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.junit.jupiter.api.Test;

/** Whether codes follow the changes that they were to follow. */
class FollowedChangeTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(400, 1);

  /** The code c2 is to follow the brightness; c3 the turn, of which eight pixels show little. */
  private static List<FollowedChange> afterSteps(int steps) {
    InfoGanConfig config =
        Tiny.builder()
            .consistency(0, new Jitter(0.1, 0, 0, 0).withLight(0.3, 0))
            .equivariances(
                new Stabilizers.Equivariance("c2", Distortion.Factor.BRIGHTNESS, 0.3, 10),
                new Stabilizers.Equivariance("c3", Distortion.Factor.ROTATION, 10, 0.001))
            .batch(32)
            .steps(steps)
            .build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(IMAGES)) {
      return FollowedChange.of(model, IMAGES);
    }
  }

  @Test
  void aCodeThatLearntToFollowIsToldFromOneThatDidNot() {
    List<FollowedChange> changes = afterSteps(300);

    assertThat(changes).extracting(FollowedChange::code).containsExactly("c2", "c3");
    assertThat(changes.get(0).factor()).isEqualTo(Distortion.Factor.BRIGHTNESS);
    assertThat(changes.get(0).correlation()).isGreaterThan(0.9);
    assertThat(changes.get(1).correlation()).isBetween(-0.5, 0.5);
  }

  @Test
  void aModelWithoutSuchCodesHasNothingToSay() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(IMAGES)) {
      assertThat(FollowedChange.of(model, IMAGES)).isEmpty();
    }
  }
}
