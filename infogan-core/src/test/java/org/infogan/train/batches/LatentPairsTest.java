package org.infogan.train.batches;

import static org.assertj.core.api.Assertions.assertThat;

import org.infogan.Tiny;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentSpec;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class LatentPairsTest {

  private static final InfoGanConfig CONFIG = Tiny.builder().batch(500).build();

  /** Rows of c2 and c3: after the noise and the four of c1. */
  private static final int FIRST_ROW = 3 + 4;

  @Test
  void aPairSharesTheNoiseAndExactlyOneContinuousCode() {
    LatentSpec spec = CONFIG.latent();
    int[] shares = new int[2];
    int sameCategory = 0;
    try (LatentPairs pairs = new LatentPairs(CONFIG, spec.codes().subList(1, 3))) {
      pairs.draw(7, CONFIG.latent());
      for (int b = 0; b < CONFIG.batch(); b++) {
        for (int j = 0; j < spec.noise().width(); j++) {
          assertThat(pairs.second().getDouble(j, b)).isEqualTo(pairs.first().getDouble(j, b));
        }
        int same = 0;
        for (int i = 0; i < 2; i++) {
          double first = pairs.first().getDouble(FIRST_ROW + i, b);
          double second = pairs.second().getDouble(FIRST_ROW + i, b);
          assertThat(first == second).isEqualTo(pairs.shared().getDouble(i, b) == 1);
          same += first == second ? 1 : 0;
          shares[i] += first == second ? 1 : 0;
        }
        assertThat(same).isEqualTo(1);
        assertThat(pairs.shared().getColumn(b).sumNumber().doubleValue()).isEqualTo(1);
        sameCategory += category(pairs.first(), b) == category(pairs.second(), b) ? 1 : 0;
      }
    }
    // Four standard deviations of 500 fair draws are 45, of 500 draws of one in four 39.
    assertThat(shares[0]).isBetween(205, 295);
    assertThat(sameCategory).isBetween(86, 164);
  }

  private static int category(INDArray vectors, int b) {
    for (int k = 0; k < 4; k++) {
      if (vectors.getDouble(3 + k, b) == 1) {
        return k;
      }
    }
    throw new AssertionError("no category in vector " + b);
  }

  @Test
  void theSameNumberGivesTheSamePairs() {
    try (LatentPairs pairs = new LatentPairs(CONFIG, CONFIG.latent().codes().subList(1, 3))) {
      pairs.draw(1, CONFIG.latent());
      INDArray once = pairs.second().dup();
      pairs.draw(2, CONFIG.latent());
      assertThat(pairs.second()).isNotEqualTo(once);
      pairs.draw(1, CONFIG.latent());
      assertThat(pairs.second()).isEqualTo(once);
    }
  }
}
