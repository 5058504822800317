package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.infogan.data.augment.Jitter;
import org.junit.jupiter.api.Test;

class RefinementPixelsTest {

  @Test
  void picturesCountLessWithEachRoundAndLittleInTheLast() {
    Refinement refinement = Refinement.of(4, new Jitter(0.1, 0, 0, 0)).withSpreading(0.8, 0.99);
    double[] expected = {0.8, 0.6, 0.4, 0.2};
    for (int round = 0; round < 4; round++) {
      assertThat(refinement.pixelsIn(round)).isCloseTo(expected[round], within(1e-12));
    }
  }
}
