package org.infogan.cli.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "train, train, 0",
    "trian, train, 1",
    "trin, train, 1",
    "traiin, train, 1",
    "trein, train, 1",
    "kitten, sitting, 3",
    "'', abc, 3",
    "ca, abc, 3"
  })
  void distanceCountsTypingErrors(String a, String b, int errors) {
    assertThat(Spelling.distance(a, b)).isEqualTo(errors);
    assertThat(Spelling.distance(b, a)).isEqualTo(errors);
  }

  @Test
  void suggestsTheNearestWordAndNothingFarOff() {
    List<String> known = List.of("train", "traverse", "render");
    assertThat(Spelling.suggestion("trian", known)).isEqualTo("; did you mean train?");
    assertThat(Spelling.suggestion("travers", known)).isEqualTo("; did you mean traverse?");
    assertThat(Spelling.suggestion("predict", known)).isEmpty();
    assertThat(Spelling.suggestion("x", known)).isEmpty();
  }
}
