package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentVectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The Java programs of docs/onnx.md compile as they stand, and print what the library says. */
class OnnxPageTest {

  private static final Path PAGE = Path.of("../../docs/onnx.md");

  @TempDir private static Path folder;

  private static InfoGan model;

  @BeforeAll
  static void export() throws IOException {
    model = RandomModel.of(InfoGanConfig.mnist(), 14, 1.5);
    model.exportOnnx(folder.resolve("onnx"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Digits", "DjlDigits"})
  void programPrintsTheLibrarysCategories(String name) throws Exception {
    Path source = folder.resolve(name + ".java");
    Files.writeString(source, program(name));
    String classes = System.getProperty("java.class.path");
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classes, source.toString());
    assertThat(exitCode).as("exit code of the compiler").isZero();
    assertThat(run(name, classes).strip()).isEqualTo(expected());
  }

  /** The block of Java that has the class of that name. */
  private static String program(String name) throws IOException {
    Matcher blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    while (blocks.find()) {
      if (blocks.group(1).contains("public class " + name + " {")) {
        return blocks.group(1);
      }
    }
    throw new AssertionError(PAGE + ": no program " + name);
  }

  /** In the folder of the page's reader, which has the exported files in "onnx". */
  private static String run(String name, String classes) throws Exception {
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + File.pathSeparator + classes,
                name)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return printed;
  }

  private static String expected() {
    LatentVectors latents = new LatentVectors(model.config().latent(), 10);
    for (int k = 0; k < 10; k++) {
      latents.set(k, "c1", k);
    }
    try (INDArray images = model.generate(latents)) {
      int[] categories = model.classify(images);
      assertThat(Arrays.stream(categories).distinct().count()).isGreaterThan(1);
      return Arrays.stream(categories).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
  }
}
