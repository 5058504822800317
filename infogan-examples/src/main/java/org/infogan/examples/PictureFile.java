package org.infogan.examples;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.infogan.data.ImageShape;

/** One PNG or JPEG file as an image for a model. */
final class PictureFile {

  private PictureFile() {}

  /**
   * Reads a picture.
   *
   * @param shape with one channel (the picture turns grey) or three
   * @return its bytes, channel by channel and row by row
   */
  static byte[] read(Path file, ImageShape shape) throws IOException {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new UserException(
          file + ": expected a model of images with 1 or 3 channels, found " + shape);
    }
    BufferedImage picture = decode(file);
    if (picture.getWidth() != shape.width() || picture.getHeight() != shape.height()) {
      throw new UserException(
          file
              + ": expected "
              + size(shape.width(), shape.height())
              + " pixels (width x height) as the model has them, found "
              + size(picture.getWidth(), picture.getHeight()));
    }
    return isGrey(picture.getColorModel()) ? fromGrey(picture, shape) : fromColour(picture, shape);
  }

  private static BufferedImage decode(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    BufferedImage picture;
    try {
      picture = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw new UserException(file + ": expected a PNG or JPEG file, found: " + e.getMessage());
    }
    if (picture == null) {
      throw new UserException(file + ": expected a PNG or JPEG file, found another kind");
    }
    return picture;
  }

  private static String size(int width, int height) {
    return width + " x " + height;
  }

  private static boolean isGrey(ColorModel model) {
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /**
   * Samples as they stand in the file: getRGB would take them for linear light and brighten them.
   */
  private static byte[] fromGrey(BufferedImage picture, ImageShape shape) {
    Raster raster = picture.getRaster();
    int shift = picture.getColorModel().getComponentSize(0) - 8;
    byte[] bytes = new byte[shape.pixels()];
    int plane = shape.height() * shape.width();
    for (int i = 0; i < bytes.length; i++) {
      int pixel = i % plane;
      bytes[i] =
          (byte) (raster.getSample(pixel % shape.width(), pixel / shape.width(), 0) >> shift);
    }
    return bytes;
  }

  private static byte[] fromColour(BufferedImage picture, ImageShape shape) {
    byte[] bytes = new byte[shape.pixels()];
    int plane = shape.height() * shape.width();
    for (int i = 0; i < plane; i++) {
      int rgb = picture.getRGB(i % shape.width(), i / shape.width());
      int red = rgb >> 16 & 0xff;
      int green = rgb >> 8 & 0xff;
      int blue = rgb & 0xff;
      if (shape.channels() == 1) {
        // The luma of ITU-R BT.601, by which JPEG too tells brightness from colour.
        bytes[i] = (byte) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
      } else {
        bytes[i] = (byte) red;
        bytes[plane + i] = (byte) green;
        bytes[2 * plane + i] = (byte) blue;
      }
    }
    return bytes;
  }
}
