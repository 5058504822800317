package org.infogan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.infogan.InfoGan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of docs/in-java.md compile as they stand, and the first one runs. */
class InJavaPageTest {

  private static final String IMPORTS =
      """
      import java.awt.image.BufferedImage;
      import java.io.File;
      import java.nio.file.Path;
      import java.util.List;
      import javax.imageio.ImageIO;
      import org.infogan.*;
      import org.infogan.config.*;
      import org.infogan.data.*;
      import org.infogan.data.files.*;
      import org.infogan.eval.*;
      import org.infogan.latent.*;
      import org.infogan.listeners.*;
      import org.infogan.tensorboard.*;
      import org.infogan.train.*;
      """;

  /** What the page takes as given, where a block does not make it. */
  private static final Map<String, String> GIVEN = new LinkedHashMap<>();

  static {
    GIVEN.put("photos", "List<BufferedImage>");
    GIVEN.put("shape", "ImageShape");
    GIVEN.put("classes", "int[]");
    GIVEN.put("folder", "Path");
    GIVEN.put("model", "InfoGan");
    GIVEN.put("trainer", "InfoGanTrainer");
    GIVEN.put("parts", "ImageDataset.Split");
    GIVEN.put("labelled", "ImageDataset");
  }

  @TempDir private Path temporary;

  private static List<String> blocks() throws IOException {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("../docs/in-java.md")))
        .results()
        .map(MatchResult::group)
        .map(block -> block.replaceFirst("```java\n", "").replaceFirst("```$", ""))
        .toList();
  }

  private static String program(List<String> blocks) {
    StringBuilder program = new StringBuilder(IMPORTS).append("public class Page {\n");
    for (int i = 0; i < blocks.size(); i++) {
      String block = blocks.get(i);
      String parameters =
          GIVEN.entrySet().stream()
              .filter(given -> !block.contains(" " + given.getKey() + " ="))
              .map(given -> given.getValue() + " " + given.getKey())
              .collect(Collectors.joining(", "));
      program.append(
          "  public static void block" + i + "(" + parameters + ") throws Exception {\n");
      program.append(block).append("  }\n");
    }
    return program.append("}\n").toString();
  }

  private Path compile(String program) throws IOException {
    Path source = Files.writeString(temporary.resolve("Page.java"), program);
    List<String> arguments =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            temporary.toString(),
            source.toString());
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(result).as("exit code of the compiler").isZero();
    return temporary;
  }

  @Test
  void blocksCompile() throws IOException {
    assertThat(blocks()).hasSize(7);
    compile(program(blocks()));
  }

  @Test
  void theFirstBlockHasEightLines() throws IOException {
    assertThat(blocks().get(0).lines().filter(line -> !line.strip().equals("}"))).hasSize(7);
    assertThat(blocks().get(0).lines()).hasSize(8);
  }

  /** With small networks and two steps in place of thousands. */
  @Test
  void theFirstBlockTrainsOnPicturesAndLeavesAModel() throws Exception {
    Path model = temporary.resolve("model.zip");
    Path picture = temporary.resolve("new.png");
    String shortened = blocks().get(0);
    Map<String, String> changes =
        Map.of(
            "3, 64, 64",
            "3, 16, 16",
            "ImageKind.OBJECTS)",
            "ImageKind.NONE).toBuilder().steps(2).batch(8).build()",
            "\"model.zip\"",
            "\"" + model + "\"",
            "\"new.png\"",
            "\"" + picture + "\"");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(shortened).contains(change.getKey());
      shortened = shortened.replace(change.getKey(), change.getValue().replace("\\", "\\\\"));
    }
    Path classes = compile(program(List.of(shortened)));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Method block = null;
      for (Method method : loader.loadClass("Page").getMethods()) {
        block = method.getName().equals("block0") ? method : block;
      }
      block.invoke(null, photos(), null, null, null, null, null);
    }
    try (InfoGan loaded = InfoGan.load(model)) {
      assertThat(loaded.provenance().orElseThrow().images()).isEqualTo(20);
    }
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(16);
  }

  private static List<BufferedImage> photos() {
    SplittableRandom random = new SplittableRandom(1);
    List<BufferedImage> photos = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      BufferedImage photo =
          new BufferedImage(
              20 + i,
              30 - i,
              i % 2 == 0 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
      for (int y = 0; y < photo.getHeight(); y++) {
        for (int x = 0; x < photo.getWidth(); x++) {
          photo.setRGB(x, y, random.nextInt());
        }
      }
      photos.add(photo);
    }
    return photos;
  }
}
