package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {

  @Test
  void drawsEachAtMostOnceInAscendingOrder() {
    int[] drawn = Shuffle.some(1000, 300, new SplittableRandom(1));
    assertThat(drawn).hasSize(300).isSorted().doesNotHaveDuplicates();
    assertThat(drawn[0]).isNotNegative();
    assertThat(drawn[299]).isLessThan(1000);
    assertThat(Shuffle.some(7, 7, new SplittableRandom(1))).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  /** As every 12th of 60,000 would not: of two kinds that alternate it has one. */
  @Test
  void drawsFromAllOfDataThatRepeatAPattern() {
    int[] drawn = Shuffle.some(60_000, 5_000, new SplittableRandom(1));
    for (int period = 2; period <= 12; period++) {
      for (int kind = 0; kind < period; kind++) {
        int each = period;
        int one = kind;
        double share = IntStream.of(drawn).filter(i -> i % each == one).count() / 5000.0;
        // Five standard deviations of a share of 5,000.
        assertThat(share).isCloseTo(1.0 / period, within(5 * Math.sqrt(0.25 / 5000)));
      }
    }
    assertThat(IntStream.of(drawn).average().orElseThrow()).isCloseTo(30_000, within(1_250.0));
  }
}
