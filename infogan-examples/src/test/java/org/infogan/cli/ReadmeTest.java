package org.infogan.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.infogan.InfoGan;
import org.infogan.cli.run.RunDescription;
import org.infogan.config.InfoGanConfig;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program compiles as it stands, and runs (with fewer steps). */
class ReadmeTest {

  @Test
  void programCompilesAndLeavesAModel(@TempDir Path folder) throws Exception {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../README.md")));
    assertThat(block.find()).as("a java block in README.md").isTrue();
    String program = block.group(1);
    Path model = folder.resolve("model.zip");
    String shortened =
        replaced(
            replaced(
                program,
                "InfoGanConfig.mnist()",
                "InfoGanConfig.mnist().toBuilder().steps(2).batch(8)"
                    + ".refinement(org.infogan.config.Refinement.NONE).build()"),
            "Path.of(\"model.zip\")",
            "Path.of(\"" + model.toString().replace("\\", "\\\\") + "\")");
    compile(folder.resolve("whole"), program);
    Path classes = compile(folder.resolve("short"), shortened);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      loader.loadClass("Digits").getMethod("main", String[].class).invoke(null, (Object) args());
    }
    try (InfoGan loaded = InfoGan.load(model)) {
      assertThat(loaded.config().steps()).isEqualTo(2);
    }
  }

  /** The consumer test adds to it what runs the program. */
  @Test
  void wholePomOfTheChecklistIsTheOneThatIsBuilt() throws Exception {
    Matcher block =
        Pattern.compile("```xml\n(<project.*?)</project>\n```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/checklist.md")));
    assertThat(block.find()).as("a whole POM in checklist.md").isTrue();
    Path built = Path.of("../infogan-core/consumer-test/src/it/frameworks/one-platform/pom.xml");
    assertThat(Files.readString(built))
        .contains(block.group(1).replace("0.1.0-SNAPSHOT", "@project.version@"));
  }

  @Test
  void tableHasEveryPresetWithItsSizes() throws Exception {
    List<String> readme = Files.readAllLines(Path.of("../README.md"));
    for (String name : InfoGanConfig.presets()) {
      InfoGanConfig config = InfoGanConfig.preset(name);
      Shape pixels = config.image().toShape();
      Shape features = Sequential.outputShape("trunk", pixels, config.trunk());
      long parameters =
          RunDescription.parameters(Shape.of(config.latent().width()), config.generator())
              + RunDescription.parameters(pixels, config.trunk())
              + RunDescription.parameters(features, config.head())
              + RunDescription.parameters(features, config.q());
      String image = config.image().height() + "×" + config.image().width();
      String colours = config.image().channels() == 1 ? " grey" : " colour";
      assertThat(readme)
          .filteredOn(line -> line.startsWith("| `" + name + "` |"))
          .singleElement(as(STRING))
          .contains("| " + image + colours + " |")
          .endsWith(String.format(Locale.ROOT, "| %.1f million |", parameters / 1e6));
    }
  }

  private static String[] args() {
    return new String[0];
  }

  private static String replaced(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }

  private static Path compile(Path folder, String program) throws Exception {
    Files.createDirectories(folder);
    Path source = folder.resolve("Digits.java");
    Files.writeString(source, program);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(result).as("exit code of the compiler").isZero();
    return folder;
  }
}
