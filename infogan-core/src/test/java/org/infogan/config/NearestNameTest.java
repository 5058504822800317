package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody may have meant. */
class NearestNameTest {

  private static final List<String> NAMES =
      List.of("steps", "seed", "batch", "r1Gamma", "generatorEmaDecay", "q");

  @ParameterizedTest
  @CsvSource({
    "step, steps",
    "bacth, batch",
    "Batch, batch",
    "r1gama, r1Gamma",
    "generatorAverageDecay, generatorEmaDecay"
  })
  void aSlipOfTheKeysIsFound(String written, String meant) {
    assertThat(NearestName.of(written, NAMES)).contains(meant);
  }

  @Test
  void whatIsFarFromAllIsNotGuessed() {
    assertThat(NearestName.of("momentum", NAMES)).isEmpty();
    assertThat(NearestName.of("", NAMES)).isEqualTo(NearestName.of("p", NAMES)).contains("q");
    assertThat(NearestName.of("a".repeat(1_000_000), NAMES)).isEmpty();
  }
}
