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

  /** This conversion, to an image of shape {@code between}, and {@code next} after it. */
  default PixelMap then(ImageShape between, PixelMap next) {
    return (from, to) -> {
      float[] converted = new float[between.pixels()];
      apply(from, converted);
      next.apply(converted, to);
    };
  }

  /** Luma from colour, or colour from grey. */
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
          float luma = 0.299f * rgb[i] + 0.587f * rgb[plane + i] + 0.114f * rgb[2 * plane + i];
          to[i] = Math.min(1, luma); // the rounded weights can add up to a little more
        }
      };
    }
    throw new IllegalArgumentException(
        "channels: expected a conversion from 1 to 3 or from 3 to 1, found from "
            + from.channels()
            + " to "
            + channels);
  }

  /** The middle of an image. */
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

  /** An image in the middle of a frame. */
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

  /** Rows for columns. */
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
