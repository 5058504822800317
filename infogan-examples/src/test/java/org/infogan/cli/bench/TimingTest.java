package org.infogan.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimingTest {

  @Test
  void meanAndMedian() {
    Timing timing = new Timing(List.of(9.0, 1.0, 2.0));
    assertThat(timing.count()).isEqualTo(3);
    assertThat(timing.mean()).isCloseTo(4, within(1e-12));
    assertThat(timing.median()).isEqualTo(2);
    assertThat(new Timing(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(3);
  }

  @Test
  void repeatsAtLeastOnceAndCountsEveryRepetition() {
    AtomicInteger repetitions = new AtomicInteger();
    assertThat(Timing.of(repetitions::incrementAndGet, 0).count()).isEqualTo(1);
    Timing timing = Timing.of(repetitions::incrementAndGet, 0.01);
    assertThat(timing.count()).isEqualTo(repetitions.get() - 1);
    assertThat(timing.seconds()).allMatch(seconds -> seconds >= 0);
  }
}
