package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.infogan.eval.clustering.CategoryNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --hints}: a few labelled images that steer and name the categories. */
class HintsOptionTest {

  @TempDir private Path temporary;
  private Path hints;
  private Path config;

  @BeforeEach
  void writeHints() throws IOException {
    hints = temporary.resolve("some hints");
    for (String kind : new String[] {"dark", "light"}) {
      Files.createDirectories(hints.resolve(kind));
      for (int i = 0; i < 3; i++) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(i, 3, 0, 255);
        if (kind.equals("light")) {
          image.getGraphics().fillRect(0, 0, 28, 20 + i);
        }
        ImageIO.write(image, "png", hints.resolve(kind).resolve(i + ".png").toFile());
      }
    }
    config = temporary.resolve("short.json");
    Files.writeString(
        config,
        """
        {"preset": "mnist", "steps": 2, "batch": 16,
         "refinement": {"rounds": 1, "steps": 3, "images": 40}}
        """);
  }

  @Test
  void theRunSaysWhatTheyAreKeepsTheirNamesAndResumesWithThem() throws IOException {
    Path out = temporary.resolve("out");
    TinyRun.Result result =
        run(
            "train",
            "--config",
            config,
            "--data",
            TinyRun.data(),
            "--hints",
            hints,
            "--no-evaluation",
            "--out",
            out);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Hints     6 labelled images of 2 kinds (")
        .contains("  names.json");
    CategoryNames names = CategoryNames.read(out.resolve("names.json"));
    assertThat(names.names().values()).isNotEmpty().isSubsetOf("dark", "light");
    assertThat(out.resolve("run.json")).content().contains("some hints");

    TinyRun.Result again = run("train", "--resume", out, "--steps", 3, "--no-evaluation");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("Hints     6 labelled images of 2 kinds (");
  }

  @Test
  void mistakesAreNamedBeforeTraining() throws IOException {
    assertHintsRefused("--hints: expected without --quick", hints, "--quick");
    assertHintsRefused(
        "hints: expected a configuration with pretraining or refinement",
        hints,
        "--preset",
        "paper-mnist");
    Path dark = hints.resolve("dark");
    assertHintsRefused(dark + ": expected a label for each of the hints", dark, "--config", config);
  }

  private void assertHintsRefused(String message, Path given, Object... settings)
      throws IOException {
    Path out = temporary.resolve("out");
    List<Object> args = new ArrayList<>(List.of("train", "--data", TinyRun.data(), "--out", out));
    args.addAll(List.of("--hints", given));
    args.addAll(List.of(settings));
    assertRefused(message, args.toArray());
    assertThat(out).doesNotExist();
  }
}
