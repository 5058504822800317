package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.infogan.Tiny;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Layer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.Dense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations in files: the whole form, and what differs from a preset. */
class ConfigFileTest {

  @TempDir private Path folder;

  @Test
  void theWholeFormIsRead() throws IOException {
    InfoGanConfig config = Tiny.config();
    assertThat(load(config.toJson())).isEqualTo(config);
  }

  @Test
  void aPresetAloneIsThePreset() throws IOException {
    assertThat(load("{\"preset\": \"lab6\"}")).isEqualTo(InfoGanConfig.lab6());
  }

  @Test
  void objectsChangeFieldByFieldAndListsAsAWhole() throws IOException {
    InfoGanConfig config =
        load(
            """
            {
              "batch": 32,
              "generatorAdam": {"learningRate": 5e-4},
              "consistency": {"weight": 0.5, "jitter": {"rotation": 0.1}},
              "latent": {
                "noise": {"width": 30},
                "codes": [{"kind": "categorical", "name": "digit", "categories": 12, "lambda": 2}]
              },
              "preset": "paper-mnist"
            }
            """);
    InfoGanConfig paper = InfoGanConfig.paperMnist();
    Stabilizers changed = config.stabilizers();
    assertThat(config.batch()).isEqualTo(32);
    assertThat(config.generatorAdam().learningRate()).isEqualTo(5e-4);
    assertThat(config.generatorAdam().beta1()).isEqualTo(paper.generatorAdam().beta1());
    assertThat(changed.consistency().jitter().rotation()).isEqualTo(0.1);
    assertThat(changed.learningRateSchedule())
        .isEqualTo(paper.stabilizers().learningRateSchedule());
    assertThat(config.latent().noise()).isEqualTo(Noise.uniform(30));
    assertThat(config.latent().codes())
        .containsExactly(LatentCode.categorical("digit", 12).withLambda(2));
    assertThat(config.generator()).isEqualTo(paper.generator());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"preset\": \"cifar\"}|config: preset: expected one of mnist, ",
        "{\"preset\": 3}|config: preset: expected a name, found 3",
        "{\"preset\": \"mnist\", \"preset\": \"lab6\"}|config: expected JSON, found Dupl",
        "{\"preset\": \"mnist\", \"bach\": 3}|config: bach: ",
        "{\"preset\": \"mnist\", \"image\": {\"depth\": 3}}|config: image.depth: ",
        "{\"preset\": \"mnist\", \"steps\": null}|config: steps: ",
        "{\"preset\": \"mnist\", \"seed\": 1.5}|config: seed: ",
        "{\"preset\": \"mnist\", \"q\": [{\"kind\": \"dense\", \"units\": 3}]}|config: q: exp",
        "{\"preset\": \"mnist\", \"trunk\": {}}|config: trunk: ",
        "{\"preset\": \"mnist\"} {}|config: ",
        "{\"batch\": 3}|config: ",
        "batch: 3|config: expected JSON, found "
      })
  void mistakesAreNamedWithTheFile(String text, String message) throws IOException {
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve("my.json") + ": " + message);
  }

  /** Names that nearly fit are taken up; Jackson's own words are in none of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"preset\": \"mnsit\"}|found \"mnsit\"; did you mean \"mnist\"?",
        "{\"preset\": \"mnist\", \"step\": 3}|config: step: unknown field; did you mean \"steps\"?",
        "{\"preset\": \"mnist\", \"presets\": 3}|presets: unknown field; did you mean \"preset\"?",
        "{\"preset\": \"mnist\", \"generatorAdam\": {\"learningrate\": 1}}|config:"
            + " generatorAdam.learningrate: unknown field; did you mean \"learningRate\"?",
        "{\"preset\": \"mnist\", \"q\": [{\"kind\": \"dens\", \"units\": 3}]}|config: q[0]: kind:",
        "{\"preset\": \"mnist\", \"q\": [{\"kind\": \"dens\"}]}|\"dens\"; did you mean \"dense\"?",
        "{\"preset\": \"mnist\", \"q\": [{\"kind\": \"dense\"}]}|config: q[0].units: expected a whole"
            + " number up to 2147483647, found none",
        "{\"preset\": \"mnist\", \"batch\": \"64\"}|config: batch: expected a whole number up to"
            + " 2147483647, found \"64\"",
        "{\"preset\": \"mnist\", \"r1Gamma\": true}|config: r1Gamma: expected a number, found true",
        "{\"preset\": \"mnist\", \"trunk\": 3}|config: trunk: expected a list, found 3"
      })
  void mistakesAreExplained(String text, String message) {
    assertThatThrownBy(() -> InfoGanConfig.fromJson(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("config: ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("org.infogan", "deserial", "java.");
  }

  /** One language for all: what a file may hold, a text may, own layers included. */
  @Test
  void textAndFileTakePresetsAndOwnLayers() throws IOException {
    String text =
        """
        {"preset": "paper-mnist", "head": [{"kind": "ConfigFileTest$Twice"},
         {"kind": "dense", "units": 1}]}
        """;
    InfoGanConfig config = InfoGanConfig.fromJson(text, List.of(Twice.class));
    assertThat(config.head()).containsExactly(new Twice(), new Dense(1));
    Path file = Files.writeString(folder.resolve("own.json"), text);
    assertThat(InfoGanConfig.load(file, List.of(Twice.class))).isEqualTo(config);
    assertThat(InfoGanConfig.fromJson(config.toJson(), List.of(Twice.class))).isEqualTo(config);
    assertThatThrownBy(() -> InfoGanConfig.load(file))
        .hasMessageContaining("own.json: config: head[0]: kind: expected one of dense, ")
        .hasMessageContaining("or the class of an own layer, found \"ConfigFileTest$Twice\"");
  }

  /** A layer of the user's own. */
  record Twice() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Pass newPass(PassContext context) {
      throw new UnsupportedOperationException("only described here");
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path absent = folder.resolve("absent.json");
    assertThatThrownBy(() -> InfoGanConfig.load(absent))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(absent.toString());
  }

  /** The page shows a short form, then a whole one, then one with codes that follow. */
  @Test
  void theExamplesOfThePageAreRead() throws IOException {
    Matcher block =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/config.md")));
    List<String> examples = block.results().map(found -> found.group(1)).toList();
    assertThat(examples).hasSize(3);
    InfoGanConfig brief = load(examples.get(0));
    assertThat(brief.latent().codes()).hasSize(2);
    assertThat(brief.q()).contains(new Dense(13));
    assertThat(load(examples.get(1))).isEqualTo(InfoGanConfig.paperMnist());
    assertThat(load(examples.get(2)).stabilizers().consistency())
        .isEqualTo(InfoGanConfig.mnist().stabilizers().consistency());
  }

  private InfoGanConfig load(String json) throws IOException {
    return InfoGanConfig.load(Files.writeString(folder.resolve("my.json"), json));
  }
}
