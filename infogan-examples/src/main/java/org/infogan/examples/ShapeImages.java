package org.infogan.examples;

import java.util.SplittableRandom;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/**
 * A data set that is drawn instead of loaded: white discs and bars on black. Image i always looks
 * the same, since its randomness comes from i alone; so nothing is kept in memory, and any number
 * of threads can read. It is kept as short as an ImageDataset can be; {@link
 * org.infogan.examples.render.ShapeScenes} has more to measure.
 *
 * @param size the number of images
 */
public record ShapeImages(int size) implements ImageDataset {

  /** Height and width in pixels. */
  public static final int SIDE = 16;

  @Override
  public ImageShape shape() {
    return new ImageShape(1, SIDE, SIDE);
  }

  /** 0 for a disc, 1 for a bar; what training does not see, evaluation may. */
  @Override
  public int label(int index) {
    return index % 2;
  }

  @Override
  public void read(int index, float[] pixels) {
    SplittableRandom random = new SplittableRandom(index);
    double radius = random.nextDouble(1.5, 6);
    double centreX = SIDE / 2.0 + random.nextDouble(-1.5, 1.5);
    double centreY = SIDE / 2.0 + random.nextDouble(-1.5, 1.5);
    boolean disc = label(index) == 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double dx = x + 0.5 - centreX;
        double dy = y + 0.5 - centreY;
        double outside = disc ? Math.hypot(dx, dy) - radius : Math.abs(dx) - radius / 3;
        // An edge one pixel wide from white to black, in [0, 1] as every data set must be.
        pixels[y * SIDE + x] = (float) Math.min(1, Math.max(0, 0.5 - outside));
      }
    }
  }
}
