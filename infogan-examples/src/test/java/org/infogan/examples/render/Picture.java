package org.infogan.examples.render;

/** An image of a data set, and what can be measured in it without knowing how it was drawn. */
public final class Picture {

  private final int side;

  /** [C, side, side]. */
  private final float[] pixels;

  public Picture(int side, float[] pixels) {
    this.side = side;
    this.pixels = pixels;
  }

  public float[] pixels() {
    return pixels;
  }

  static Picture of(FactorImages images, int... values) {
    float[] pixels = new float[images.shape().pixels()];
    images.render(values, pixels);
    return new Picture(images.shape().width(), pixels);
  }

  /** White minus this. */
  Picture inverted() {
    float[] inverted = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      inverted[i] = 1 - pixels[i];
    }
    return new Picture(side, inverted);
  }

  /** 1 where the first channel is above a value, else 0. */
  public Picture above(double threshold) {
    float[] mask = new float[side * side];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = pixels[i] > threshold ? 1 : 0;
    }
    return new Picture(side, mask);
  }

  /** The sum of the first channel. */
  public double mass() {
    double sum = 0;
    for (int i = 0; i < side * side; i++) {
      sum += pixels[i];
    }
    return sum;
  }

  /** The centre of gravity of the first channel, in pixels from the left. */
  public double centreX() {
    double sum = 0;
    for (int i = 0; i < side * side; i++) {
      sum += (i % side + 0.5) * pixels[i];
    }
    return sum / mass();
  }

  /** The centre of gravity of the first channel, in pixels from the top. */
  public double centreY() {
    double sum = 0;
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      sum += (row + 0.5) * pixels[i];
    }
    return sum / mass();
  }

  /** The number of columns that hold anything above a value. */
  int columnsAbove(double threshold) {
    int count = 0;
    for (int x = 0; x < side; x++) {
      boolean found = false;
      for (int y = 0; y < side; y++) {
        found |= pixels[y * side + x] > threshold;
      }
      count += found ? 1 : 0;
    }
    return count;
  }

  /** The mean of a box of one channel. */
  public double mean(int channel, int left, int top, int right, int bottom) {
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += pixels[(channel * side + y) * side + x];
      }
    }
    return sum / ((right - left) * (bottom - top));
  }

  /** The mean of all channels. */
  double brightness() {
    double sum = 0;
    for (float pixel : pixels) {
      sum += pixel;
    }
    return sum / pixels.length;
  }

  /** The mean absolute difference of two images. */
  double distance(Picture other) {
    double sum = 0;
    for (int i = 0; i < pixels.length; i++) {
      sum += Math.abs(pixels[i] - other.pixels[i]);
    }
    return sum / pixels.length;
  }

  /** Left and right exchanged. */
  Picture mirrored() {
    float[] mirrored = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      mirrored[i] = pixels[i / side * side + side - 1 - i % side];
    }
    return new Picture(side, mirrored);
  }
}
