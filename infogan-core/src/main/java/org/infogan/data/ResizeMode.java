package org.infogan.data;

/** How an image is brought to another height and width. */
public enum ResizeMode {
  /** Resized, whatever that does to its proportions. */
  STRETCH,
  /** Cropped in the middle to the new proportions, then resized: nothing is left empty. */
  COVER,
  /** Resized in its own proportions to fit inside, then padded with black: nothing is cut off. */
  CONTAIN,
  /** Padded with black and never resized. */
  PAD;

  /**
   * Brings one image to another shape: grey becomes colour by repeating its channel, colour becomes
   * grey as in {@link ImageDataset#inGrey()}.
   *
   * @param pixels C·H·W values, channel by channel and row by row. Not modified.
   * @param from the shape of the image
   * @param to the shape to reach; one or three channels, or as many as before
   * @return the values of the new image; {@code pixels} itself where nothing is to be done
   * @throws IllegalArgumentException if channels of this number cannot be converted, or by {@link
   *     #PAD} the image is larger than {@code to}
   */
  public float[] resize(float[] pixels, ImageShape from, ImageShape to) {
    ReadChecks.requireLength(pixels, from);
    if (from.equals(to)) {
      return pixels;
    }
    float[] resized = new float[to.pixels()];
    map(from, to).apply(pixels, resized);
    return resized;
  }

  /** The conversion from one shape to another, channels first. */
  public PixelMap map(ImageShape from, ImageShape to) {
    PixelMap channels = PixelMap.channels(from, to.channels());
    ImageShape converted = new ImageShape(to.channels(), from.height(), from.width());
    return channels.then(converted, mapPlanes(converted, to));
  }

  private PixelMap mapPlanes(ImageShape from, ImageShape to) {
    return switch (this) {
      case STRETCH -> Bilinear.map(from, to);
      case PAD -> PixelMap.pad(from, to, 0);
      case COVER -> {
        ImageShape middle = inProportion(to, from);
        yield PixelMap.crop(from, middle).then(middle, Bilinear.map(middle, to));
      }
      case CONTAIN -> {
        ImageShape inside = inProportion(from, to);
        yield Bilinear.map(from, inside).then(inside, PixelMap.pad(inside, to, 0));
      }
    };
  }

  /** The largest shape in the proportions of {@code model} that fits into {@code frame}. */
  private static ImageShape inProportion(ImageShape model, ImageShape frame) {
    double scale =
        Math.min((double) frame.height() / model.height(), (double) frame.width() / model.width());
    return new ImageShape(
        model.channels(),
        Math.max(1, Math.min(frame.height(), (int) Math.rint(model.height() * scale))),
        Math.max(1, Math.min(frame.width(), (int) Math.rint(model.width() * scale))));
  }
}
