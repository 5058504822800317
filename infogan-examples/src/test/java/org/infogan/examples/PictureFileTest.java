package org.infogan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFileTest {

  private static final ImageShape GREY = new ImageShape(1, 2, 3);
  private static final ImageShape COLOUR = new ImageShape(3, 2, 3);

  @TempDir private Path temporary;

  private Path write(BufferedImage picture) throws IOException {
    Path file = temporary.resolve("picture.png");
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  @Test
  void greySamplesStayAsTheyStandInTheFile() throws IOException {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(2, 1, 0, 100);
    Path file = write(picture);
    assertThat(PictureFile.read(file, GREY)).containsExactly(0, 0, 0, 0, 0, 100);
    assertThat(PictureFile.read(file, COLOUR)).hasSize(18).endsWith(0, 0, 0, 0, 0, 100);
  }

  @Test
  void sixteenBitsBecomeEight() throws IOException {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setSample(0, 0, 0, 0x64ff);
    assertThat(PictureFile.read(write(picture), GREY)).startsWith(0x64, 0);
  }

  @Test
  void colourBecomesLuma() throws IOException {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0x640000);
    picture.setRGB(1, 0, 0x006400);
    picture.setRGB(2, 0, 0x646464);
    Path file = write(picture);
    assertThat(PictureFile.read(file, GREY)).containsExactly(30, 59, 100, 0, 0, 0);
    assertThat(PictureFile.read(file, COLOUR))
        .containsExactly(100, 0, 100, 0, 0, 0, 0, 100, 100, 0, 0, 0, 0, 0, 100, 0, 0, 0);
  }

  @Test
  void refusesAnotherSize() throws IOException {
    Path file = write(new BufferedImage(2, 3, BufferedImage.TYPE_INT_RGB));
    assertThatThrownBy(() -> PictureFile.read(file, GREY))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("expected 3 x 2 pixels (width x height)")
        .hasMessageEndingWith("found 2 x 3");
    assertThatThrownBy(() -> PictureFile.read(file, new ImageShape(2, 3, 2)))
        .hasMessageContaining("1 or 3 channels");
  }
}
