package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.infogan.examples.render.FactorImages;
import org.infogan.examples.render.RenderedImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {

  @TempDir private Path temporary;

  @Test
  void drawsRandomImages() throws IOException {
    Path out = temporary.resolve("numbers.png");
    TinyRun.Result result =
        run("render", "house-numbers", "--rows", 2, "--columns", 3, "--zoom", 1, "--out", out);
    assertThat(result.out()).isEqualTo("Written: " + out + System.lineSeparator());
    assertThat(result.exitCode()).isZero();
    BufferedImage picture = ImageIO.read(out.toFile());
    // A line of one pixel between images, two around them.
    assertThat(picture.getWidth()).isEqualTo(3 * 33 + 3);
    assertThat(picture.getHeight()).isEqualTo(2 * 33 + 3);
    FactorImages draws = RenderedImages.named("house-numbers").draws(6, 1);
    float[] pixels = new float[draws.shape().pixels()];
    draws.read(4, pixels);
    int rgb = picture.getRGB(2 + 33 + 5, 2 + 33 + 7);
    assertThat(rgb >> 16 & 0xff).isEqualTo(Math.round(255 * pixels[7 * 32 + 5]));
  }

  @Test
  void walksAlongEveryFactor() throws IOException {
    Path out = temporary.resolve("shapes.png");
    assertThat(run("render", "shapes-32", "--walk", "--columns", 4, "--out", out).exitCode())
        .isZero();
    BufferedImage picture = ImageIO.read(out.toFile());
    assertThat(picture.getHeight()).isEqualTo(5 * 66 + 6);
  }

  @Test
  void refusesWhatItCannotDraw() {
    Path out = temporary.resolve("x.png");
    assertRefused("expected one of shapes, shapes-32, chairs, ", "render", "cats", "--out", out);
    assertRefused(".png", "render", "chairs", "--out", temporary.resolve("x.gif"));
    for (String option : new String[] {"--rows", "--columns", "--zoom"}) {
      assertRefused(
          option + ": expected at least 1, found 0", "render", "chairs", option, 0, "--out", out);
    }
  }
}
