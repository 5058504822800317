package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An image in memory gives the same values as the PNG file that Java writes of it, whatever its
 * type: Java converts to the file's samples in one case, the library to values in the other.
 */
class BufferedImageTest {

  private static final int WIDTH = 23;
  private static final int HEIGHT = 17;

  @TempDir private Path folder;

  private static final Map<String, Integer> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("INT_RGB", BufferedImage.TYPE_INT_RGB);
    TYPES.put("INT_ARGB", BufferedImage.TYPE_INT_ARGB);
    TYPES.put("INT_BGR", BufferedImage.TYPE_INT_BGR);
    TYPES.put("3BYTE_BGR", BufferedImage.TYPE_3BYTE_BGR);
    TYPES.put("4BYTE_ABGR", BufferedImage.TYPE_4BYTE_ABGR);
    TYPES.put("BYTE_GRAY", BufferedImage.TYPE_BYTE_GRAY);
    TYPES.put("USHORT_GRAY", BufferedImage.TYPE_USHORT_GRAY);
    TYPES.put("BYTE_BINARY", BufferedImage.TYPE_BYTE_BINARY);
    TYPES.put("BYTE_INDEXED", BufferedImage.TYPE_BYTE_INDEXED);
    TYPES.put("USHORT_565_RGB", BufferedImage.TYPE_USHORT_565_RGB);
    TYPES.put("USHORT_555_RGB", BufferedImage.TYPE_USHORT_555_RGB);
  }

  static Stream<Arguments> images() {
    Stream<Arguments> standard =
        TYPES.entrySet().stream()
            .map(
                type ->
                    Arguments.of(
                        type.getKey(), filled(new BufferedImage(WIDTH, HEIGHT, type.getValue()))));
    Stream<Arguments> others =
        Stream.of(
            Arguments.of("16 bits RGB", samples(ColorSpace.CS_sRGB, false, DataBuffer.TYPE_USHORT)),
            Arguments.of("16 bits RGBA", samples(ColorSpace.CS_sRGB, true, DataBuffer.TYPE_USHORT)),
            Arguments.of(
                "grey with alpha", samples(ColorSpace.CS_GRAY, true, DataBuffer.TYPE_BYTE)),
            Arguments.of(
                "16 bits grey with alpha",
                samples(ColorSpace.CS_GRAY, true, DataBuffer.TYPE_USHORT)),
            Arguments.of("palette of greys", indexed(8, false, false)),
            Arguments.of("palette of two bits", indexed(2, true, false)),
            Arguments.of("palette with a transparent colour", indexed(4, true, true)),
            Arguments.of("greys in colour", greysIn(BufferedImage.TYPE_INT_RGB)),
            Arguments.of("greys in bytes of colour", greysIn(BufferedImage.TYPE_3BYTE_BGR)),
            Arguments.of("a part of a larger image", part()));
    return Stream.concat(standard, others);
  }

  /** Random colours, a quarter of them transparent where that is possible. */
  private static BufferedImage filled(BufferedImage image) {
    SplittableRandom random = new SplittableRandom(5);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int alpha = random.nextInt(4) == 0 ? random.nextInt(256) : 255;
        image.setRGB(x, y, alpha << 24 | random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static BufferedImage samples(int space, boolean alpha, int type) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            type);
    WritableRaster raster = model.createCompatibleWritableRaster(WIDTH, HEIGHT);
    SplittableRandom random = new SplittableRandom(6);
    int largest = type == DataBuffer.TYPE_BYTE ? 255 : 65_535;
    for (int band = 0; band < raster.getNumBands(); band++) {
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        raster.setSample(i % WIDTH, i / WIDTH, band, random.nextInt(largest + 1));
      }
    }
    return new BufferedImage(model, raster, false, null);
  }

  private static BufferedImage indexed(int bits, boolean colours, boolean transparent) {
    int size = 1 << bits;
    byte[][] palette = new byte[3][size];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < 3; c++) {
        palette[c][i] = (byte) (colours ? 37 * i + 80 * c : 255 - i);
      }
    }
    IndexColorModel model =
        transparent
            ? new IndexColorModel(bits, size, palette[0], palette[1], palette[2], 1)
            : new IndexColorModel(bits, size, palette[0], palette[1], palette[2]);
    int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type, model);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, random.nextInt(size));
    }
    return image;
  }

  private static BufferedImage greysIn(int type) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, 0x010101 * random.nextInt(256));
    }
    return image;
  }

  private static BufferedImage part() {
    BufferedImage whole = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    return filled(whole).getSubimage(5, 3, WIDTH, HEIGHT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("images")
  void valuesAreThoseOfTheFile(String type, BufferedImage image) throws IOException {
    Path file = folder.resolve("image.png");
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    for (ImageShape shape :
        List.of(
            new ImageShape(3, HEIGHT, WIDTH),
            new ImageShape(1, HEIGHT, WIDTH),
            new ImageShape(3, 8, 8),
            new ImageShape(1, 28, 28))) {
      for (ResizeMode mode : List.of(ResizeMode.COVER, ResizeMode.CONTAIN, ResizeMode.STRETCH)) {
        float[] found = read(ImageDataset.of(List.of(image), shape, mode));
        float[] expected = read(ImageFolder.open(file, shape, mode));
        assertThat(found).as(shape + " " + mode).isEqualTo(expected);
      }
    }
  }

  private static float[] read(ImageDataset images) {
    float[] pixels = new float[images.shape().pixels()];
    images.read(0, pixels);
    return pixels;
  }
}
