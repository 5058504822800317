package org.infogan.data;

/** Black and white images in memory, eight pixels in a byte. */
final class BitImages extends MemoryImages {

  private final byte[][] images;

  /** Takes over images packed by {@link #pack}. */
  BitImages(ImageShape shape, byte[][] images) {
    super(images.length, shape, null);
    this.images = images;
  }

  /**
   * Packs one image.
   *
   * @param pixels 0 or 1. Not modified.
   * @return the bits, or null if a pixel is neither
   */
  static byte[] pack(byte[] pixels) {
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
  void copy(int index, float[] pixels) {
    byte[] bits = images[index];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = bits[i / 8] >> i % 8 & 1;
    }
  }
}
