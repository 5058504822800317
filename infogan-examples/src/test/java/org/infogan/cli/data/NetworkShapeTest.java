package org.infogan.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.infogan.cli.TinyRun;
import org.infogan.cli.support.UserException;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks are sized by where nobody says it: the images. */
class NetworkShapeTest {

  @TempDir private Path folder;

  private void picture(String name, int height, int width, Color color, String format)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.dispose();
    ImageIO.write(image, format, folder.resolve(name).toFile());
  }

  private ImageShape found() {
    return NetworkShape.of(folder.toString());
  }

  @Test
  void picturesOfOneSizeKeepIt() throws IOException {
    picture("a.png", 40, 24, Color.RED, "png");
    picture("b.png", 40, 24, Color.GRAY, "png");
    assertThat(found()).isEqualTo(new ImageShape(3, 40, 24));
  }

  @Test
  void greyOnesInColourFilesAreGrey() throws IOException {
    picture("a.png", 20, 20, Color.GRAY, "png");
    picture("b.jpg", 20, 20, Color.LIGHT_GRAY, "jpg");
    assertThat(found()).isEqualTo(new ImageShape(1, 20, 20));
  }

  /** Shorter sides 30, 50 and 90: a square of 50. */
  @Test
  void severalSizesBecomeASquare() throws IOException {
    picture("a.png", 30, 200, Color.RED, "png");
    picture("b.png", 100, 50, Color.RED, "png");
    picture("c.png", 90, 90, Color.RED, "png");
    assertThat(found()).isEqualTo(new ImageShape(3, 50, 50));
  }

  @Test
  void largeOnesShrinkAndSmallOnesGrow() throws IOException {
    picture("a.png", 218, 178, Color.RED, "png");
    assertThat(found()).as("64/218 of 178").isEqualTo(new ImageShape(3, 64, 52));
    picture("a.png", 8, 8, Color.RED, "png");
    assertThat(found()).isEqualTo(new ImageShape(3, 16, 16));
  }

  /** Which one it is, loading the images says. */
  @Test
  void whatCannotBeReadCountsNothing() throws IOException {
    picture("b.png", 24, 24, Color.RED, "png");
    Files.writeString(folder.resolve("a.png"), "no picture");
    assertThat(found()).isEqualTo(new ImageShape(3, 24, 24));
    assertThatThrownBy(() -> NetworkShape.of(folder.resolve("absent").toString()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no such file or folder");
  }

  @Test
  void mnistAndFilesOfItsFormat() throws IOException {
    assertThat(NetworkShape.of(null)).isEqualTo(new ImageShape(1, 28, 28));
    assertThat(NetworkShape.isMnist(null)).isTrue();
    assertThat(NetworkShape.isMnist(TinyRun.data().toString())).isTrue();
    String file = TinyRun.data().resolve("train-images-idx3-ubyte.gz").toString();
    assertThat(NetworkShape.isMnist(file)).isTrue();
    assertThat(NetworkShape.isMnist(folder.toString())).isFalse();
    assertThat(NetworkShape.isMnist("rendered:heads")).isFalse();
    assertThat(NetworkShape.of("rendered:chairs")).isEqualTo(new ImageShape(1, 64, 64));
    assertThat(NetworkShape.of("rendered:house-numbers")).isEqualTo(new ImageShape(3, 32, 32));
  }
}
