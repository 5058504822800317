package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.infogan.cli.run.ConfigSource;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "generate",
        "traverse",
        "encode",
        "label",
        "evaluate",
        "study",
        "fig1",
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
  void limitsTheThreadsOfTheProcess() {
    String before = System.getProperty("infogan.threads");
    try {
      assertThat(run("presets", "--threads", "3").exitCode()).isZero();
      assertThat(System.getProperty("infogan.threads")).isEqualTo("3");
      assertRefused(
          "--threads: expected a number from 1 to 1024, found 0", "--threads=0", "presets");
      assertRefused(
          "--threads: expected a number from 1 to 1024, found -1", "presets", "--threads=-1");
      assertThat(System.getProperty("infogan.threads")).isEqualTo("3");
    } finally {
      if (before == null) {
        System.clearProperty("infogan.threads");
      } else {
        System.setProperty("infogan.threads", before);
      }
    }
    assertThat(run("train", "--help").out()).contains("--threads=N");
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version").out().lines())
        .hasSize(4)
        .satisfiesExactly(
            version -> assertThat(version).startsWith("infogan "),
            backend -> assertThat(backend).isEqualTo("backend CpuBackend of ND4J"),
            blas -> assertThat(blas).startsWith("BLAS    OpenBLAS 0.3.23 "),
            java -> assertThat(java).contains(System.getProperty("java.runtime.version")));
    assertThat(run("train", "--version").exitCode()).isZero();
  }

  @Test
  void quietLeavesErrorsAndResults() {
    assertThat(run("presets", "--quiet").out()).contains("paper-mnist: ");
    assertRefused(
        "no such file", "--quiet", "evaluate", "--model", folder.resolve("none.zip").toString());
    assertRefused("Unknown option: '--colour'", "presets", "--quiet", "--colour");
  }

  @Test
  void completesForShells() {
    assertThat(run("generate-completion").out())
        .contains("complete -F _complete_infogan", "--checkpoint-every", "label_learn");
  }

  @Test
  void namesTheCommandsWhereThereIsNone() {
    assertRefused("expected one of the commands train, generate, ");
    assertRefused("found 'trian'; did you mean train? (see infogan --help)", "trian");
    assertRefused("expected one of the commands train, generate, ", "sing");
    assertThat(run("sing").err()).doesNotContain("did you mean");
    assertRefused("found 'aply'; did you mean apply?", "label", "aply");
  }

  @Test
  void misspeltOptionsAreSuggested() {
    assertRefused("did you mean --zoom?", "render", "chairs", "--out", "a.png", "--zom", 3);
    assertRefused("did you mean --preset?", "bench", "--preest=mnist");
  }

  @Test
  void everyHelpSaysTheExitCodes() {
    String codes = "Exit codes:  0 done, 2 wrong arguments or input, 130 stopped, 1 anything else";
    assertThat(run("--help").out()).contains("Begin with:", codes);
    assertThat(run("train", "--help").out()).contains(codes).doesNotContain("Begin with:");
    assertThat(run("label", "learn", "--help").out()).contains(codes);
  }

  @Test
  void theOptionsThatOneNeedsFirstComeFirst() {
    assertThat(
            run("train", "--help")
                .out()
                .lines()
                .filter(line -> line.matches(" {6}--.*"))
                .map(line -> line.strip().replaceFirst("[ =].*", "")))
        .startsWith("--preset", "--config", "--data", "--out", "--steps", "--batch", "--seed");
  }

  @Test
  void listsPresetsWithTheirSizes() {
    assertThat(run("presets").out())
        .contains("mnist: ", "paper-mnist: ", "c1 (10 categories)")
        // By the counts of golden/paper-mnist-tensors.txt.
        .contains("G 6.65 million parameters, D and Q 6.69 million");
  }

  @Test
  void listsPresetsInALineOfJsonEach() throws IOException {
    Map<String, JsonNode> presets = new LinkedHashMap<>();
    for (String line : run("presets", "--json").out().lines().toList()) {
      JsonNode preset = new ObjectMapper().readTree(line);
      presets.put(preset.get("preset").asText(), preset);
    }
    assertThat(presets.keySet())
        .containsExactlyElementsOf(Preset.all().stream().map(Preset::name).toList());
    JsonNode svhn = presets.get("paper-svhn");
    assertThat(svhn.get("image").toString()).isEqualTo("[3,32,32]");
    assertThat(svhn.get("codes").toString())
        .isEqualTo("[\"c1\",\"c2\",\"c3\",\"c4\",\"c5\",\"c6\",\"c7\",\"c8\"]");
    assertThat(svhn.get("warning").asText()).startsWith("it collapses as the paper has it");
    assertThat(presets.get("mnist").has("warning")).isFalse();
    assertThat(presets.get("mnist").get("steps").asInt()).isEqualTo(2400);
  }

  @Test
  void saysWhichPresetToTakeAndWhichCollapse() {
    String out = run("presets").out();
    assertThat(out).contains("28×28 grey images: the one to begin with");
    Map<String, String> recipes =
        Map.of(
            "paper-svhn", "house-numbers",
            "paper-celeba", "drawn-faces",
            "paper-chairs", "chairs");
    recipes.forEach(
        (preset, recipe) -> {
          String own = out.substring(out.indexOf(preset + ": "));
          assertThat(own.substring(0, own.indexOf("million parameters")).replaceAll("\\s+", " "))
              .as(preset)
              .contains("Warning: it collapses as the paper has it", "images: " + recipe + ".");
          assertThat(out).contains("\n" + recipe + ": images");
        });
  }

  @Test
  void trainWarnsOfAPresetThatCollapses() {
    ConfigSource collapsing = ConfigSource.ofNameOrFile("paper-svhn");
    assertThat(collapsing.warning())
        .hasValueSatisfying(text -> assertThat(text).contains("instanceNoise"));
    assertThat(ConfigSource.ofNameOrFile("mnist").warning()).isEmpty();
  }

  @Test
  void showsAConfigurationFile() throws IOException {
    Path file = folder.resolve("my.json");
    Files.writeString(file, "{\"preset\": \"lab6\", \"steps\": 77, \"networks\": \"own\"}");
    assertThat(run("presets", "show", file.toString()).out())
        .contains("Networks      the user's own", "77 steps of 100 images");
    Files.writeString(file, "{\"preset\": \"lab6\", \"steps\": 78}");
    assertThat(run("presets", "show", file.toString()).out())
        .contains("ConvTranspose2d[filters=512", "78 steps of 100 images");
    Files.writeString(file, "{\"preset\": \"lab6\", \"stps\": 78}");
    assertRefused("my.json: config: stps: unknown field", "presets", "show", file.toString());
    Files.writeString(file, "{\"preset\": \"lab6\", \"networks\": \"own\"}");
    assertRefused(
        "only a Java program can bring",
        "train",
        "--config",
        file.toString(),
        "--out",
        folder.resolve("run").toString());
  }

  @Test
  void showsEveryLayerOfAPreset() {
    assertThat(run("presets", "show", "pytorch-gan").out().lines().toList())
        .contains("Images        [1, 32, 32], the generator's values SYMMETRIC")
        .contains("Losses        LEAST_SQUARES; lambda c1 1.0, c2 0.1, c3 0.1")
        .contains("Partition     SEPARATE")
        .anyMatch(line -> line.matches("Optimiser L_I Adam, learning rate 2.0E-4, beta1 0.5,.*"))
        .anyMatch(line -> line.matches(" +0  Dense\\[units=8192\\] +\\[8192\\] +614,400"))
        .anyMatch(line -> line.matches(" +3  Upsample\\[factor=2\\] +\\[128, 16, 16\\]"));
    assertThat(run("presets", "show", "keras-mnist").out())
        .contains("Weights       GLOROT\n", "Partition     WITH_GENERATOR")
        .doesNotContain("Optimiser L_I");
  }

  @Test
  void showsPresetsInTheFormThatTheLibraryReads() {
    String json = run("presets", "show", "paper-mnist", "--json").out();
    assertThat(InfoGanConfig.fromJson(json)).isEqualTo(InfoGanConfig.paperMnist());
    assertRefused("expected one of mnist, fashion-mnist", "presets", "show", "other");
    assertRefused("did you mean \"paper-svhn\"?", "presets", "show", "paper-shvn");
  }
}
