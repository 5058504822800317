package org.infogan.data;

import java.util.Arrays;

/** Converts the pixels of one image, channel by channel and row by row. */
public interface PixelMap {

  /**
   * Converts one image.
   *
   * @param from Not modified.
   * @param to every value is set. Modified.
   */
  void apply(float[] from, float[] to);

  /**
   * This conversion, to an image of shape {@code between}, and {@code next} after it.
   *
   * @param between the shape that this conversion gives
   * @param next the conversion of that
   * @return both as one
   */
  default PixelMap then(ImageShape between, PixelMap next) {
    return (from, to) -> {
      float[] converted = new float[between.pixels()];
      apply(from, converted);
      next.apply(converted, to);
    };
  }

  /**
   * Luma from colour, or colour from grey.
   *
   * @param from the shape to convert
   * @param channels 1 or 3, or as many as there are
   * @return the conversion
   * @throws IllegalArgumentException when it is neither from 1 to 3 channels nor from 3 to 1
   */
  static PixelMap channels(ImageShape from, int channels) {
    int plane = from.height() * from.width();
    if (from.channels() == channels) {
      return (image, to) -> System.arraycopy(image, 0, to, 0, to.length);
    }
    if (from.channels() == 1 && channels == 3) {
      return (grey, to) -> {
        for (int c = 0; c < channels; c++) {
          System.arraycopy(grey, 0, to, c * plane, plane);
        }
      };
    }
    if (from.channels() == 3 && channels == 1) {
      return (rgb, to) -> {
        for (int i = 0; i < plane; i++) {
          to[i] = luma(rgb[i], rgb[plane + i], rgb[2 * plane + i]);
        }
      };
    }
    throw new IllegalArgumentException(
        "channels: expected a conversion from 1 to 3 or from 3 to 1, found from "
            + from.channels()
            + " to "
            + channels);
  }

  private static float luma(float red, float green, float blue) {
    // A grey stays as it is, in whatever form the image is kept; the rounded weights would move it.
    return red == green && red == blue
        ? red
        : Math.min(1, 0.299f * red + 0.587f * green + 0.114f * blue);
  }

  /**
   * The middle of an image.
   *
   * @param from the shape to convert
   * @param to the shape of the middle, with as many channels
   * @return the conversion
   * @throws IllegalArgumentException when the middle is larger than the image
   */
  static PixelMap crop(ImageShape from, ImageShape to) {
    if (to.height() > from.height() || to.width() > from.width()) {
      throw new IllegalArgumentException(
          "cropped shape: expected at most " + from + ", found " + to);
    }
    int top = (from.height() - to.height()) / 2;
    int left = (from.width() - to.width()) / 2;
    return (image, cropped) -> {
      for (int row = 0; row < to.channels() * to.height(); row++) {
        int start = rowStart(from, row / to.height(), top + row % to.height()) + left;
        System.arraycopy(image, start, cropped, row * to.width(), to.width());
      }
    };
  }

  /**
   * An image in the middle of a frame.
   *
   * @param from the shape to convert
   * @param to the shape of the frame, with as many channels
   * @param background the value around the image, in [0, 1]
   * @return the conversion
   * @throws IllegalArgumentException when the frame is smaller than the image, or the background
   *     outside [0, 1]
   */
  static PixelMap pad(ImageShape from, ImageShape to, float background) {
    if (to.height() < from.height() || to.width() < from.width()) {
      throw new IllegalArgumentException(
          "padded shape: expected at least " + from + ", found " + to);
    }
    // Written so that NaN fails too.
    if (!(background >= 0 && background <= 1)) {
      throw new IllegalArgumentException(
          "background: expected a value in [0, 1], found " + background);
    }
    int top = (to.height() - from.height()) / 2;
    int left = (to.width() - from.width()) / 2;
    return (image, padded) -> {
      Arrays.fill(padded, background);
      for (int row = 0; row < from.channels() * from.height(); row++) {
        int start = rowStart(to, row / from.height(), top + row % from.height()) + left;
        System.arraycopy(image, row * from.width(), padded, start, from.width());
      }
    };
  }

  /**
   * Rows for columns.
   *
   * @param from the shape to convert, whose height and width change places
   * @return the conversion
   */
  static PixelMap transpose(ImageShape from) {
    int height = from.height();
    int width = from.width();
    return (image, transposed) -> {
      for (int i = 0; i < image.length; i++) {
        int plane = i / (height * width) * height * width;
        transposed[plane + i % width * height + i / width % height] = image[i];
      }
    };
  }

  /** Where a row begins in an image's values. */
  private static int rowStart(ImageShape shape, int channel, int row) {
    return (channel * shape.height() + row) * shape.width();
  }
}
