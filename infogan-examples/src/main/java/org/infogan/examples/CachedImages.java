package org.infogan.examples;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/**
 * Images that are costly to make: each is made when it is first read, then kept as one byte per
 * value, so that a short run makes few and a long one makes each once.
 */
public final class CachedImages implements ImageDataset {

  private final ImageDataset source;
  private final AtomicReferenceArray<byte[]> kept;

  public CachedImages(ImageDataset source) {
    this.source = source;
    kept = new AtomicReferenceArray<>(source.size());
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public ImageShape shape() {
    return source.shape();
  }

  @Override
  public void read(int index, float[] pixels) {
    byte[] image = kept.get(index);
    if (image == null) {
      source.read(index, pixels);
      image = new byte[pixels.length];
      for (int i = 0; i < image.length; i++) {
        image[i] = (byte) Math.round(255 * pixels[i]);
      }
      kept.set(index, image);
    }
    // The first reader, too, gets what all later ones get.
    for (int i = 0; i < image.length; i++) {
      pixels[i] = Byte.toUnsignedInt(image[i]) / 255f;
    }
  }

  @Override
  public int label(int index) {
    return source.label(index);
  }
}
