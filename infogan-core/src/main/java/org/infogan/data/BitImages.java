package org.infogan.data;

/** Black and white images in memory without labels, eight pixels in a byte. */
public final class BitImages implements ImageDataset {

  private final ImageShape shape;
  private final byte[][] images;

  /**
   * Takes images over.
   *
   * @param shape the shape of each image
   * @param images at least one image, packed by {@link #pack}. Not modified.
   */
  public BitImages(ImageShape shape, byte[][] images) {
    this.shape = shape;
    this.images = images;
  }

  /**
   * Packs one image.
   *
   * @param pixels 0 or 1. Not modified.
   * @return the bits, or null if a pixel is neither
   */
  public static byte[] pack(byte[] pixels) {
    byte[] bits = new byte[(pixels.length + 7) / 8];
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] < 0 || pixels[i] > 1) {
        return null;
      }
      bits[i / 8] |= (byte) (pixels[i] << i % 8);
    }
    return bits;
  }

  @Override
  public int size() {
    return images.length;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public void read(int index, float[] pixels) {
    ReadChecks.requireIndex(index, images.length);
    ReadChecks.requireLength(pixels, shape);
    byte[] bits = images[index];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = bits[i / 8] >> i % 8 & 1;
    }
  }
}
