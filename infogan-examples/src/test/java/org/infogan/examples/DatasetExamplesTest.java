package org.infogan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.infogan.InfoGan;
import org.infogan.cli.TinyRun;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageShape;
import org.infogan.latent.LatentCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/** The programs for single data sets run as they stand, with two steps and few images. */
class DatasetExamplesTest {

  @TempDir private Path temporary;

  @Test
  void mnist() throws IOException {
    MnistExample.main(TinyRun.data().toString(), temporary.toString(), "2");
    assertTrained(new ImageShape(1, 28, 28), 3);
  }

  @Test
  void fashionMnist() throws IOException {
    FashionMnistExample.main(TinyRun.data().toString(), temporary.toString(), "2");
    assertTrained(new ImageShape(1, 28, 28), 3);
  }

  @Test
  void svhn() throws IOException {
    Path file = temporary.resolve("train_32x32.mat");
    Random random = new Random(1);
    Matrix pixels = Mat5.newMatrix(new int[] {32, 32, 3, 6}, MatlabType.UInt8);
    for (int i = 0; i < pixels.getNumElements(); i++) {
      pixels.setInt(i, random.nextInt(256));
    }
    Matrix labels = Mat5.newMatrix(6, 1, MatlabType.UInt8);
    for (int i = 0; i < 6; i++) {
      labels.setInt(i, 1 + i);
    }
    try (MatFile mat = Mat5.newMatFile().addArray("X", pixels).addArray("y", labels)) {
      Mat5.writeToFile(mat, file.toFile());
    }
    SvhnExample.main(file.toString(), temporary.toString(), "2");
    assertTrained(new ImageShape(3, 32, 32), 8);
  }

  @Test
  void celebA() throws IOException {
    CelebAExample.main(pictures("jpg").toString(), temporary.toString(), "2");
    assertTrained(new ImageShape(3, 32, 32), 10);
  }

  @Test
  void faces() throws IOException {
    FacesExample.main(pictures("png").toString(), temporary.toString(), "2");
    assertTrained(new ImageShape(1, 32, 32), 5);
  }

  @Test
  void chairs() throws IOException {
    ChairsExample.main(pictures("png").toString(), temporary.toString(), "2");
    assertTrained(new ImageShape(1, 64, 64), 4);
  }

  @Test
  void emoji() throws IOException {
    EmojiExample.main(pictures("png").toString(), temporary.toString(), "2");
    assertTrained(new ImageShape(3, 64, 64), 3);
  }

  @Test
  void drawsWhatCannotBeHad() throws IOException {
    SvhnExample.main("rendered", temporary.toString(), "1");
    assertTrained(new ImageShape(3, 32, 32), 8);
  }

  @Test
  void saysWhichArgumentsItExpects() {
    assertThatThrownBy(SvhnExample::main)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "arguments: expected DATA [FOLDER [STEPS]], where DATA is train_32x32.mat of SVHN, or"
                + " rendered, found 0 arguments");
    assertThatThrownBy(() -> MnistExample.main("a", "b", "1", "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("or included, found 4 arguments");
    assertThatThrownBy(() -> ChairsExample.main("rendered", "b", "many"))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void withoutStepsTakesThoseOfTheSetUp() {
    InfoGanConfig preset = InfoGanConfig.paperFaces();
    ExampleArguments given = ExampleArguments.of("a folder", "rendered");
    assertThat(given.fit(preset, 1000)).isEqualTo(preset);
    assertThat(given.fit(preset, 100).batch()).isEqualTo(100);
    assertThat(given.folder()).hasToString("example");
  }

  private void assertTrained(ImageShape shape, int codes) throws IOException {
    try (InfoGan model = InfoGan.load(temporary.resolve("model.zip"))) {
      assertThat(model.config().image()).isEqualTo(shape);
      assertThat(model.config().latent().codes()).hasSize(codes);
      for (LatentCode code : model.config().latent().codes()) {
        BufferedImage picture = ImageIO.read(temporary.resolve(code.name() + ".png").toFile());
        assertThat(picture.getWidth()).isGreaterThan(code.traversal().length * shape.width());
      }
    }
  }

  /** A folder of a few pictures that are larger and wider than the networks want them. */
  private Path pictures(String format) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("pictures"));
    Random random = new Random(1);
    for (int i = 0; i < 4; i++) {
      BufferedImage picture = new BufferedImage(90, 70, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < 90 * 70; pixel++) {
        picture.setRGB(pixel % 90, pixel / 90, random.nextInt(1 << 24));
      }
      ImageIO.write(picture, format, folder.resolve(i + "." + format).toFile());
    }
    return folder;
  }
}
