package org.infogan.eval;

import java.util.ArrayList;
import java.util.List;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.eval.disentanglement.FactorData;

/** Images with a pixel for each factor, which shows its value in tenths. */
public final class FactorPixels implements FactorData {
  private final int[] sizes;

  public FactorPixels(int... sizes) {
    this.sizes = sizes;
  }

  @Override
  public int[] factorSizes() {
    return sizes;
  }

  @Override
  public ImageShape shape() {
    return new ImageShape(1, 1, Math.max(1, sizes.length));
  }

  @Override
  public void read(int[] factors, float[] pixels) {
    for (int f = 0; f < factors.length; f++) {
      pixels[f] = factors[f] / 10f;
    }
  }

  /** The factors that the pixels show. */
  public static double[][] factors(ImageDataset images) {
    List<double[]> rows = new ArrayList<>();
    float[] pixels = new float[images.shape().pixels()];
    for (int i = 0; i < images.size(); i++) {
      images.read(i, pixels);
      double[] row = new double[pixels.length];
      for (int f = 0; f < row.length; f++) {
        row[f] = Math.round(10 * pixels[f]);
      }
      rows.add(row);
    }
    return rows.toArray(double[][]::new);
  }
}
