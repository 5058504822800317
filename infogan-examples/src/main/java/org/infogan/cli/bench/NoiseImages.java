package org.infogan.cli.bench;

import java.util.SplittableRandom;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.nn.NativeRuntime;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images of random pixels: enough to time by, since the arithmetic is the same. */
final class NoiseImages {

  private NoiseImages() {}

  static ImageDataset of(ImageShape shape, int count) {
    NativeRuntime.prepare(); // before ND4J is first touched, here
    float[] pixels = new float[Math.multiplyExact(count, shape.pixels())];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    long[] extents = {count, shape.channels(), shape.height(), shape.width()};
    try (INDArray images = Nd4j.create(pixels, extents, 'c')) {
      return FloatImages.copyOf(images);
    }
  }
}
