package org.infogan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.examples.TinyRun.assertRefused;
import static org.infogan.examples.TinyRun.run;

import org.infogan.InfoGanConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "generate",
        "traverse",
        "encode",
        "evaluate",
        "bench",
        "render",
        "presets"
      })
  void everyCommandHasHelp(String command) {
    TinyRun.Result result = run(command, "--help");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("Usage: infogan " + command);
    assertThat(run("--help").out()).contains("  " + command);
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version").out()).startsWith("infogan ");
    assertThat(run("train", "--version").exitCode()).isZero();
  }

  @Test
  void namesTheCommandsWhereThereIsNone() {
    assertRefused("expected one of the commands train, generate, ");
    assertRefused("'trian'", "trian");
  }

  @Test
  void showsPresetsInTheFormThatTheLibraryReads() {
    assertThat(run("presets").out()).contains("mnist: ", "paper-mnist: ", "c1 (10 categories)");
    String json = run("presets", "show", "paper-mnist").out();
    assertThat(InfoGanConfig.fromJson(json)).isEqualTo(InfoGanConfig.paperMnist());
    assertRefused("expected one of mnist, paper-mnist", "presets", "show", "other");
  }
}
