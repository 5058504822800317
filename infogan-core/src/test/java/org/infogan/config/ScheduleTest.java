package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  @ParameterizedTest
  @CsvSource({"0, 0.3", "10, 0.3", "15, 0.25", "20, 0.2", "29, 0.11", "30, 0.1", "1000, 0.1"})
  void isAStraightLineBetweenTwoConstants(int step, double value) {
    assertThat(new Schedule(0.3, 0.1, 10, 30).at(step)).isCloseTo(value, within(1e-12));
  }

  @Test
  void constantAndLinear() {
    assertThat(Schedule.constant(2).at(0)).isEqualTo(2);
    assertThat(Schedule.constant(2).at(99)).isEqualTo(2);
    assertThat(Schedule.linear(0, 1, 4).at(0)).isZero();
    assertThat(Schedule.linear(0, 1, 4).at(1)).isEqualTo(0.25);
    assertThat(Schedule.linear(0, 1, 4).at(4)).isEqualTo(1);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> new Schedule(0, Double.NaN, 0, 1))
        .hasMessage("schedule: expected finite values, found from 0.0 to NaN");
    assertThatThrownBy(() -> new Schedule(0, 1, 5, 4))
        .hasMessage("schedule: expected 0 <= start <= end, found start 5, end 4");
    assertThatThrownBy(() -> new Schedule(0, 1, -1, 4))
        .hasMessage("schedule: expected 0 <= start <= end, found start -1, end 4");
  }
}
