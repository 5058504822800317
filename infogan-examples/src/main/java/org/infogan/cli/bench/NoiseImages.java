package org.infogan.cli.bench;

import java.util.SplittableRandom;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/** Images of random pixels: enough to time by, since the arithmetic is the same. */
final class NoiseImages {

  private NoiseImages() {}

  static ImageDataset of(ImageShape shape, int count) {
    float[][] images = new float[count][shape.pixels()];
    SplittableRandom random = new SplittableRandom(1);
    for (float[] pixels : images) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = random.nextFloat();
      }
    }
    return FloatImages.wrap(shape, images);
  }
}
