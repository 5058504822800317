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

  /** The conversion from one shape to another, channels first. */
  PixelMap map(ImageShape from, ImageShape to) {
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
