package org.infogan.eval.quality;

import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/** Every image in every turn that fits its shape; the label is the number of the turn. */
final class TurnedImages implements ImageDataset {

  private final ImageDataset images;
  private final int turns;

  TurnedImages(ImageDataset images) {
    this.images = images;
    turns = images.shape().height() == images.shape().width() ? 4 : 2;
  }

  @Override
  public int size() {
    return Math.multiplyExact(images.size(), turns);
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public int label(int index) {
    return index % turns;
  }

  @Override
  public boolean readsFromDisk() {
    return images.readsFromDisk();
  }

  @Override
  public void read(int index, float[] pixels) {
    float[] upright = new float[pixels.length];
    images.read(index / turns, upright);
    int quarters = index % turns * (4 / turns);
    int height = shape().height();
    int width = shape().width();
    for (int c = 0; c < shape().channels(); c++) {
      int start = c * height * width;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int from =
              switch (quarters) {
                case 0 -> y * width + x;
                case 1 -> x * width + (width - 1 - y);
                case 2 -> (height - 1 - y) * width + (width - 1 - x);
                default -> (height - 1 - x) * width + y;
              };
          pixels[start + y * width + x] = upright[start + from];
        }
      }
    }
  }
}
