package org.infogan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ImageGridTest {

  private static final int BACKGROUND = 0xE9EBEE;

  @TempDir Path folder;

  @Test
  void clampsAndRoundsGreyValues() {
    float[] values = {
      -1, 0, 0.49f / 255, 0.51f / 255, 0.5f, 254.4f / 255, 1, 7, Float.POSITIVE_INFINITY
    };
    int[] levels = {0, 0, 0, 1, 128, 254, 255, 255, 255};
    INDArray images = Nd4j.createFromArray(values).reshape(1, 1, 1, values.length);
    BufferedImage picture = ImageGrid.of(images, 1).toImage();
    for (int i = 0; i < values.length; i++) {
      assertThat(rgb(picture, 2 + i, 2)).isEqualTo(levels[i] * 0x010101);
    }
  }

  @Test
  void placesImagesRowByRow() {
    // Image i has the grey level 10 i everywhere; H = 3 and W = 2.
    INDArray levels = Nd4j.arange(5).castTo(DataType.DOUBLE).muli(10 / 255.0).reshape(5, 1, 1, 1);
    BufferedImage picture = ImageGrid.of(levels.broadcast(5, 1, 3, 2), 3).toImage();
    assertThat(picture.getWidth()).isEqualTo(2 + 3 * 2 + 2 + 2);
    assertThat(picture.getHeight()).isEqualTo(2 + 2 * 3 + 1 + 2);
    int b = BACKGROUND;
    int[][] expected = new int[11][12];
    int[] first = {b, b, 0, 0, b, 0x0a0a0a, 0x0a0a0a, b, 0x141414, 0x141414, b, b};
    int[] second = {b, b, 0x1e1e1e, 0x1e1e1e, b, 0x282828, 0x282828, b, b, b, b, b};
    int[] none = IntStream.generate(() -> b).limit(12).toArray();
    for (int y = 0; y < 11; y++) {
      expected[y] = y >= 2 && y < 5 ? first : y >= 6 && y < 9 ? second : none;
      for (int x = 0; x < 12; x++) {
        assertThat(rgb(picture, x, y)).as("x %d, y %d", x, y).isEqualTo(expected[y][x]);
      }
    }
  }

  @Test
  void readsChannelsAsRedGreenAndBlueWhateverTheStrides() {
    INDArray image = Nd4j.createFromArray(1f, 0.8f, 0.6f, 0.4f, 0.2f, 0f).reshape(1, 3, 1, 2);
    for (INDArray strided : new INDArray[] {image, image.dup('f')}) {
      BufferedImage picture = ImageGrid.of(strided, 1).toImage();
      assertThat(rgb(picture, 2, 2)).isEqualTo(0xff9933);
      assertThat(rgb(picture, 3, 2)).isEqualTo(0xcc6600);
    }
  }

  @Test
  void theFileInMemoryIsTheOneOnDisk() throws IOException {
    ImageGrid grid = ImageGrid.of(Nd4j.linspace(0, 1, 12).reshape(3, 1, 2, 2), 2).withZoom(2);
    grid.write(folder.resolve("a.png"));
    assertThat(grid.toPng()).containsExactly(Files.readAllBytes(folder.resolve("a.png")));
  }

  @Test
  void zoomMakesEachPixelASquare() {
    INDArray image = Nd4j.createFromArray(0f, 1f, 1f, 0f).reshape(1, 1, 2, 2);
    BufferedImage picture = ImageGrid.of(image, 1).withZoom(3).toImage();
    assertThat(picture.getWidth()).isEqualTo(6 + 6 + 6);
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 6; x++) {
        int level = x / 3 == y / 3 ? 0 : 0xffffff;
        assertThat(rgb(picture, 6 + x, 6 + y)).isEqualTo(level);
      }
    }
  }

  @Test
  void captionsTakeRoomAndLeaveTheImagesAlone() {
    ImageGrid plain = ImageGrid.of(Nd4j.rand(DataType.FLOAT, 6, 1, 28, 28), 3).withZoom(2);
    BufferedImage bare = plain.toImage();
    BufferedImage captioned =
        plain
            .withColumnCaptions(List.of("0", "1", "2"))
            .withRowCaptions(List.of("-2.0", "2.0"))
            .toImage();
    int left = captioned.getWidth() - bare.getWidth();
    int top = captioned.getHeight() - bare.getHeight();
    assertThat(left).isBetween(15, 60);
    assertThat(top).isBetween(10, 40);
    for (int y = 0; y < bare.getHeight(); y++) {
      for (int x = 0; x < bare.getWidth(); x++) {
        assertThat(rgb(captioned, left + x, top + y)).isEqualTo(rgb(bare, x, y));
      }
    }
    // Something is written above each column and left of each row, and within the picture.
    for (int column = 0; column < 3; column++) {
      assertThat(inkIn(captioned, left + 4 + column * 58, 0, 56, top)).isPositive();
    }
    for (int row = 0; row < 2; row++) {
      assertThat(inkIn(captioned, 0, top + 4 + row * 58, left, 56)).isPositive();
    }
    assertThat(inkIn(captioned, 0, 0, captioned.getWidth(), 2)).isZero();
    assertThat(inkIn(captioned, 0, 0, 2, captioned.getHeight())).isZero();
  }

  @Test
  void captionsThatAreTooWideShrink() {
    ImageGrid plain = ImageGrid.of(Nd4j.zeros(2, 1, 28, 28), 2);
    int narrow = plain.withColumnCaptions(List.of("1", "2")).toImage().getHeight();
    int wide = plain.withColumnCaptions(List.of("0.125000", "2.25")).toImage().getHeight();
    assertThat(wide).isLessThan(narrow);
  }

  @Test
  void writesAPngThatReadsBackEqual() throws IOException {
    ImageGrid grid = ImageGrid.of(Nd4j.rand(DataType.FLOAT, 4, 3, 5, 7), 2).withZoom(2);
    Path file = folder.resolve("bilder ü/grid.png");
    grid.write(file);
    BufferedImage drawn = grid.toImage();
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo(drawn.getWidth());
    assertThat(pixels(read)).isEqualTo(pixels(drawn));
    assertThat(file.getParent().toFile().list()).containsExactly("grid.png");
  }

  @Test
  void keepsItsOwnValues() {
    INDArray image = Nd4j.zeros(1, 1, 1, 1);
    ImageGrid grid = ImageGrid.of(image, 1);
    image.assign(1);
    assertThat(rgb(grid.toImage(), 2, 2)).isZero();
  }

  @Test
  void saysWhatItCannotDraw() {
    assertThatThrownBy(() -> ImageGrid.of(Nd4j.zeros(4, 2, 8, 8), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image grid: expected images [N, 1, H, W] or [N, 3, H, W], found [4, 2, 8, 8]");
    assertThatThrownBy(() -> ImageGrid.of(Nd4j.zeros(4, 64), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found [4, 64]");
    assertThatThrownBy(() -> ImageGrid.of(Nd4j.zeros(4, 1, 8, 8), 0))
        .isInstanceOf(IllegalArgumentException.class);
    INDArray broken = Nd4j.zeros(4, 1, 2, 2).putScalar(2, 0, 1, 1, Double.NaN);
    assertThatThrownBy(() -> ImageGrid.of(broken, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image grid: expected values in [0, 1], found NaN in image 2");
    ImageGrid grid = ImageGrid.of(Nd4j.zeros(4, 1, 8, 8), 3);
    assertThatThrownBy(() -> grid.withZoom(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> grid.withRowCaptions(List.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image grid: expected 2 row captions, found 1");
    assertThatThrownBy(() -> grid.withColumnCaptions(List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image grid: expected 3 column captions, found 2");
    assertThatThrownBy(() -> grid.withZoom(1 << 20).toImage())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 32768 pixels each way");
  }

  private static int rgb(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xffffff;
  }

  private static int[] pixels(BufferedImage picture) {
    int width = picture.getWidth();
    return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
  }

  private static long inkIn(BufferedImage picture, int x, int y, int width, int height) {
    return IntStream.of(picture.getRGB(x, y, width, height, null, 0, width))
        .filter(pixel -> (pixel & 0xffffff) != BACKGROUND)
        .count();
  }
}
